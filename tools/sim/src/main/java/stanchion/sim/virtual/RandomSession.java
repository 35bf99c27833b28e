package stanchion.sim.virtual;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Writes a scenario nobody thought of: a vehicle comes, things happen to it, it leaves.
///
/// The text follows from the seed alone and is a scenario like any other, without expectations: the
/// invariants of the world judge it.
final class RandomSession {
    /// Something that goes wrong and the line that puts it right again.
    record Trouble(String begin, String end) {}

    private static final List<Trouble> TROUBLES =
            List.of(
                    new Trouble("s2 open", "s2 close"),
                    new Trouble("s2 open", "s2 close"),
                    new Trouble("unplug", "plug"),
                    new Trouble("diode short", "diode ok"),
                    new Trouble("pilot short", "pilot ok"),
                    new Trouble("proximity short", "proximity ok"),
                    new Trouble("proximity open", "proximity ok"),
                    new Trouble("mains off", "mains 230V"),
                    new Trouble("mains 170V", "mains 230V 50Hz"),
                    new Trouble("mains 245V 49.2Hz", "mains 230V 50Hz"),
                    new Trouble("residual 30mA ac", "residual 0mA ac"),
                    new Trouble("residual 6mA dc", "residual 0mA dc"),
                    new Trouble("residual 300mA ac", "residual 0mA ac"),
                    new Trouble("earth lost", "earth ok"),
                    new Trouble("temperature 67C", "temperature 30C"),
                    new Trouble("temperature 85C", "temperature 40C"),
                    new Trouble("tamper open", "tamper closed"),
                    new Trouble("link down", "link up"),
                    new Trouble("ventilation on", "ventilation off"),
                    new Trouble("obey off", "obey on"),
                    new Trouble("monitor dead", "monitor ok"),
                    new Trouble("stick on", "stick off"),
                    new Trouble("weld on", "weld off"),
                    new Trouble("disable", "enable"),
                    new Trouble("limit 0A for 10s", "limit 32A for 1h"),
                    new Trouble("limit 8A for 20s", "clear"),
                    new Trouble("sleepy on", "sleepy off"),
                    new Trouble("harmonics 15%", "harmonics 0%"),
                    new Trouble("noise 1%", "noise 0%"),
                    new Trouble("restart", "clear"),
                    new Trouble("pole 2 welded", "pole 2 ok"),
                    new Trouble("pole 1 burnt", "pole 1 ok"),
                    new Trouble("ct 1 open", "ct 1 ok"),
                    new Trouble("ct 2 reversed", "ct 2 ok"),
                    new Trouble("generator 40%", "generator ok"),
                    new Trouble("stop pressed", "stop released"),
                    new Trouble("tilt on", "tilt off"),
                    new Trouble("tap 4A", "tap 0A"),
                    new Trouble("forge", "clear as owner"),
                    new Trouble("logic low", "logic ok"),
                    new Trouble("greedy 12%", "greedy 0%"),
                    new Trouble("slow 4s", "slow 0s"),
                    new Trouble("flinch 300ms", "flinch 0ms"),
                    new Trouble("mains 230V 54Hz", "mains 230V 50Hz"),
                    new Trouble("mains 270V", "mains 230V"),
                    new Trouble("lie pilot stuck", "lie pilot never"),
                    new Trouble("lie pilot intermittent 20ms", "lie pilot never"),
                    new Trouble("lie proximity drifting 5%", "lie proximity never"),
                    new Trouble("lie mirror stuck", "lie mirror never"),
                    new Trouble("lie load_side noisy 2%", "lie load_side never"),
                    new Trouble("lie residual delayed 300ms", "lie residual never"),
                    new Trouble("lie temperature drifting 10%", "lie temperature never"),
                    new Trouble("lie l1_amps stuck", "lie l1_amps never"));

    private static final List<String> CABLES = List.of("13A", "20A", "32A", "63A");

    private final RandomGenerator random;
    private final List<String> lines = new ArrayList<>();

    private RandomSession(RandomGenerator random) {
        this.random = random;
    }

    static String text(long seed) {
        return new RandomSession(new SplittableRandom(seed)).write();
    }

    private String write() {
        lines.add("supply " + random.nextInt(6, 33) + "A");
        lines.add(draw());
        mayBe(0.15, troubles().begin);
        lines.add("plug cable " + cable(random));
        pause(0.05, 4);
        lines.add("s2 close");
        pause(0.05, 20);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            disturb();
        }
        mayBe(0.5, "s2 open");
        pause(0.005, 2);
        lines.add("unplug");
        pause(0.5, 8);
        return String.join("\n", lines);
    }

    private void disturb() {
        Trouble trouble = troubles();
        lines.add(trouble.begin);
        pause(0.002, 12);
        mayBe(0.3, random.nextBoolean() ? draw() : "supply " + random.nextInt(6, 33) + "A");
        mayBe(0.1, any(TROUBLES).begin);
        pause(0.002, 10);
        mayBe(0.85, trouble.end);
        mayBe(0.25, random.nextBoolean() ? "clear" : "clear as owner");
        mayBe(0.4, "s2 close");
        pause(0.1, 40);
    }

    private Trouble troubles() {
        return trouble(random);
    }

    static Trouble trouble(RandomGenerator random) {
        return TROUBLES.get(random.nextInt(TROUBLES.size()));
    }

    static String cable(RandomGenerator random) {
        return CABLES.get(random.nextInt(CABLES.size()));
    }

    private String draw() {
        return draw(random);
    }

    static String draw(RandomGenerator random) {
        return "draw %dA phases %d".formatted(random.nextInt(0, 36), random.nextBoolean() ? 1 : 3);
    }

    private void mayBe(double probability, String line) {
        if (random.nextDouble() < probability) {
            lines.add(line);
        }
    }

    /// Short pauses are as likely as long ones: that is where the races are.
    private void pause(double leastSeconds, double mostSeconds) {
        double share = random.nextDouble();
        double seconds = leastSeconds * Math.pow(mostSeconds / leastSeconds, share);
        lines.add(String.format(ROOT, "wait %.3fs", seconds));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
