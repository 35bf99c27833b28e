package stanchion.sim.safety;

import static java.util.Locale.ROOT;

import java.time.Duration;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.safety.Fault;

/// The page of the protective functions, written from their table.
public final class ProtectionPage {
    private static final String HEAD =
            """
            # Protective functions

            Written from [`Fault`](Fault.java) by `./run safety-case --table`; a test compares. The charger reads its times,
            reactions, latching and waits from the same table.

            - *Detected in*: from the cause to the fault in the worst case, before the cycle of 10 ms that acts on it; of leakage from the
              signal of its monitor, which takes its own time within the limit.
            - *Open within*: from the cause to open poles, and whose limit that is.
            - *Then*: `open` in the same cycle, or `withdraw` the offer first and open when the vehicle has stopped, 6 s later at the latest.
            - *Latches*: never; after 6 automatic retries; or at once. What latched at once waits for a person, tampering for the owner, over restarts.
            - *Again after*: how long the cause must be gone. What a vehicle brought is over 1 s after it left.

            """;

    private ProtectionPage() {}

    /// The page, in Markdown.
    public static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(
                "| function | protects from | detected in | open within | then | latches | again after | MREC |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        for (Fault fault : Fault.values()) {
            page.append(row(fault));
        }
        page.append("\n| function | the owner reads | the engineer reads |\n|---|---|---|\n");
        for (Fault fault : Fault.values()) {
            page.append(
                    "| `%s` | %s | %s |\n"
                            .formatted(fault, fault.words().owner(), fault.words().engineer()));
        }
        return page.toString();
    }

    private static String row(Fault fault) {
        return "| `%s` | %s | %s | %s (%s) | %s | %s | %s | %s %s |\n"
                .formatted(
                        fault,
                        fault.words().hazard(),
                        span(fault.detection().time()),
                        span(fault.detection().limit()),
                        fault.detection().clause(),
                        word(fault.reaction()),
                        word(fault.latch()),
                        reclose(fault),
                        fault.mrec().code(),
                        fault.mrec().title());
    }

    private static String reclose(Fault fault) {
        Duration usual = fault.reclose(ResidualStandard.RDC_DD);
        Duration ccid20 = fault.reclose(ResidualStandard.CCID20);
        return usual.equals(ccid20)
                ? span(usual)
                : span(usual) + " (%d min behind CCID20)".formatted(ccid20.toMinutes());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(ROOT).replace('_', ' ');
    }

    /// A span as one reads it: `18 ms`, `7.4 s`, `one cycle`.
    static String span(Duration span) {
        if (span.isZero()) {
            return "one cycle";
        }
        long millis = span.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0
                ? millis / 1000 + " s"
                : String.format(ROOT, "%.2f s", millis / 1e3);
    }
}
