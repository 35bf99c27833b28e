package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;

/// The device key of a bench charger: a file of 32 bytes. It protects nothing.
public final class DeviceKeyFile implements DeviceKey {
    private final Path file;

    public DeviceKeyFile(Path file) {
        this.file = file;
    }

    @Override
    public byte[] read() throws IOException {
        return PlainFile.read(file, BYTES + 1);
    }
}
