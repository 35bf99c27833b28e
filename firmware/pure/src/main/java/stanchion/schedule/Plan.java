package stanchion.schedule;

import java.util.Optional;
import stanchion.pilot.Offers;
import stanchion.units.Amps;

/// What smart charging remembers from one step to the next, also over a restart.
///
/// @param run the charger's run in which `rate` flows; empty before the first
/// @param rate what hours and responses allow now, delays included: 80 A is no limit of theirs
/// @param delay running, until the rate changes; empty when no change waits
/// @param override the owner charges now, until the vehicle leaves or this runs out
public record Plan(
        Optional<Long> run,
        Amps rate,
        Optional<Countdown> delay,
        Optional<Countdown> override,
        Responses responses) {
    /// What hours and responses do not limit.
    public static final Amps UNLIMITED = Offers.MOST;

    /// A charger's first plan: nothing flows.
    public static final Plan FIRST =
            new Plan(
                    Optional.empty(),
                    Amps.ZERO,
                    Optional.empty(),
                    Optional.empty(),
                    Responses.NONE);

    /// The plan after a restart of its process; countdowns go on where they were.
    public Plan resumed(Moment now) {
        return new Plan(
                run,
                rate,
                delay.map(one -> one.resumed(now)),
                override.map(one -> one.resumed(now)),
                responses);
    }

    public Plan overridden(Optional<Countdown> wanted) {
        return new Plan(run, rate, delay, wanted, responses);
    }

    public Plan with(Responses wanted) {
        return new Plan(run, rate, delay, override, wanted);
    }

    /// The running delay is over as of now.
    public Plan undelayed(Moment now) {
        return flowing(rate, delay.map(one -> Countdown.begun(0, now)));
    }

    Plan flowing(Amps amps, Optional<Countdown> waiting) {
        return new Plan(run, amps, waiting, override, responses);
    }

    Plan in(long charger) {
        return new Plan(Optional.of(charger), rate, delay, override, responses);
    }
}
