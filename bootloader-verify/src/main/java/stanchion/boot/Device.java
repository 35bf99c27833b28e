package stanchion.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A bench charger in one folder: `otp.bin`, `hardware`, `trust/`, `slots/A/`, `slots/B/`,
/// `state/counter`.
record Device(Path folder) {
    private static final int LONGEST_HARDWARE_ID = 200;

    Host host() {
        return new Host(
                new OtpFile(folder.resolve("otp.bin")),
                new DirectoryFolder(folder.resolve("trust")),
                new CounterFile(folder.resolve("state").resolve("counter")),
                new Host.Platform(hardware(), System.getProperty("java.runtime.version", "")));
    }

    Folder slot(String name) {
        return new DirectoryFolder(folder.resolve("slots").resolve(name));
    }

    /// The board's id; unreadable is none, which no version is made for.
    private String hardware() {
        try (var in = Files.newInputStream(folder.resolve("hardware"))) {
            byte[] text = in.readNBytes(LONGEST_HARDWARE_ID);
            int length = text.length > 0 && text[text.length - 1] == '\n' ? text.length - 1 : 0;
            return new String(text, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
