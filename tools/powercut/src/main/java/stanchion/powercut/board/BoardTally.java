package stanchion.powercut.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import stanchion.powercut.Moment;

/// What came of all cycles.
public final class BoardTally {
    private final double preparation;
    private final List<CycleReport> cuts = new ArrayList<>();
    private final List<CycleReport> starts = new ArrayList<>();

    /// @param preparation until the machine was kept, seconds
    BoardTally(double preparation) {
        this.preparation = preparation;
    }

    void cut(CycleReport report) {
        cuts.add(report);
        starts.add(report);
    }

    /// The start after the last cut.
    void end(CycleReport report) {
        starts.add(report);
    }

    /// Seconds until the machine was kept.
    public double preparation() {
        return preparation;
    }

    public List<CycleReport> cuts() {
        return List.copyOf(cuts);
    }

    /// All that was started: once for each cut, and once more.
    public List<CycleReport> starts() {
        return List.copyOf(starts);
    }

    /// How many cuts fell into each moment.
    public Map<Moment, Long> moments() {
        EnumMap<Moment, Long> counts = new EnumMap<>(Moment.class);
        cuts.forEach(one -> counts.merge(one.cut().moment(), 1L, Long::sum));
        return counts;
    }

    /// Acknowledged records that were not found again.
    public long lost() {
        return starts.stream().mapToLong(cycle -> cycle.told().lost()).sum();
    }

    /// Starts in which something was noticed.
    public long caught() {
        return starts.stream().filter(cycle -> !cycle.violations().isEmpty()).count();
    }

    /// Versions that the verifier let run.
    public long boots() {
        return starts.stream().mapToLong(cycle -> cycle.told().boots()).sum();
    }

    /// Starts that found nothing to run.
    public long bricks() {
        return violations().stream()
                .filter(violation ->
                        violation.contains("nothing boots")
                                || violation.contains("did not come up"))
                .count();
    }

    public List<String> violations() {
        return starts.stream().flatMap(cycle -> cycle.violations().stream()).toList();
    }
}
