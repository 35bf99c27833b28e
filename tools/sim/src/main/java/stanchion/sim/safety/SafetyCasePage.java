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
        return page.toString();
    }

    private static String line(Row row) {
        Measured worst = row.measured();
        return "| %s | `%s` | %s (%s) | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.hazard(),
                        row.function(),
                        ProtectionPage.span(row.limit()),
                        row.clause(),
                        millis(worst.faultMillis()),
                        millis(worst.commandMillis()),
                        opened(worst),
                        row.holds() ? "yes" : "NO",
                        tests(row.tests()));
    }

    private static String opened(Measured worst) {
        boolean never = worst.equals(Measured.NOTHING);
        return worst.missing()
                .orElse(never ? "takes a bug: tests alone" : millis(worst.openMillis()));
    }

    private static String millis(long millis) {
        return millis < 0 ? "-" : millis + " ms";
    }

    private static String tests(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        int more = names.size() - NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
