package stanchion.powercut.board;

import java.util.ArrayList;
import java.util.List;

/// What came of all cycles.
public final class BoardTally {
    private final double preparation;
    private final List<CycleReport> cycles = new ArrayList<>();

    /// @param preparation until the machine was kept, seconds
    BoardTally(double preparation) {
        this.preparation = preparation;
    }

    void add(CycleReport report) {
        cycles.add(report);
    }

    /// Seconds until the machine was kept.
    public double preparation() {
        return preparation;
    }

    /// All cycles, and last of all a start that was not cut.
    public List<CycleReport> cycles() {
        return List.copyOf(cycles);
    }

    public long lost() {
        return cycles.stream().mapToLong(CycleReport::lost).sum();
    }

    /// Cycles in which something was lost.
    public long caught() {
        return cycles.stream().filter(cycle -> cycle.lost() > 0).count();
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
        return cycles.stream().flatMap(cycle -> cycle.violations().stream()).toList();
    }
}
