package stanchion.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tinylog.Logger;

/// Whoever starts charger and gateway, as the gateway can reach it: by files in a folder that both
/// know.
public final class Supervisor {
    /// Asks for a new verdict of the boot verifier and a restart of both processes.
    public static final String SWITCH = "switch";

    /// Says that the running version has proved itself and need not be watched.
    public static final String CONFIRMED = "confirmed";

    private final Path folder;

    public Supervisor(Path folder) {
        this.folder = folder;
    }

    void switchOver() {
        touch(SWITCH);
    }

    void confirmed() {
        touch(CONFIRMED);
    }

    private void touch(String name) {
        try {
            Files.write(folder.resolve(name), new byte[0]);
        } catch (IOException failed) {
            // a restart is asked for again; without a confirmation the other version comes back
            Logger.error("cannot write {}: {}", folder.resolve(name), failed.getMessage());
        }
    }
}
