package stanchion.control;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import stanchion.hal.Commands.PilotOutput;
import stanchion.link.Report;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Decision;
import stanchion.session.Intent;
import stanchion.session.Measurements;
import stanchion.units.DutyCycle;
import stanchion.units.WattHours;

/// Says how the charger is, and when that is worth a report: on every change and every second.
///
/// Keeps the last report; for one thread.
final class StatusBoard {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private Optional<Report.Status> reported = Optional.empty();
    private FaultSet faults = FaultSet.NONE;
    private Set<Fault> faultNames = Set.of();

    Report.Status status(
            Decision decision, Measurements measured, Intent intent, WattHours sessionEnergy) {
        return new Report.Status(
                measured.at(),
                measured.pilot().state(),
                decision.next().state().label(),
                duty(decision.commands().pilot()),
                decision.next().offer(),
                decision.limits().effective(),
                intent.enablement(),
                measured.inputs().mirror(),
                names(decision.next().guard().faults().held()),
                measured.inputs().temperature(),
                sessionEnergy);
    }

    /// Whether this status is to be reported; if so it counts as the last one.
    boolean isNews(Report.Status status) {
        boolean news =
                reported.isEmpty()
                        || status.at().isPast(INTERVAL, reported.get().at())
                        || differs(status, reported.get());
        if (news) {
            reported = Optional.of(status);
        }
        return news;
    }

    private static boolean differs(Report.Status a, Report.Status b) {
        return a.pilot() != b.pilot()
                || !a.state().equals(b.state())
                || !a.duty().equals(b.duty())
                || !a.offer().equals(b.offer())
                || !a.limit().equals(b.limit())
                || a.enablement() != b.enablement()
                || a.contactor() != b.contactor()
                || !a.faults().equals(b.faults());
    }

    private Set<Fault> names(FaultSet now) {
        if (!now.equals(faults)) {
            faults = now;
            faultNames = now.asSet();
        }
        return faultNames;
    }

    private static DutyCycle duty(PilotOutput output) {
        return switch (output) {
            case PilotOutput.SteadyHigh _ -> new DutyCycle(100);
            case PilotOutput.SteadyLow _ -> new DutyCycle(0);
            case PilotOutput.Pwm(DutyCycle duty) -> duty;
        };
    }
}
