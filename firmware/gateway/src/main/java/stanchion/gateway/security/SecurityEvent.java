package stanchion.gateway.security;

/// Something that concerns the charger's security (Regulations 2021, schedule 1, paragraph 10).
///
/// @param detail what, by whom; at most [#LONGEST_DETAIL] characters are kept
public record SecurityEvent(Kind kind, String detail) {
    /// Characters kept.
    public static final int LONGEST_DETAIL = 200;

    /// What happened. The names stand in logs that are years old and never change.
    public enum Kind {
        /// Somebody is at the housing, the meter or a debug port.
        TAMPER_ATTEMPT,
        /// Somebody wanted in and was not let in.
        ACCESS_REFUSED,
        /// Somebody was let in.
        ACCESS_GRANTED,
        /// A command made no sense, or not now.
        COMMAND_REFUSED,
        /// A command of somebody who proved who he is.
        COMMAND_ACCEPTED,
        /// Somebody became the owner, or is it no more.
        OWNER_CHANGED,
        DATA_DELETED,
        UPDATE_REFUSED,
        /// Any other step of an update.
        UPDATE,
        CERTIFICATE_CHANGED,
        CERTIFICATE_REFUSED,
        /// What the boot verifier found.
        BOOT_VERDICT,
        /// A process of the charger has started.
        STARTED,
        /// The time has become known: earlier records of this machine's start can be placed.
        CLOCK_KNOWN,
        /// The wall clock was set.
        CLOCK_STEPPED,
        /// Signs everything before it; the detail is the signature.
        CHECKPOINT,
        /// The oldest records are gone; the detail says which, and whether the broker had them.
        RECORDS_DROPPED,
        /// So many events came too fast to be recorded.
        EVENTS_SUPPRESSED,
        /// The log was found cut or altered.
        LOG_DAMAGED
    }
}
