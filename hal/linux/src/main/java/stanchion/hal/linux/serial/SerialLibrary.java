package stanchion.hal.linux.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the native half of the serial library comes from. Left alone it is unpacked into a folder
/// that everybody may write, and whatever lies there already is run: so it is never left alone.
public final class SerialLibrary {
    private static final String FILE = "libjSerialComm.so";

    /// What the library calls "hold the files below this folder".
    private static final String PATH_PROPERTY = "jSerialComm.library.path";

    private SerialLibrary() {}

    /// Refuses to go on unless the library lies in a folder that was named for it: in a charger the
    /// verified copy's.
    ///
    /// @throws IOException naming what to do
    static void require() throws IOException {
        if (System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        String folders = System.getProperty("java.library.path", "");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.exists(Path.of(folder, FILE))) {
                return;
            }
        }
        throw new IOException(
                FILE
                        + " is in no folder of java.library.path, and it is never taken from elsewhere:"
                        + " sign it into the firmware, or start with -D"
                        + PATH_PROPERTY
                        + "=FOLDER");
    }

    /// For tools and tests, which run from a build folder: unpacks the library into a new folder
    /// that only this user may write, once.
    ///
    /// @throws IOException when it cannot be written, or there is none for this machine
    public static synchronized void unpackForTools() throws IOException {
        if (System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        String resource = "Linux/" + machine() + "/" + FILE;
        Path folder = Files.createTempDirectory("stanchion-serial-");
        Path library = folder.resolve(resource);
        Path parent = Files.createDirectories(folder.resolve("Linux/" + machine()));
        try (InputStream in = SerialPort.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IOException("there is no serial library for " + machine());
            }
            Files.copy(in, library);
        }
        for (Path made : new Path[] {folder, parent.resolveSibling(""), parent, library}) {
            made.toFile().deleteOnExit();
        }
        System.setProperty(PATH_PROPERTY, folder.toString());
    }

    private static String machine() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "armv8_64";
            default -> System.getProperty("os.arch", "unknown");
        };
    }
}
