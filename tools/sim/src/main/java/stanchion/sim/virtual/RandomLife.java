package stanchion.sim.virtual;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Writes what happens to one charger over hours: vehicles come and go, limits change, things
/// break.
///
/// The lines follow from the seed alone and are those of a scenario.
public final class RandomLife {
    private static final List<String> ORDINARY =
            List.of(
                    "s2 open",
                    "s2 close",
                    "limit 0A for 90s",
                    "limit 6A for 600s",
                    "limit 10A for 300s",
                    "limit 16A for 1h",
                    "limit 32A for 1h",
                    "disable",
                    "enable",
                    "supply 10A",
                    "supply 16A",
                    "supply 32A",
                    "mains 239V 50.1Hz",
                    "mains 221V 49.9Hz",
                    "link down",
                    "link up");

    private final RandomGenerator random;
    private final Faults faults;
    private final long endMillis;
    private final StringBuilder text = new StringBuilder();
    private long millis;

    /// Whether things break.
    public enum Faults {
        NONE,
        SOME
    }

    private RandomLife(RandomGenerator random, Faults faults, Duration span) {
        this.random = random;
        this.faults = faults;
        this.endMillis = span.toMillis();
    }

    static String text(long seed, Faults faults, Duration span) {
        return new RandomLife(new SplittableRandom(seed), faults, span).write();
    }

    private String write() {
        if (faults == Faults.SOME && random.nextInt(3) == 0) {
            brokenFromTheStart();
        }
        while (millis < endMillis) {
            visit();
        }
        return text.toString();
    }

    private void brokenFromTheStart() {
        RandomSession.Trouble trouble = RandomSession.trouble(random);
        line(trouble.begin());
        pause(0.01, 600);
        line(trouble.end());
    }

    /// From one vehicle to the next: half an hour without on average, then a charge of minutes or
    /// hours in which something happens now and then.
    private void visit() {
        pause(1, 3600);
        line(RandomSession.draw(random));
        line("plug cable " + RandomSession.cable(random));
        pause(0.05, 60);
        line("s2 close");
        for (int i = random.nextInt(1, 12); i > 0 && millis < endMillis; i--) {
            pause(0.05, 1800);
            happen();
        }
        if (random.nextBoolean()) {
            line("s2 open");
            pause(0.005, 600);
        }
        line("unplug");
        if (random.nextInt(4) == 0) {
            pause(0.05, 40);
            line("clear as owner");
        }
    }

    private void happen() {
        if (faults == Faults.NONE || random.nextInt(3) == 0) {
            line(ORDINARY.get(random.nextInt(ORDINARY.size())));
            return;
        }
        RandomSession.Trouble trouble = RandomSession.trouble(random);
        line(trouble.begin());
        pause(0.002, 120);
        if (random.nextInt(8) == 0) {
            RandomSession.Trouble second = RandomSession.trouble(random);
            line(second.begin());
            pause(0.002, 30);
            line(second.end());
        }
        line(trouble.end());
        pause(0.002, 60);
        if (random.nextInt(4) == 0) {
            line("clear as owner");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /// Short pauses are as likely as long ones: that is where the races are.
    private void pause(double leastSeconds, double mostSeconds) {
        double share = random.nextDouble();
        long pause = (long) (1000 * leastSeconds * Math.pow(mostSeconds / leastSeconds, share));
        long rest = Math.clamp(endMillis - millis, 0, pause);
        millis += rest;
        if (rest > 0) {
            line(String.format(ROOT, "wait %.3fs", rest / 1000.0));
        }
    }
}
