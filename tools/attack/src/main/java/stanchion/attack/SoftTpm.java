package stanchion.attack;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A TPM 2.0 in software, new from the factory, for one case.
final class SoftTpm {
    private static final int MOST_LOOKS = 500;
    private static final int LOOK_MILLIS = 10;

    private final Process process;
    private final Path socket;

    private SoftTpm(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /// @throws NotHere when swtpm is missing
    static SoftTpm start(Charger charger) throws IOException, InterruptedException, NotHere {
        Path socket = shortPath(charger);
        Path state = Folders.create(charger.work().resolve("tpm"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + state,
                        "--server",
                        "type=unixio,path=" + socket,
                        "--flags",
                        "not-need-init,startup-clear");
        builder.redirectErrorStream(true).redirectOutput(state.resolve("log").toFile());
        SoftTpm tpm = new SoftTpm(process(builder), socket);
        charger.afterwards(c -> tpm.stop());
        tpm.await();
        return tpm;
    }

    private static Process process(ProcessBuilder builder) throws NotHere {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new NotHere("swtpm is missing: apt install swtpm");
        }
    }

    private void await() throws IOException, InterruptedException {
        for (int look = 0; look < MOST_LOOKS && process.isAlive(); look++) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                if (channel.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("swtpm does not answer at " + socket);
    }

    /// A place for a socket: its path may not be long.
    static Path shortPath(Charger charger) {
        return charger.work().resolve("t");
    }

    Path socket() {
        return socket;
    }

    /// Makes it the charger's counter.
    void use(Charger charger, int index) throws IOException {
        charger.describe("counter", "tpm " + socket + " 0x0" + Integer.toHexString(index));
    }

    /// Runs one of tpm2-tools on it.
    ///
    /// @throws NotHere when it or socat is missing
    void tool(Charger charger, String... words) throws IOException, InterruptedException, NotHere {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(1, List.of("-T", "cmd:socat - UNIX-CONNECT:" + socket));
        int status;
        try {
            status = Evil.run(charger, command);
        } catch (IOException missing) {
            throw new NotHere("tpm2-tools are missing: apt install tpm2-tools socat");
        }
        if (status != 0) {
            throw new IOException(Files.readString(charger.work().resolve("evil.log")));
        }
    }

    /// Cuts its power.
    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
