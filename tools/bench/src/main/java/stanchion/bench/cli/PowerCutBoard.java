package stanchion.bench.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stanchion.powercut.board.BoardCampaign;
import stanchion.powercut.board.BoardTally;
import stanchion.powercut.board.CycleReport;
import stanchion.release.ReleaseException;

/// `./run powercut --board virtual`, and what it prints.
record PowerCutBoard(long seed, int cycles, boolean control) {
    private static final int FAILED = 1;
    private static final int MISSING = 69;

    int run() {
        Optional<String> missing = BoardCampaign.missing();
        if (missing.isPresent()) {
            System.err.println("powercut: " + missing.get());
            return MISSING;
        }
        BoardCampaign.Writer writer =
                control ? BoardCampaign.Writer.CARELESS : BoardCampaign.Writer.REAL;
        long start = System.nanoTime();
        try {
            BoardTally tally =
                    new BoardCampaign(new BoardCampaign.Settings(seed, cycles, writer))
                            .run(PowerCutBoard::line);
            System.out.print(table(tally, (System.nanoTime() - start) / 1e9));
            return control ? judgeControl(tally) : judge(tally);
        } catch (IOException | ReleaseException failed) {
            System.err.println("powercut: " + failed.getMessage());
            return Home.WRONG_INPUT;
        }
    }

    private static void line(int number, CycleReport cycle) {
        System.out.printf(
                Locale.ROOT,
                "cycle %3d  %4.1f s  cut at change %3d, %4d B atoms: %3d unflushed, %3d kept;"
                        + " %d starts, %d records, %s%s%n",
                number,
                cycle.seconds(),
                cycle.change(),
                cycle.atom(),
                cycle.pending(),
                cycle.kept(),
                cycle.boots(),
                cycle.records(),
                cycle.promises(),
                cycle.told() ? ", story told" : "");
        cycle.violations().forEach(violation -> System.out.println("    VIOLATION " + violation));
    }

    private String table(BoardTally tally, double seconds) {
        List<CycleReport> all = tally.cycles();
        double[] times = all.stream().mapToDouble(CycleReport::seconds).sorted().toArray();
        long pending = all.stream().mapToLong(CycleReport::pending).sum();
        long kept = all.stream().mapToLong(CycleReport::kept).sum();
        StringBuilder table = new StringBuilder();
        row(table, "seed", seed);
        row(table, "power cuts, each started again", cycles);
        row(table, "starts of the verifier", all.stream().mapToLong(CycleReport::boots).sum());
        row(table, "cuts after a told story", all.stream().filter(CycleReport::told).count());
        row(table, "unflushed atoms", pending);
        row(table, "of them kept", kept);
        row(table, "bricks", tally.bricks());
        row(table, "acknowledged records lost", tally.lost());
        row(table, "violations", tally.violations().size());
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-31s %9.1f s until the machine is kept, then %.1f s a cycle (median), %.1f"
                                + " s at most, %.0f s in all%n",
                        "time",
                        tally.preparation(),
                        times[times.length / 2],
                        times[times.length - 1],
                        seconds));
        return table.toString();
    }

    private static void row(StringBuilder table, String what, long count) {
        table.append(String.format(Locale.ROOT, "%-31s %9d%n", what, count));
    }

    private static int judge(BoardTally tally) {
        return tally.violations().isEmpty() ? 0 : FAILED;
    }

    /// A control that loses nothing shows that the disk is too kind.
    private static int judgeControl(BoardTally tally) {
        long caught = tally.caught();
        System.out.println("the control writer was caught " + caught + " times");
        return caught > 0 ? 0 : FAILED;
    }
}
