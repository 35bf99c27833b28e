package stanchion.session;

import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.SafetyLimits;
import stanchion.hal.SafetyLimits.OpenPen;
import stanchion.link.Report.Meter.Phase;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.pilot.Advertised;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.units.Amps;

/// The conditions that a window of the meter shows.
final class MainsConditions {
    /// Below this a phase is missing, not merely low.
    static final double MISSING_VOLTS = 50;

    /// Where the vehicle may stay on a supply whose earth is its PEN (BS 7671 722.411.4.1).
    static final double PEN_LEAST_VOLTS = 207;

    static final double PEN_MOST_VOLTS = 253;

    /// Less current than this has no sign worth the name.
    static final double SIGNED_AMPS = 2;

    private static final double OVER_CURRENT_MARGIN_AMPS = 0.5;
    private static final double OVER_CURRENT_FACTOR = 1.10;

    /// What an offer loses when it becomes a duty of whole steps.
    private static final double ROUNDING_AMPS = 0.001;

    private MainsConditions() {}

    static FaultSet of(Mains.Measured mains, Commands commanded, SafetyLimits limits) {
        return voltage(mains, limits)
                .union(FaultSet.when(isOff(mains.frequency(), limits), Fault.MAINS_FREQUENCY))
                .union(FaultSet.when(exceeds(mains, commanded), Fault.OVER_CURRENT))
                .union(FaultSet.when(isUnbalanced(mains, limits), Fault.PHASE_IMBALANCE))
                .union(FaultSet.when(isSwapped(mains), Fault.PHASE_SWAPPED));
    }

    private static FaultSet voltage(Mains.Measured mains, SafetyLimits limits) {
        double least = mains.lowest().value();
        double most = mains.highest().value();
        boolean pen =
                limits.openPen() == OpenPen.WATCHED
                        && least >= MISSING_VOLTS
                        && (least < PEN_LEAST_VOLTS || most > PEN_MOST_VOLTS);
        return FaultSet.when(pen, Fault.OPEN_PEN)
                .union(FaultSet.when(most > limits.mostVolts().value(), Fault.OVER_VOLTAGE))
                .union(low(least, limits));
    }

    private static FaultSet low(double volts, SafetyLimits limits) {
        if (volts >= limits.leastVolts().value()) {
            return FaultSet.NONE;
        }
        return FaultSet.of(volts < MISSING_VOLTS ? Fault.MAINS_LOST : Fault.UNDER_VOLTAGE);
    }

    /// A voltage that has no frequency is off as well; without a voltage there is none to be off.
    private static boolean isOff(MainsFrequency frequency, SafetyLimits limits) {
        return switch (frequency) {
            case MainsFrequency.Tracked(var hertz) ->
                    hertz.compareTo(limits.leastHertz()) < 0
                            || hertz.compareTo(limits.mostHertz()) > 0;
            case MainsFrequency.Untracked(Cause why) ->
                    why == Cause.OUT_OF_RANGE || why == Cause.UNSTEADY;
        };
    }

    /// Whether the vehicle draws more than the pilot advertises while the contactor is closed; the
    /// end of an offer has a limit of its own.
    private static boolean exceeds(Mains.Measured mains, Commands commanded) {
        return commanded.contactor() == ContactorCommand.CLOSE
                && commanded.pilot() instanceof PilotOutput.Pwm(var duty)
                && Advertised.by(duty) instanceof Advertised.Current(Amps offer)
                && isMore(mains.current(), offer);
    }

    private static boolean isUnbalanced(Mains.Measured mains, SafetyLimits limits) {
        double spread = mains.current().value() - mains.leastCurrent().value();
        return isMore(new Amps(spread), limits.unbalanced());
    }

    private static boolean isMore(Amps drawn, Amps allowed) {
        double most = (allowed.value() + OVER_CURRENT_MARGIN_AMPS) * OVER_CURRENT_FACTOR;
        return drawn.value() > most + ROUNDING_AMPS;
    }

    /// Whether a phase seems to feed back: its transformer is turned round, or sits on the
    /// conductor of another phase. No vehicle here may.
    private static boolean isSwapped(Mains.Measured mains) {
        for (Phase phase : mains.phases()) {
            if (phase.current().value() > SIGNED_AMPS && phase.active().value() < 0) {
                return true;
            }
        }
        return false;
    }
}
