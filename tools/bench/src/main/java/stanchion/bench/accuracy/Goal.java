package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What the meter wants to reach, and whether it did.
///
/// @param limit in `unit`
/// @param side on which side of the limit the goal lies
/// @param where the worst was measured
record Goal(String name, double measured, double limit, String unit, Side side, String where) {
    /// Where a goal lies.
    enum Side {
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }
    }

    private static final double QUIET_PPM = 0.5;
    private static final double FIFTH_PPM = 10;
    private static final double SECOND_PPM = 2;
    private static final double PEER_TIMES = 20;
    private static final double FLOOR_TIMES = 1.1;
    private static final double IDLE_SHARE = 0.3;

    /// The goals of the statement.
    static List<Goal> of(Results results) {
        List<Row> fine = through(FrontEnd.DECIBELS_102, results.statement());
        Row fifth = worst(fine, row -> row.fifth().worst());
        Row second = worst(fine, row -> row.second().worst());
        Row quiet = worst(results.quiet(), row -> row.fifth().worst());
        List<Goal> goals = new ArrayList<>();
        goals.add(worstOf("no noise, 0.2 s, worst", quiet.fifth(), QUIET_PPM, quiet));
        goals.add(worstOf("102 dB, 0.2 s, worst", fifth.fifth(), FIFTH_PPM, fifth));
        goals.add(worstOf("102 dB, 1 s, worst", second.second(), SECOND_PPM, second));
        goals.add(peer(through(FrontEnd.BITS_16, results.statement())));
        goals.add(floor(through(FrontEnd.BITS_12, results.statement())));
        goals.add(idle(results.small()));
        return goals;
    }

    private static Goal worstOf(String name, Errors errors, double most, Row where) {
        return new Goal(name, errors.worst(), most, "ppm", Side.AT_MOST, where.of().name());
    }

    /// On the load where the peer comes closest.
    private static Goal peer(List<Row> rows) {
        ToDoubleFunction<Row> times = row -> row.peer().worst() / row.second().worst();
        Row closest = rows.stream().min(Comparator.comparingDouble(times)).orElseThrow();
        return new Goal(
                "16 bit, 1 s, better than emonLibCM's way",
                times.applyAsDouble(closest),
                PEER_TIMES,
                "x",
                Side.AT_LEAST,
                closest.of().name());
    }

    private static Goal floor(List<Row> rows) {
        double squares = 0;
        for (Row row : rows) {
            double ratio = row.fifth().rms() / row.floorFifth();
            squares += ratio * ratio;
        }
        double ratio = Math.sqrt(squares / rows.size());
        String where = "RMS over all loads";
        return new Goal(
                "12 bit, 0.2 s, over the noise floor",
                ratio,
                FLOOR_TIMES,
                "x",
                Side.AT_MOST,
                where);
    }

    private static Goal idle(List<SmallCurrent> all) {
        SmallCurrent worst =
                all.stream()
                        .max(Comparator.comparingDouble(each -> each.idle() / each.noise()))
                        .orElseThrow();
        return new Goal(
                "0 A reads, of the noise",
                worst.idle() / worst.noise(),
                IDLE_SHARE,
                "x",
                Side.AT_MOST,
                worst.frontEnd().name());
    }

    private static List<Row> through(FrontEnd frontEnd, List<Row> rows) {
        return rows.stream().filter(row -> row.frontEnd().equals(frontEnd)).toList();
    }

    static Row worst(List<Row> rows, ToDoubleFunction<Row> error) {
        return rows.stream().max(Comparator.comparingDouble(error)).orElseThrow();
    }

    boolean isMet() {
        return switch (side) {
            case AT_MOST -> measured <= limit;
            case AT_LEAST -> measured >= limit;
        };
    }

    String line() {
        return String.format(
                ROOT,
                "%-42s %9.3f %-3s goal %s %4.1f  %-6s  %s",
                name,
                measured,
                unit,
                side.sign,
                limit,
                isMet() ? "met" : "MISSED",
                where);
    }

    /// A line of a Markdown table.
    String row() {
        return String.format(
                ROOT,
                "| %s | %.2f %s | %s %.1f | %s | %s |%n",
                name,
                measured,
                unit,
                side.sign,
                limit,
                isMet() ? "met" : "missed",
                where);
    }
}
