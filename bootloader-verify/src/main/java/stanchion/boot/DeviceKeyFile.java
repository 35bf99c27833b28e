package stanchion.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The device key of a bench charger: a file of 32 bytes. It protects nothing.
public final class DeviceKeyFile implements DeviceKey {
    private final Path file;

    public DeviceKeyFile(Path file) {
        this.file = file;
    }

    @Override
    public byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES + 1);
        }
    }
}
