package stanchion.bench.latency;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The findings as people read them, and the goals.
public final class LatencyTable {
    /// How much later than cyclictest the loop may wake.
    private static final double MOST_TIMES = 1.5;

    /// From the pilot's change to the command: the relay needs the rest of 100 ms (IEC 61851-1
    /// table A.6 seq. 8.1).
    private static final long MOST_OPENING_MICROS = 50_000;

    private static final double RARE = 0.9999;
    private static final int RARE_COUNT = 10_000;

    private static final String ROW = "%-40s %8s %9s %9s %9s %9s%n";

    private final Findings findings;

    public LatencyTable(Findings findings) {
        this.findings = findings;
    }

    /// Every row, what the load was, and each goal as met or missed.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(ROW.formatted("milliseconds", "count", "p50", "p99", "p99.99", "max"));
        row(text, "loop: release to wake-up", findings.wake());
        row(text, "cyclictest, same interval and priority", findings.yardstick());
        ratios(text);
        row(text, "loop: release to outputs applied", findings.response());
        row(text, "pilot change to open command", findings.openings());
        row(text, "pilot change to offer withdrawn", findings.withdrawals());
        besides(text);
        goals(text);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Times times) {
        text.append(
                ROW.formatted(
                        name,
                        times.count(),
                        millis(times.quantile(0.5)),
                        millis(times.quantile(0.99)),
                        times.count() < RARE_COUNT ? "-" : millis(times.quantile(RARE)),
                        millis(times.most())));
    }

    private static String millis(long micros) {
        return String.format(ROOT, "%.3f", micros / 1e3);
    }

    private void ratios(StringBuilder text) {
        Times wake = findings.wake();
        Times yardstick = findings.yardstick();
        text.append(
                ROW.formatted(
                        "  ratio",
                        "",
                        times(ratio(wake.quantile(0.5), yardstick.quantile(0.5))),
                        times(ratio(wake.quantile(0.99), yardstick.quantile(0.99))),
                        times(ratio(wake.quantile(RARE), yardstick.quantile(RARE))),
                        times(ratio(wake.most(), yardstick.most()))));
        text.append(
                ROW.formatted(
                        "  median of the ratios of " + findings.minutes().size() + " pieces",
                        "",
                        times(median(piece -> ratio(piece, 0.5))),
                        times(median(piece -> ratio(piece, 0.99))),
                        "",
                        times(median(piece -> ratio(piece, 1)))));
    }

    private static double ratio(Findings.Piece piece, double share) {
        return ratio(piece.wake().quantile(share), piece.yardstick().quantile(share));
    }

    private static double ratio(long ours, long theirs) {
        return (double) ours / Math.max(1, theirs);
    }

    private static String times(double ratio) {
        return String.format(ROOT, "x %.2f", ratio);
    }

    private double median(ToDoubleFunction<Findings.Piece> figure) {
        List<Double> sorted =
                findings.minutes().stream().map(figure::applyAsDouble).sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private void besides(StringBuilder text) {
        Findings.Loads loads = findings.loads();
        text.append(
                String.format(
                        ROOT,
                        "%ndeadlines missed: %d of %d cycles; pilot changes unanswered: %d;"
                                + " faults shown: %s%n",
                        findings.missed(),
                        findings.wake().count(),
                        findings.unanswered(),
                        findings.faults().isEmpty() ? "none" : findings.faults()));
        text.append(
                String.format(
                        ROOT,
                        "load: %d processors busy by stress-ng, %d commands to the charger, %d"
                                + " updates of %.1f MiB on their way, 50 MiB/s of garbage in the"
                                + " charger's heap%n%n",
                        loads.processors(),
                        loads.commands(),
                        loads.updates(),
                        loads.updateBytes() / 1024.0 / 1024.0));
    }

    private void goals(StringBuilder text) {
        Times wake = findings.wake();
        Times yardstick = findings.yardstick();
        boolean enough = wake.count() >= RARE_COUNT && yardstick.count() >= RARE_COUNT;
        double rare = ratio(wake.quantile(RARE), yardstick.quantile(RARE));
        double most = ratio(wake.most(), yardstick.most());
        goal(text, "wake-up p99.99 / cyclictest", rare, MOST_TIMES, enough);
        goal(text, "wake-up max / cyclictest", most, MOST_TIMES, enough);
        boolean seen = findings.openings().count() > 0;
        double opening = findings.openings().most() / 1e3;
        goal(text, "pilot change to open command, max, ms", opening, limitMillis(), seen);
    }

    private static double limitMillis() {
        return MOST_OPENING_MICROS / 1e3;
    }

    private static void goal(
            StringBuilder text, String name, double measured, double most, boolean judged) {
        String verdict = !judged ? "too few" : measured <= most ? "met" : "missed";
        text.append(
                String.format(
                        ROOT, "%-52s %8.2f  goal <= %.1f  %s%n", name, measured, most, verdict));
    }
}
