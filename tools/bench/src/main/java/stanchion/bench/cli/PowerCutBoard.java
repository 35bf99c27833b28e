package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stanchion.powercut.Moment;
import stanchion.powercut.board.BoardCampaign;
import stanchion.powercut.board.BoardTally;
import stanchion.powercut.board.CycleReport;
import stanchion.powercut.board.Writer;
import stanchion.release.ReleaseException;

/// `./run powercut --board virtual`, and what it prints.
record PowerCutBoard(long seed, int cycles, boolean control, Optional<Path> look) {
    private static final int FAILED = 1;
    private static final int MISSING = 69;

    int run() {
        Optional<String> missing = BoardCampaign.missing();
        if (missing.isPresent()) {
            System.err.println("powercut: " + missing.get());
            return MISSING;
        }
        Set<Writer> writers =
                control ? EnumSet.complementOf(EnumSet.of(Writer.REAL)) : EnumSet.of(Writer.REAL);
        BoardCampaign.Settings settings =
                new BoardCampaign.Settings(seed, cycles, Home.folder().resolve("target/powercut"));
        try {
            System.err.println("powercut: the machine comes up");
            if (look.isPresent()) {
                return look(look.get());
            }
            Map<Writer, BoardTally> tallies =
                    new BoardCampaign(settings).run(writers, new Lines(cycles * writers.size()));
            tallies.forEach((writer, tally) -> System.out.print(table(writer, tally)));
            return control ? judgeControl(tallies) : judge(tallies);
        } catch (NoSuchFileException absent) {
            System.err.println("powercut: " + absent.getMessage() + ": no such file");
            return Home.WRONG_INPUT;
        } catch (IOException | ReleaseException failed) {
            System.err.println("powercut: " + failed.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private int look(Path disk) throws IOException, ReleaseException {
        List<CycleReport> reports = new ArrayList<>();
        Lines lines = new Lines(1);
        new BoardCampaign(
                        new BoardCampaign.Settings(
                                seed, 1, Home.folder().resolve("target/powercut/again")))
                .look(
                        disk,
                        report -> {
                            reports.add(report);
                            lines.cycle(report);
                        });
        return reports.stream().allMatch(report -> report.violations().isEmpty()) ? 0 : FAILED;
    }

    /// A line for every cycle, with the time that is left.
    private static final class Lines implements BoardCampaign.Progress {
        private final int all;
        private int done;
        private double seconds;

        Lines(int all) {
            this.all = all;
        }

        @Override
        public void cycle(CycleReport cycle) {
            done++;
            seconds += cycle.seconds();
            CycleReport.Cut cut = cycle.cut();
            System.out.printf(
                    Locale.ROOT,
                    "%3d of %d, %2.0f min left  %4.1f s  %-9s change %3d, %4d B atoms: %3d"
                            + " unflushed, %3d kept; %d starts, %4d records, %s%s%n",
                    done,
                    all,
                    Math.ceil(seconds / done * (all - done) / 60),
                    cycle.seconds(),
                    cut.moment(),
                    cut.change(),
                    cut.atom(),
                    cut.pending(),
                    cut.kept(),
                    cycle.told().boots(),
                    cycle.told().records(),
                    cycle.told().promises(),
                    cycle.told().ended() ? ", story told" : "");
            cycle.violations().forEach(one -> System.out.println("    VIOLATION " + one));
        }
    }

    private String table(Writer writer, BoardTally tally) {
        List<CycleReport> cuts = tally.cuts();
        StringBuilder table = new StringBuilder("writer: " + writer.sentence() + "\n");
        row(table, "seed", seed);
        row(table, "power cuts, each started again", cuts.size());
        for (Map.Entry<Moment, Long> moment : tally.moments().entrySet()) {
            String name = moment.getKey().toString().toLowerCase(Locale.ROOT);
            row(table, "  of them while " + name, moment.getValue());
        }
        row(table, "stories told", cuts.stream().filter(one -> one.told().ended()).count());
        row(table, "starts of the verifier", tally.boots());
        row(table, "unflushed atoms", cuts.stream().mapToLong(one -> one.cut().pending()).sum());
        row(table, "of them kept", cuts.stream().mapToLong(one -> one.cut().kept()).sum());
        row(table, "bricks", tally.bricks());
        row(table, "acknowledged records lost", tally.lost());
        row(table, "starts with a violation", tally.caught());
        double[] times = cuts.stream().mapToDouble(CycleReport::seconds).sorted().toArray();
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-31s %9.1f s until the machine is kept, then %.1f s a cycle (median), %.1f"
                                + " s at most, %.0f s together%n",
                        "time",
                        tally.preparation(),
                        times[times.length / 2],
                        times[times.length - 1],
                        tally.starts().stream().mapToDouble(CycleReport::seconds).sum()));
        return table.toString();
    }

    private static void row(StringBuilder table, String what, long count) {
        table.append(String.format(Locale.ROOT, "%-31s %9d%n", what, count));
    }

    private static int judge(Map<Writer, BoardTally> tallies) {
        return tallies.values().stream().allMatch(tally -> tally.caught() == 0) ? 0 : FAILED;
    }

    /// A control that loses nothing shows that the disk is too kind.
    private static int judgeControl(Map<Writer, BoardTally> tallies) {
        tallies.forEach((writer, tally) ->
                System.out.println(
                        writer.sentence() + ": " + (tally.caught() > 0 ? "caught" : "NOT CAUGHT")));
        return tallies.values().stream().allMatch(tally -> tally.caught() > 0) ? 0 : FAILED;
    }
}
