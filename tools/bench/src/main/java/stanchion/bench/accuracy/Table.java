package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The measured rows as people and as spreadsheets read them.
final class Table {
    private static final String HEAD =
            "%-8s %-26s %9s %9s %7s %9s %9s %7s %11s %11s%n"
                    .formatted(
                            "samples",
                            "load",
                            "0.2 s",
                            "floor",
                            "/floor",
                            "1 s",
                            "floor",
                            "/floor",
                            "naive 1 s",
                            "peer 1 s");

    private static final String CSV_HEAD =
            "samples,load,worst_0.2s_ppm,rms_0.2s_ppm,floor_0.2s_ppm,worst_1s_ppm,rms_1s_ppm,"
                    + "floor_1s_ppm,naive_1s_ppm,peer_1s_ppm\n";

    private Table() {}

    /// Worst error in ppm of active power; floors are standard deviations.
    static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(HEAD);
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(Row row) {
        return String.format(
                ROOT,
                "%-8s %-26s %9.2f %9.2f %7.2f %9.2f %9.2f %7.2f %11.1f %11.1f%n",
                row.frontEnd().name(),
                row.of().name(),
                row.fifth().worst(),
                row.floorFifth(),
                row.fifth().rms() / row.floorFifth(),
                row.second().worst(),
                row.floorSecond(),
                row.second().rms() / row.floorSecond(),
                row.naive().worst(),
                row.peer().worst());
    }

    /// Of many combinations, the worst for each value of each property.
    static String worst(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (FrontEnd frontEnd : FrontEnd.ALL) {
            List<Row> through =
                    rows.stream().filter(row -> row.frontEnd().equals(frontEnd)).toList();
            Map<String, Row> values = new TreeMap<>();
            for (Row row : through) {
                for (String value : row.of().name().split(", ", -1)) {
                    values.merge(value, row, Table::worse);
                }
            }
            values.forEach((value, row) ->
                    text.append(
                            String.format(
                                    ROOT,
                                    "%-8s %-16s %9.2f %9.2f %11.1f %11.1f   %s%n",
                                    frontEnd.name(),
                                    value,
                                    row.fifth().worst(),
                                    row.second().worst(),
                                    row.naive().worst(),
                                    row.peer().worst(),
                                    row.of().name())));
        }
        return text.toString();
    }

    private static Row worse(Row one, Row other) {
        return one.second().worst() >= other.second().worst() ? one : other;
    }

    /// One line a row.
    static String csv(List<Row> rows) {
        StringBuilder text = new StringBuilder(CSV_HEAD);
        for (Row row : rows) {
            text.append(
                    String.format(
                            ROOT,
                            "%s,\"%s\",%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.2f,%.2f%n",
                            row.frontEnd().name(),
                            row.of().name(),
                            row.fifth().worst(),
                            row.fifth().rms(),
                            row.floorFifth(),
                            row.second().worst(),
                            row.second().rms(),
                            row.floorSecond(),
                            row.naive().worst(),
                            row.peer().worst()));
        }
        return text.toString();
    }
}
