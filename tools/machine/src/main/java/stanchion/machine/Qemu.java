package stanchion.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A virtual machine that runs: its process, and a channel of lines to whoever speaks in it.
///
/// The machine's console goes to a file. Closing is pulling the plug; no machine outlives whoever
/// started it.
public final class Qemu implements AutoCloseable {
    private static final String CHANNEL = "org.stanchion.channel";

    private final Leash process;
    private final SocketChannel socket;
    private final BufferedReader in;
    private final Writer out;

    private Qemu(Leash process, SocketChannel socket) {
        this.process = process;
        this.socket = socket;
        this.in =
                new BufferedReader(
                        new InputStreamReader(
                                Channels.newInputStream(socket), StandardCharsets.UTF_8));
        this.out = Channels.newWriter(socket, StandardCharsets.UTF_8);
    }

    /// Starts one.
    ///
    /// @param words the program and what it is told; to these come those of the channel, for which
    ///   the machine needs a virtio serial port `org.stanchion.channel`
    /// @param folder for console and sockets, not too long for one
    public static Qemu start(List<String> words, Path folder) throws IOException {
        Path path = folder.resolve("channel.sock");
        Files.deleteIfExists(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            List<String> command = new ArrayList<>(words);
            command.addAll(
                    List.of(
                            "-nodefaults",
                            "-display",
                            "none",
                            "-no-reboot",
                            "-device",
                            "virtio-serial-pci,id=serial",
                            "-chardev",
                            "socket,id=channel,path=" + path,
                            "-device",
                            "virtserialport,chardev=channel,name=" + CHANNEL,
                            "-serial",
                            "file:" + folder.resolve("console.log")));
            Leash process = Leash.start(command, folder.resolve("qemu.log"));
            return new Qemu(process, accept(server, process, folder));
        }
    }

    private static SocketChannel accept(ServerSocketChannel server, Leash process, Path folder)
            throws IOException {
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (process.alive()) {
                selector.select(Duration.ofMillis(100).toMillis());
                SocketChannel accepted = server.accept();
                if (accepted != null) {
                    return accepted;
                }
            }
        }
        throw new IOException(
                "QEMU did not start: " + Files.readString(folder.resolve("qemu.log")));
    }

    /// Says a line to the machine.
    public void say(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    /// The next line of the machine; an empty one when it is gone.
    public String hear() throws IOException {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException reset) {
            return "";
        }
    }

    /// Takes its power; what it said before can still be heard.
    public void kill() {
        process.kill();
    }

    public boolean alive() {
        return process.alive();
    }

    /// Waits for it to go by itself.
    ///
    /// @return whether it did
    public boolean gone(Duration within) throws IOException {
        return process.gone(within);
    }

    @Override
    public void close() throws IOException {
        process.close();
        socket.close();
    }
}
