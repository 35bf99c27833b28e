package stanchion.bench.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.fleet.FleetException;

/// Shares as people write them: `2%`, `0.5%`.
final class Shares {
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})(?:\\.([0-9]{1,2}))? ?%");
    private static final int WHOLE = 10_000;

    private Shares() {}

    /// A share of 10,000.
    static int permyriad(String option, String text) throws FleetException {
        Matcher parts = PERCENT.matcher(text);
        if (!parts.matches()) {
            throw new FleetException(option + " " + text + ": say it as 2% or 0.25%");
        }
        String fraction = parts.group(2) == null ? "" : parts.group(2);
        int permyriad = Integer.parseInt(parts.group(1) + (fraction + "00").substring(0, 2));
        if (permyriad > WHOLE) {
            throw new FleetException(option + " " + text + ": is more than all");
        }
        return permyriad;
    }
}
