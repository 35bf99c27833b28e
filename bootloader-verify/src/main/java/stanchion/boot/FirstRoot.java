package stanchion.boot;

import java.util.Optional;

/// What a root must show before its digest is burnt into a charger for good.
///
/// A boot does not ask this: there the OTP vouches for the exact bytes, and a charger whose first
/// root lacks signatures was bound to it by its own maker.
public final class FirstRoot {
    private FirstRoot() {}

    /// Why these bytes must not become anybody's `1.root.json`; nothing when they may.
    public static Optional<Verdict.Refused> objection(byte[] bytes) {
        try {
            RootChain.selfSigned(bytes);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.verdict());
        }
    }
}
