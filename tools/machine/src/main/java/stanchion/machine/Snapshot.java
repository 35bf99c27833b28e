package stanchion.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A machine that is kept as it is at one moment, and started from there as often as one likes.
///
/// Its memory is a file: the first machine writes to it, each that follows has a private view. What
/// devices remember is migrated into another file beside it.
///
/// @param words of the machine, without those of its memory
/// @param folder for memory and devices; best in RAM
/// @param megabytes of memory
public record Snapshot(List<String> words, Path folder, int megabytes) {
    private static final int MOST_LOOKS = 6000;
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    public Snapshot {
        words = List.copyOf(words);
    }

    /// The machine that will be kept.
    public Qemu first(Path sockets) throws IOException {
        List<String> all = with("on");
        all.addAll(List.of("-qmp", "unix:" + monitor() + ",server=on,wait=off"));
        return Qemu.start(all, sockets);
    }

    /// Keeps it as it is, and ends it.
    public void keep(Qemu first) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(monitor()))) {
            Monitor monitor = Monitor.on(socket);
            monitor.order("migrate", "{\"uri\":\"exec:cat>" + devices() + "\"}");
            monitor.awaitMigration();
            monitor.order("quit", "{}");
        }
        first.close();
    }

    /// Another machine that goes on from there.
    public Qemu again(Path sockets) throws IOException {
        List<String> all = with("off");
        all.addAll(List.of("-incoming", "defer"));
        all.addAll(List.of("-qmp", "unix:" + monitor() + ",server=on,wait=off"));
        Qemu machine = Qemu.start(all, sockets);
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(monitor()))) {
            Monitor monitor = Monitor.on(socket);
            monitor.order("migrate-incoming", "{\"uri\":\"exec:cat " + devices() + "\"}");
        }
        return machine;
    }

    private List<String> with(String shared) {
        List<String> all = new ArrayList<>(words);
        all.addAll(
                List.of(
                        "-m",
                        megabytes + "M",
                        "-object",
                        "memory-backend-file,id=ram,size="
                                + megabytes
                                + "M,mem-path="
                                + folder.resolve("ram")
                                + ",share="
                                + shared,
                        "-machine",
                        "memory-backend=ram"));
        return all;
    }

    private Path monitor() {
        return folder.resolve("monitor.sock");
    }

    private Path devices() {
        return folder.resolve("devices");
    }

    /// QEMU's monitor protocol, as far as it is needed.
    private record Monitor(BufferedReader in, Writer out) {
        static Monitor on(SocketChannel socket) throws IOException {
            Monitor monitor =
                    new Monitor(
                            new BufferedReader(
                                    new InputStreamReader(
                                            Channels.newInputStream(socket),
                                            StandardCharsets.UTF_8)),
                            Channels.newWriter(socket, StandardCharsets.UTF_8));
            monitor.order("qmp_capabilities", "{}");
            monitor.order(
                    "migrate-set-capabilities",
                    "{\"capabilities\":[{\"capability\":\"x-ignore-shared\",\"state\":true}]}");
            return monitor;
        }

        /// @return what it answered
        String order(String command, String arguments) throws IOException {
            out.write("{\"execute\":\"" + command + "\",\"arguments\":" + arguments + "}\n");
            out.flush();
            while (true) {
                String line = in.readLine();
                if (line == null || line.startsWith("{\"error\"")) {
                    throw new IOException("QEMU's monitor, " + command + ": " + line);
                }
                if (line.startsWith("{\"return\"")) {
                    return line;
                }
            }
        }

        void awaitMigration() throws IOException {
            for (int look = 0; look < MOST_LOOKS; look++) {
                String state = order("query-migrate", "{}");
                if (state.contains("\"status\": \"completed\"")) {
                    return;
                }
                if (state.contains("\"status\": \"failed\"")) {
                    throw new IOException("QEMU cannot keep the machine: " + state);
                }
                LockSupport.parkNanos(LOOK);
            }
            throw new IOException("QEMU does not come to an end of keeping the machine");
        }
    }
}
