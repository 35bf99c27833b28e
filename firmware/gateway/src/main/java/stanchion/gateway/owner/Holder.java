package stanchion.gateway.owner;

import java.util.Optional;

/// Who holds the charger.
///
/// ```text
/// Nobody ── right code ─► Owned ── release, by the owner, or by the maker with somebody there ─► Nobody, new code
///                         Unknown (unreadable file) ── release by the maker with somebody there ─┘
/// ```
sealed interface Holder {
    /// Waits for an owner.
    ///
    /// @param code what they have to know; empty where nobody provided one, as on a bench
    record Nobody(Optional<SetupCode> code) implements Holder {}

    /// Has one.
    record Owned(OwnerKey key) implements Holder {}

    /// Had one, perhaps; an unreadable file is nobody's word that the charger is free.
    record Unknown(String why) implements Holder {}
}
