package stanchion.sim.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What many random sessions came to.
///
/// @param worstSession in which the contactor took longest to open; -1 when it never opened
/// @param bad sessions in which something happened that must not
public record SessionStatistics(
        int sessions,
        Duration span,
        long worstOpenMillis,
        int worstSession,
        long closures,
        long openedUnderLoad,
        long interventions,
        double wattHours,
        List<SessionRun> bad) {
    public static final SessionStatistics NONE =
            new SessionStatistics(0, Duration.ZERO, 0, -1, 0, 0, 0, 0, List.of());

    public SessionStatistics {
        bad = List.copyOf(bad);
    }

    /// These sessions and one more.
    public SessionStatistics with(SessionRun run) {
        List<SessionRun> allBad = new ArrayList<>(bad);
        if (!run.complaints().isEmpty()) {
            allBad.add(run);
        }
        return new SessionStatistics(
                sessions + 1,
                span.plus(run.span()),
                Math.max(worstOpenMillis, run.truth().worstOpenMillis()),
                isWorse(run) ? run.number() : worstSession,
                closures + run.truth().closures(),
                openedUnderLoad + run.truth().openedUnderLoad(),
                interventions + run.interventions(),
                wattHours + run.truth().energy().value(),
                allBad);
    }

    private boolean isWorse(SessionRun run) {
        long millis = run.truth().worstOpenMillis();
        return millis > worstOpenMillis
                || (millis == worstOpenMillis && millis > 0 && run.number() < worstSession);
    }
}
