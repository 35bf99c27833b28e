package stanchion.bench.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Text on its way into a page. Chargers are strangers: nothing they say becomes markup.
final class Markup {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Markup() {}

    static String text(String from) {
        return from.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// To the second, UTC.
    static String time(Instant at) {
        return TIME.format(at);
    }

    /// How long ago, in the largest unit that fits.
    static String ago(Instant at, Instant now) {
        long seconds = Math.max(0, Duration.between(at, now).toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    /// A share of a whole, as people read it.
    static String percent(double share) {
        String exact = String.format(Locale.ROOT, "%.2f", 100 * share);
        return exact.replaceFirst("\\.?0+$", "") + " %";
    }
}
