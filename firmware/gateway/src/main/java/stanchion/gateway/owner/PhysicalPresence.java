package stanchion.gateway.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.tinylog.Logger;

/// Whether somebody stands at the charger and shows it.
@FunctionalInterface
public interface PhysicalPresence {
    boolean isShown();

    /// Of a charger without anything to press.
    static PhysicalPresence notFitted() {
        return () -> false;
    }

    /// A button that a service of its own reads: whoever presses it has this file touched. The
    /// press counts for a minute, and once.
    static PhysicalPresence button(Path file, InstantSource clock) {
        return () -> {
            try {
                Instant pressed = Files.getLastModifiedTime(file).toInstant();
                Files.delete(file);
                Duration ago = Duration.between(pressed, clock.instant());
                return !ago.isNegative() && ago.compareTo(Duration.ofMinutes(1)) <= 0;
            } catch (IOException nobody) {
                Logger.debug("nobody pressed the button: {}", nobody.toString());
                return false;
            }
        };
    }
}
