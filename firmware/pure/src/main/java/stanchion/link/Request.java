package stanchion.link;

import java.time.Duration;
import stanchion.safety.Fault;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What the gateway may ask of the charger. Every request is checked against the charger's own
/// limits as if an attacker had sent it: it may lower or stop, raise only within board and
/// installation, and it expires.
public sealed interface Request {
    /// The id where nobody waits for the outcome.
    long NOBODYS = -1;

    /// Chosen by the sender, echoed in the [Report.RequestOutcome].
    long id();

    /// Offers at most `limit` until `validFor` has gone by, then the board's fallback current.
    ///
    /// @param limit 0 (pause) or 6…80 A
    /// @param validFor 1 s…24 h
    record Limit(long id, Amps limit, Duration validFor) implements Request {}

    /// Offers nothing until `validFor` has gone by, whatever else was asked for; then everything is
    /// as before. So nobody begins to charge while the charger is about to be restarted.
    ///
    /// @param validFor 1 s…2 min
    record Hold(long id, Duration validFor) implements Request {}

    /// The gateway's standing word: until `validFor` has gone by no more than this is offered,
    /// then, when nobody renews it, the board's fallback current. See
    /// [stanchion.session.Allowance].
    ///
    /// @param limit 0 A or more, and whose it is
    /// @param validFor 1 s…5 min
    record Allow(long id, NamedLimit limit, Duration validFor) implements Request {}

    /// Allows or forbids charging; kept until the next such request.
    record Enable(long id, Enablement enablement) implements Request {}

    /// Clears latched faults whose cause has gone.
    record ClearFaults(long id) implements Request {}

    /// Clears latched faults whose cause has gone, what somebody did to the charger among them. The
    /// gateway sends it for an owner who signed, for nobody else.
    record ClearTampering(long id) implements Request {}

    /// What the gateway alone can see and takes as a sign of tampering; the charger latches it as
    /// if it had sensed it.
    ///
    /// @param sign one that bears the second an alert takes
    record Suspect(long id, Fault sign) implements Request {}

    /// The broker has acknowledged the alert, so an orderly shut-down need not wait for it.
    ///
    /// @param raised when that was so of which was told
    record AlertTold(long id, Uptime raised) implements Request {}

    enum Enablement {
        ENABLED,
        DISABLED
    }
}
