package stanchion.boot;

import java.util.Optional;

/// What a root must show before its digest is burnt into a charger for good.
///
/// A boot does not ask for its signatures: there the OTP vouches for the exact bytes, and a charger
/// whose first root lacks signatures was bound to it by its own maker.
public sealed interface FirstRoot {
    /// A charger may be bound to it.
    ///
    /// @param digest what goes into the OTP: SHA-256 of the exact bytes, in hexadecimal
    record Good(Root root, String digest) implements FirstRoot {}

    /// These bytes must not become anybody's `1.root.json`.
    record Bad(Verdict.Refused why) implements FirstRoot {}

    /// Judges the bytes of the file.
    static FirstRoot of(byte[] bytes) {
        try {
            return new Good(RootChain.selfSigned(bytes), Hex.of(Key.sha256(bytes)));
        } catch (Refused refused) {
            return new Bad(refused.verdict());
        }
    }

    /// Why these bytes must not become anybody's `1.root.json`; nothing when they may.
    static Optional<Verdict.Refused> objection(byte[] bytes) {
        return of(bytes) instanceof Bad bad ? Optional.of(bad.why()) : Optional.empty();
    }
}
