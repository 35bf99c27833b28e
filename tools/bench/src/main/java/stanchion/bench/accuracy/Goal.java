package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    private static final double FIFTH_PPM = 10;
    private static final double SECOND_PPM = 2;
    private static final double PEER_TIMES = 20;
    private static final double FLOOR_TIMES = 1.1;

    /// The goals of the statement.
    ///
    /// @param rows the statement's cases through every front end
    static List<Goal> of(List<Row> rows) {
        List<Goal> goals = new ArrayList<>();
        List<Row> fine = through(FrontEnd.DECIBELS_102, rows);
        Row fifth = worst(fine, row -> row.fifth().worst());
        goals.add(
                atMost(
                        "102 dB, 0.2 s, worst",
                        fifth.fifth().worst(),
                        FIFTH_PPM,
                        "ppm",
                        fifth.of().name()));
        Row second = worst(fine, row -> row.second().worst());
        goals.add(
                atMost(
                        "102 dB, 1 s, worst",
                        second.second().worst(),
                        SECOND_PPM,
                        "ppm",
                        second.of().name()));
        goals.add(peer(through(FrontEnd.BITS_16, rows)));
        goals.add(
                atMost(
                        "12 bit, 0.2 s, over the noise floor",
                        overFloor(through(FrontEnd.BITS_12, rows)),
                        FLOOR_TIMES,
                        "x",
                        "RMS of all windows"));
        return goals;
    }

    private static Goal atMost(
            String name, double measured, double most, String unit, String where) {
        return new Goal(name, measured, most, unit, Side.AT_MOST, where);
    }

    /// Worst against worst, each in its own worst case.
    private static Goal peer(List<Row> rows) {
        Row ours = worst(rows, row -> row.second().worst());
        Row theirs = worst(rows, row -> row.peer().worst());
        return new Goal(
                "16 bit, 1 s, better than emonLibCM's way",
                theirs.peer().worst() / ours.second().worst(),
                PEER_TIMES,
                "x",
                Side.AT_LEAST,
                ours.of().name() + " against " + theirs.of().name());
    }

    private static double overFloor(List<Row> rows) {
        double squares = 0;
        for (Row row : rows) {
            double ratio = row.fifth().rms() / row.floorFifth();
            squares += ratio * ratio;
        }
        return Math.sqrt(squares / rows.size());
    }

    private static List<Row> through(FrontEnd frontEnd, List<Row> rows) {
        return rows.stream().filter(row -> row.frontEnd().equals(frontEnd)).toList();
    }

    static Row worst(List<Row> rows, java.util.function.ToDoubleFunction<Row> error) {
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
}
