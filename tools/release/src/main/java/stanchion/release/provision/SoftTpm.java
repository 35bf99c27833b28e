package stanchion.release.provision;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stanchion.release.ReleaseException;

/// A TPM 2.0 in software for benches, attacks and tests: Debian's swtpm behind a Unix socket that
/// takes raw commands.
///
/// What it remembers lies in its folder: closing it and starting another on the same folder is a
/// power cycle, an empty folder a new TPM.
public final class SoftTpm implements AutoCloseable {
    private static final String PROGRAM = "/usr/bin/swtpm";
    private static final int LONGEST_SOCKET = 107;
    private static final int MOST_LOOKS = 500;
    private static final int LOOK_MILLIS = 10;

    private final Process process;
    private final Path socket;

    private SoftTpm(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /// What is missing for one here, and the way to it; nothing when one can be started.
    public static Optional<String> missing() {
        return Files.isExecutable(Path.of(PROGRAM))
                ? Optional.empty()
                : Optional.of("swtpm is missing: sudo apt install swtpm");
    }

    /// Starts one and waits until it takes commands.
    ///
    /// @param folder for what it remembers, and for the socket `tpm.sock`; made when not there
    public static SoftTpm start(Path folder) throws ReleaseException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new ReleaseException(missing.get());
        }
        Path socket = folder.resolve("tpm.sock").toAbsolutePath();
        if (socket.toString().length() > LONGEST_SOCKET) {
            throw new ReleaseException(socket + ": too long for a Unix socket, use a shorter path");
        }
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(socket);
            SoftTpm tpm = new SoftTpm(command(folder, socket).start(), socket);
            tpm.await();
            return tpm;
        } catch (IOException failed) {
            throw new ReleaseException(folder + ": swtpm cannot be started", failed);
        }
    }

    private static ProcessBuilder command(Path folder, Path socket) {
        ProcessBuilder command =
                new ProcessBuilder(
                        List.of(
                                PROGRAM,
                                "socket",
                                "--tpm2",
                                "--tpmstate",
                                "dir=" + folder.toAbsolutePath(),
                                "--server",
                                "type=unixio,path=" + socket,
                                "--flags",
                                "not-need-init,startup-clear"));
        return command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("swtpm.log").toFile());
    }

    private void await() throws ReleaseException {
        try {
            for (int look = 0; look < MOST_LOOKS && process.isAlive(); look++) {
                if (listens()) {
                    return;
                }
                process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new ReleaseException(
                socket + ": swtpm does not answer; see swtpm.log beside the socket");
    }

    private boolean listens() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /// The `PATH` of `counter = tpm PATH INDEX`.
    public Path socket() {
        return socket;
    }

    /// Environment under which tpm2-tools speak to this TPM; needs socat.
    public Map<String, String> environment() {
        return Map.of("TPM2TOOLS_TCTI", "cmd:socat - UNIX-CONNECT:" + socket);
    }

    /// Cuts its power; what a command has written stays.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
