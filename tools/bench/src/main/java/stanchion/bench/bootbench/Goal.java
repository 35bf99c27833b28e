package stanchion.bench.bootbench;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the boot path wants to reach, and whether it did.
///
/// @param most the goal, in `unit`
record Goal(String name, double measured, double most, String unit) {
    private static final double OPENSSL_TIMES = 4.5;
    private static final double JARSIGNER_PART = 1.0 / 15;
    private static final double MEBIBYTES = 64;
    private static final double HYBRID_MILLIS = 30;
    private static final double EMPTY_TIMES = 7;

    /// All that can be judged from these figures.
    static List<Goal> of(Map<String, Figures> figures) {
        List<Goal> goals = new ArrayList<>();
        Figures verdict = figures.get(Contenders.CACHED);
        Figures classical = figures.get(Contenders.CLASSICAL);
        Figures openssl = figures.get(Peers.OPENSSL);
        Figures jarsigner = figures.get(Peers.JARSIGNER);
        if (verdict == null) {
            return goals;
        }
        if (openssl != null) {
            goals.add(new Goal("verdict / openssl", ratio(verdict, openssl), OPENSSL_TIMES, ""));
        }
        if (jarsigner != null) {
            goals.add(
                    new Goal("verdict / jarsigner", ratio(verdict, jarsigner), JARSIGNER_PART, ""));
        }
        goals.add(new Goal("peak memory", verdict.peakMebibytes(), MEBIBYTES, "MiB"));
        if (classical != null) {
            goals.add(
                    new Goal(
                            "hybrid over Ed25519 alone",
                            verdict.extraMillis(classical),
                            HYBRID_MILLIS,
                            "ms"));
        }
        Figures wholeWay = figures.get(Contenders.WHOLE_WAY);
        Figures empty = figures.get(Contenders.EMPTY);
        if (wholeWay != null && empty != null) {
            goals.add(new Goal("whole way / empty JVM", ratio(wholeWay, empty), EMPTY_TIMES, ""));
        }
        return goals;
    }

    boolean met() {
        return measured <= most;
    }

    String line() {
        return String.format(
                ROOT,
                "%-30s %9.3f  goal <= %.3f %s  %s",
                name,
                measured,
                most,
                unit,
                met() ? "met" : "missed");
    }

    private static double ratio(Figures one, Figures other) {
        return one.medianMillis() / other.medianMillis();
    }
}
