package stanchion.bench.regulations;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import stanchion.bench.regulations.TestReports.Ending;

/// Regulation, behaviour, tests and result, in Markdown.
public final class RegulationTable {
    private static final String STATEMENT =
            """
            # UK Electric Vehicles (Smart Charge Points) Regulations 2021 (SI 2021/1467)

            Stanchion is designed to these regulations. What is shown here is what its tests show, no certificate.

            """;

    /// What became of a row.
    enum Result {
        PASSED("passed"),
        /// Nobody shows it yet.
        OPEN("OPEN: no test yet"),
        FAILED("FAILED"),
        /// A test was not run, or the machine lacks what it needs.
        NOT_SHOWN("NOT SHOWN: not run, or skipped");

        private final String words;

        Result(String words) {
            this.words = words;
        }
    }

    private record Row(Regulation regulation, Result result, long tests) {}

    private final List<Row> rows;

    private RegulationTable(List<Row> rows) {
        this.rows = rows;
    }

    /// The classes of all tests, as Maven's `-Dtest` takes them.
    public static String testClasses() {
        return Regulation.ALL.stream()
                .flatMap(one -> one.tests().stream())
                .map(Regulation::className)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    /// The table as the reports below a folder have it.
    ///
    /// @param since older reports do not count
    public static RegulationTable below(Path home, Instant since) throws IOException {
        TestReports reports = TestReports.below(home, since);
        return new RegulationTable(Regulation.ALL.stream().map(one -> row(one, reports)).toList());
    }

    private static Row row(Regulation regulation, TestReports reports) {
        List<List<Ending>> endings = regulation.tests().stream().map(reports::of).toList();
        long count = endings.stream().mapToLong(List::size).sum();
        return new Row(regulation, result(endings), count);
    }

    /// One failure fails a row; each of its tests has to be among those that passed.
    static Result result(List<List<Ending>> endings) {
        if (endings.isEmpty()) {
            return Result.OPEN;
        }
        List<Ending> all = endings.stream().flatMap(List::stream).toList();
        if (all.contains(Ending.FAILED)) {
            return Result.FAILED;
        }
        return all.contains(Ending.SKIPPED) || endings.stream().anyMatch(List::isEmpty)
                ? Result.NOT_SHOWN
                : Result.PASSED;
    }

    /// Whether everything that has a test passed it; what is open is open.
    public boolean holds() {
        return rows.stream()
                .allMatch(row -> row.result == Result.PASSED || row.result == Result.OPEN);
    }

    /// The page.
    public String text() {
        StringBuilder page = new StringBuilder(STATEMENT);
        page.append("| regulation | designed to | tests | result |\n|---|---|---|---|\n");
        for (Row row : rows) {
            String tests =
                    row.regulation.tests().stream()
                            .map(test -> "`" + test.replace("#", "` `") + "`")
                            .collect(Collectors.joining("; "));
            page.append(
                    "| %s | %s | %s | %s |\n"
                            .formatted(
                                    row.regulation.clause(),
                                    row.regulation.behaviour(),
                                    tests.isEmpty() ? "-" : tests + " (" + row.tests + ")",
                                    row.result.words));
        }
        long passed = rows.stream().filter(row -> row.result == Result.PASSED).count();
        long open = rows.stream().filter(row -> row.result == Result.OPEN).count();
        return page.append(
                        "\n%d of %d passed, %d open, %d failed or not shown.\n"
                                .formatted(passed, rows.size(), open, rows.size() - passed - open))
                .toString();
    }
}
