package stanchion.gateway.update;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// At which start of the machine this is, so that a try that the power ended is told from one that
/// the version ended itself.
public final class MachineStart {
    private static final Path KERNELS_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private MachineStart() {}

    /// A word that changes with every start of the kernel; a word of this process alone where the
    /// kernel says none.
    public static String id() {
        return word(KERNELS_BOOT).orElseGet(() -> UUID.randomUUID().toString());
    }

    private static Optional<String> word(Path kernelsBoot) {
        try {
            return Optional.of(Files.readString(kernelsBoot, US_ASCII).strip())
                    .filter(word -> word.matches("[0-9a-f-]{1,64}"));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /// A word that changes with every start of the kernel; none where a watchdog has reset the
    /// machine, because then it was no loss of power.
    ///
    /// @param statement of the boot verifier, with the cause of the reset where the board knows it
    static Optional<String> of(Path statement) {
        return of(statement, KERNELS_BOOT);
    }

    static Optional<String> of(Path statement, Path kernelsBoot) {
        try {
            return byWatchdog(statement) ? Optional.empty() : word(kernelsBoot);
        } catch (IOException | JsonParseException | IllegalStateException unknown) {
            return Optional.empty();
        }
    }

    private static boolean byWatchdog(Path statement) throws IOException {
        JsonObject json =
                JsonParser.parseString(Files.readString(statement, US_ASCII)).getAsJsonObject();
        return json.has("reset_cause")
                && json.get("reset_cause")
                        .getAsString()
                        .toLowerCase(Locale.ROOT)
                        .contains("watchdog");
    }
}
