package stanchion.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A TPM 2.0 in software (swtpm) for a virtual machine. Its memory is a folder: one that is started
/// in the same folder later remembers.
public final class SoftwareTpm implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(20);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private final Leash leash;
    private final Path control;

    private SoftwareTpm(Leash leash, Path control) {
        this.leash = leash;
        this.control = control;
    }

    /// Starts it.
    ///
    /// @param memory a folder, with a name short enough for a socket in it
    public static SoftwareTpm start(Path memory) throws IOException {
        Path control = memory.resolve("control.sock");
        Files.deleteIfExists(control);
        Leash leash =
                Leash.start(
                        List.of(
                                "swtpm",
                                "socket",
                                "--tpm2",
                                "--tpmstate",
                                "dir=" + memory,
                                "--ctrl",
                                "type=unixio,path=" + control),
                        memory.resolve("swtpm.log"));
        SoftwareTpm started = new SoftwareTpm(leash, control);
        started.await(memory);
        return started;
    }

    private void await(Path memory) throws IOException {
        long since = System.nanoTime();
        while (!Files.exists(control)) {
            if (!leash.alive() || System.nanoTime() - since > STARTING.toNanos()) {
                String said = Files.readString(memory.resolve("swtpm.log")).strip();
                close();
                throw new IOException("swtpm does not start: " + said);
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    /// What QEMU is told of it, for an amd64 machine.
    public List<String> words() {
        return List.of(
                "-chardev",
                "socket,id=tpm,path=" + control,
                "-tpmdev",
                "emulator,id=tpm,chardev=tpm",
                "-device",
                "tpm-tis,tpmdev=tpm");
    }

    @Override
    public void close() throws IOException {
        leash.close();
    }
}
