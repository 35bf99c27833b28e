package stanchion.boot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A way to a TPM 2.0: one command in, one answer out.
interface TpmChannel extends Closeable {
    /// Longest answer of a TPM, in bytes (TPM 2.0 Library, Part 2, TPM2_MAX_RESPONSE_SIZE).
    int LARGEST = 4096;

    /// What the TPM answers, header and all; no byte of it is checked here.
    ///
    /// @throws IOException when the TPM is gone, silent, or answers more than [#LARGEST] bytes
    byte[] exchange(byte[] command) throws IOException;

    /// The TPM behind a character device or behind a Unix socket that takes raw commands.
    static TpmChannel open(Path path) throws IOException {
        int typeMask = 0170000;
        int socket = 0140000;
        int characterDevice = 0020000;
        if (!Files.exists(path)) {
            throw new IOException(path + ": no such device");
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:mode");
        int type = (Integer) found.getOrDefault("mode", 0) & typeMask;
        if (type == socket) {
            return new TpmSocket(path);
        }
        if (type == characterDevice) {
            return new TpmDevice(path);
        }
        throw new IOException(path + " is neither a character device nor a socket");
    }
}
