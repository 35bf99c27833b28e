package stanchion.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Follows the charger's health file over all its lives: the counters begin at 0 with each.
final class HealthWatch {
    private static final String BOOT = "bootId";
    private static final String ENERGY = "energyWh";

    private final Path file;
    private final Map<String, Map<String, String>> lives = new LinkedHashMap<>();

    private final String former;
    private final double wattHoursBefore;

    /// Begins before the charger does: what a former life left behind is no life of this bench.
    HealthWatch(Path file) {
        this.file = file;
        Map<String, String> left = read().orElse(Map.of());
        this.former = left.getOrDefault(BOOT, "");
        this.wattHoursBefore = Double.parseDouble(left.getOrDefault(ENERGY, "0"));
    }

    /// Reads the file once more.
    synchronized void look() {
        Map<String, String> health = read().orElse(Map.of());
        String boot = health.getOrDefault(BOOT, former);
        if (!boot.equals(former)) {
            lives.put(boot, health);
        }
    }

    /// Sum of a counter over all lives seen.
    synchronized long total(String key) {
        return lives.values().stream()
                .mapToLong(health -> Long.parseLong(health.getOrDefault(key, "0")))
                .sum();
    }

    /// The present life as last seen, by key; empty before the first.
    synchronized Map<String, String> last() {
        return lives.values().stream().reduce((earlier, later) -> later).orElse(Map.of());
    }

    /// The charger's import register before this bench began.
    double registerBefore() {
        return wattHoursBefore;
    }

    /// The charger's import register as last written.
    synchronized double register() {
        return lives.values().stream()
                .reduce((earlier, later) -> later)
                .map(health -> health.get(ENERGY))
                .map(Double::parseDouble)
                .orElse(wattHoursBefore);
    }

    private Optional<Map<String, String>> read() {
        try {
            Map<String, String> health = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    health.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return Optional.of(health);
        } catch (IOException e) {
            return Optional.empty(); // not written yet: the charger has just begun
        }
    }
}
