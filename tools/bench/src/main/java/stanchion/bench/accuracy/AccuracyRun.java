package stanchion.bench.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.bench.accuracy.Row.Case;

/// Measures how exact the charger's meter is, and what it costs.
public final class AccuracyRun {
    /// What to measure.
    ///
    /// @param seconds of samples for each load of the statement; the grid takes a fifth
    /// @param csv where all rows go
    public record Order(double seconds, long seed, Optional<Path> csv) {}

    private static final double GRID_SHARE = 0.2;
    private static final double LEAST_SECONDS = 3;

    private final PrintStream out;
    private final PrintStream progress;

    public AccuracyRun(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /// Measures and prints everything.
    ///
    /// @return whether every goal of the statement was met
    /// @throws IOException when the rows cannot be written
    public boolean run(Order order) throws IOException {
        List<Row> statement = rows("statement", Cases.statement(), order.seconds, order.seed);
        out.print(Table.text(statement));
        out.println();
        List<Row> currents = rows("currents", Cases.currents(), order.seconds, order.seed);
        out.print(Table.text(currents));
        out.println();
        double shorter = Math.max(LEAST_SECONDS, order.seconds * GRID_SHARE);
        List<Row> grid = rows("combinations", Cases.grid(), shorter, order.seed);
        out.print(Table.worst(grid));
        out.println();
        if (order.csv.isPresent()) {
            List<Row> all = new ArrayList<>(statement);
            all.addAll(currents);
            all.addAll(grid);
            Files.writeString(order.csv.get(), Table.csv(all));
        }
        List<Goal> goals = Goal.of(statement);
        goals.forEach(goal -> out.println(goal.line()));
        for (FrontEnd frontEnd : FrontEnd.ALL) {
            out.println(frontEnd.name() + ": " + Speed.measure(frontEnd).line());
        }
        return goals.stream().allMatch(Goal::isMet);
    }

    private List<Row> rows(String what, List<Case> cases, double seconds, long seed) {
        List<Row> rows = new ArrayList<>();
        int all = cases.size() * FrontEnd.ALL.size();
        for (FrontEnd frontEnd : FrontEnd.ALL) {
            for (Case each : cases) {
                rows.add(Row.measure(each, frontEnd, seconds, seed + rows.size()));
                progress.printf("\r%s %d of %d ", what, rows.size(), all);
            }
        }
        progress.print("\r" + " ".repeat(40) + "\r");
        return rows;
    }
}
