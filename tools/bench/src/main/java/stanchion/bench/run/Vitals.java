package stanchion.bench.run;

import java.time.Duration;
import java.util.Map;
import stanchion.bench.latency.LatencyTrouble;
import stanchion.bench.latency.Times;
import stanchion.bench.process.Patience;

/// What the charger's health file says of its loop.
///
/// @param boot names the charger's life
/// @param cycles since its start, as the other figures
record Vitals(String boot, long cycles, long missed, Times wake, Times response) {
    /// What it says at its next writing.
    ///
    /// @param longest to wait for it
    static Vitals next(Bench bench, Duration longest) {
        HealthWatch health = bench.parts().health();
        long before = read(health).cycles;
        if (!Patience.until(longest, () -> read(health).cycles != before)) {
            throw new LatencyTrouble("the charger writes its health file no more");
        }
        return read(health);
    }

    private static Vitals read(HealthWatch health) {
        health.look();
        Map<String, String> last = health.last();
        return new Vitals(
                last.getOrDefault("bootId", ""),
                Long.parseLong(last.getOrDefault("cycles", "0")),
                Long.parseLong(last.getOrDefault("deadlinesMissed", "0")),
                Times.of(last.getOrDefault("latenesses", "")),
                Times.of(last.getOrDefault("responses", "")));
    }
}
