package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;

/// The OTP of a bench charger: a file of 32 bytes. It protects nothing.
public final class OtpFile implements OneTimeProgrammable {
    private final Path file;

    public OtpFile(Path file) {
        this.file = file;
    }

    @Override
    public byte[] read() throws IOException {
        return PlainFile.read(file, BYTES + 1);
    }
}
