package stanchion.bench.accuracy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures how exact the charger's meter is, and what it costs.
public final class AccuracyRun {
    /// What to measure.
    ///
    /// @param seconds of samples for each load of the statement; the combinations take a fifth
    /// @param csv where all rows go
    public record Order(double seconds, long seed, Optional<Path> csv) {}

    private static final double SHARE_OF_COMBINATIONS = 0.2;
    private static final double LEAST_SECONDS = 3;

    private final PrintStream out;
    private final Progress progress;

    public AccuracyRun(PrintStream out, Optional<PrintStream> progress) {
        this.out = out;
        this.progress = progress.map(Progress::new).orElse(Progress.NONE);
    }

    /// Measures and prints everything.
    ///
    /// @return whether every goal of the statement was met
    /// @throws IOException when the rows cannot be written
    public boolean run(Order order) throws IOException {
        Results results = Results.measure(order.seconds, order.seed, progress);
        out.println("Worst error of active power in ppm; floors are standard deviations.");
        out.print(Table.text(results.all()));
        double shorter = Math.max(LEAST_SECONDS, order.seconds * SHARE_OF_COMBINATIONS);
        List<Row> grid =
                Results.rows(Cases.grid(), shorter, order.seed, progress.of("combinations"));
        out.println();
        out.println("Worst of all combinations with this value, by windows of 1 s, and which:");
        out.print(Table.worst(grid));
        out.println();
        out.print(SmallCurrent.head());
        results.small().forEach(small -> out.print(small.line()));
        out.println();
        if (order.csv.isPresent()) {
            List<Row> all = new ArrayList<>(results.all());
            all.addAll(grid);
            Files.writeString(order.csv.get(), Table.csv(all));
        }
        results.goals().forEach(goal -> out.println(goal.line()));
        out.println();
        speed();
        return results.goals().stream().allMatch(Goal::isMet);
    }

    /// Times a sample.
    ///
    /// @return whether the goal was met, on this machine as busy as it is
    public boolean speed() {
        FrontEnd late = FrontEnd.DECIBELS_102;
        FrontEnd atOnce = late.seenLate(Duration.ZERO);
        Speed plain = Speed.measure(atOnce);
        out.println("simultaneous converters: " + plain.line());
        out.println("late by part of a frame: " + Speed.measure(late).line());
        return plain.isMet();
    }

    /// Prints the harmonics of two simulated loads beside the true ones.
    public void harmonics(long seed) {
        FrontEnd frontEnd = FrontEnd.DECIBELS_102.seenLate(Duration.ZERO);
        out.println("An on-board charger at 49.7 Hz:");
        Load charger = Load.sine(16).at(49.7).with(Load.CHARGER);
        out.print(HarmonicsTable.text(frontEnd, charger, seed));
        out.println();
        out.println("A rectifier on a bad mains at 60 Hz:");
        Load rectifier = Load.sine(16).at(60).with(Load.RECTIFIER);
        out.print(HarmonicsTable.text(frontEnd, rectifier, seed));
    }
}
