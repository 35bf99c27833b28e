package stanchion.sim.safety;

import java.util.List;
import stanchion.sim.safety.SafetyCase.Row;

/// The safety case in Markdown.
public final class SafetyCasePage {
    private static final int NAMED = 3;

    private SafetyCasePage() {}

    /// The page.
    ///
    /// @param how the line that says with which seed and how many runs
    public static String text(List<Row> rows, String how) {
        StringBuilder page = new StringBuilder("# Safety case\n\n").append(how).append("\n\n");
        page.append(
                "| hazard | function | required | fault after | command after | poles open after | holds | tests |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        rows.forEach(row -> page.append(line(row)));
        return page.append(
                        "\nWhere the poles have %d ms (a change of the pilot, earth, lid, stop, supply) the command has %d ms, the relay the rest: worst %d ms.\n"
                                .formatted(
                                        SafetyCase.POLES.toMillis(),
                                        SafetyCase.COMMAND.toMillis(),
                                        SafetyCase.slowestSwiftCommandMillis(rows)))
                .toString();
    }

    private static String line(Row row) {
        Measured worst = row.measured();
        return "| %s | `%s` | %s (%s) | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.hazard(),
                        row.function(),
                        ProtectionPage.span(row.limit()),
                        row.clause(),
                        worst.faultMillis() < 0 ? noFault(row) : millis(worst.faultMillis()),
                        worst.commandMillis() < 0 ? noCommand(row) : millis(worst.commandMillis()),
                        worst.missing().orElseGet(() -> opened(row)),
                        row.holds() ? "yes" : "NO",
                        tests(row.tests()));
    }

    private static String noFault(Row row) {
        return row.aim() == Aim.TESTED_ALONE ? "takes a bug: tests alone" : "no fault";
    }

    private static String noCommand(Row row) {
        return switch (row.aim()) {
            case OPENS -> "none: the board opens by itself";
            case STAYS_OPEN, IS_FOUND -> "was open";
            case TESTED_ALONE -> "tests: same cycle";
        };
    }

    private static String opened(Row row) {
        return switch (row.aim()) {
            case OPENS -> millis(row.measured().openMillis());
            case STAYS_OPEN -> "stay open";
            case IS_FOUND -> "no command can";
            case TESTED_ALONE -> "tests: same cycle";
        };
    }

    private static String millis(long millis) {
        return millis + " ms";
    }

    private static String tests(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        int more = names.size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
