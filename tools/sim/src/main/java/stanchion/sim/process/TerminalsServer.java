package stanchion.sim.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import stanchion.benchboard.TerminalCodec;
import stanchion.benchboard.TerminalRecord;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
import stanchion.link.Decoded;
import stanchion.link.Framing;

/// The board's terminals on a Unix domain socket, one board at a time; a new one replaces the old.
///
/// Never blocks: a board that does not read loses its connection once some seconds of samples are
/// waiting for it.
final class TerminalsServer implements AutoCloseable {
    private static final int WAITING_BATCHES = 1000;

    private final ServerSocketChannel server;
    private final Path path;
    private final long silenceNanos;
    private final ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private Optional<SocketChannel> board = Optional.empty();
    private Commands commands = Commands.SAFE;
    private Optional<Selector> arrivals = Optional.empty();
    private long drivenNanos;
    private long fedNanos;
    private boolean rearmed;
    private Optional<Held> told = Optional.empty();

    TerminalsServer(Path path, BoardProfile profile) throws IOException {
        this.path = path;
        silenceNanos = profile.silenceLimit().toNanos();
        server = listen(path);
    }

    static ServerSocketChannel listen(Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            server.configureBlocking(false);
            return server;
        } catch (IOException failed) {
            server.close();
            throw new IOException("cannot listen on " + path + ": " + failed.getMessage(), failed);
        }
    }

    /// Whatever arrives is shown there from now on.
    void announceAt(Selector selector) throws IOException {
        arrivals = Optional.of(selector);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /// When the output pins last said something.
    long drivenNanos() {
        return drivenNanos;
    }

    /// Takes a new board and whatever the board has said.
    void serve() {
        try {
            SocketChannel arrived = server.accept();
            if (arrived != null) {
                drop();
                arrived.configureBlocking(false);
                if (arrivals.isPresent()) {
                    arrived.register(arrivals.get(), SelectionKey.OP_READ);
                }
                board = Optional.of(arrived);
            }
            if (board.isPresent()) {
                receive(board.get());
            }
        } catch (IOException gone) {
            drop();
        }
    }

    private void receive(SocketChannel from) throws IOException {
        int count = from.read(received);
        while (count > 0) {
            received.flip();
            while (TerminalCodec.decode(received)
                    instanceof Decoded.Complete<TerminalRecord>(var record)) {
                obey(record);
            }
            received.compact();
            count = from.read(received);
        }
        if (count < 0 || !received.hasRemaining()) {
            drop();
        }
    }

    private void obey(TerminalRecord record) {
        switch (record) {
            case TerminalRecord.Driven(Commands driven) -> {
                commands = driven;
                drivenNanos = System.nanoTime();
            }
            case TerminalRecord.KeepAlive() -> fedNanos = System.nanoTime();
            case TerminalRecord.Rearm() -> rearmed = true;
            case TerminalRecord.Sensed _,
                    TerminalRecord.Latch _ -> {} // a board has none of its own
        }
    }

    /// What the output pins say; empty when the board has fallen silent or is no longer fed.
    Optional<Commands> commands(long nowNanos) {
        boolean speaks =
                board.isPresent()
                        && nowNanos - drivenNanos < silenceNanos
                        && nowNanos - fedNanos < silenceNanos;
        return speaks ? Optional.of(commands) : Optional.empty();
    }

    /// Whether the board armed the latch since this was asked last.
    boolean takeRearmed() {
        boolean was = rearmed;
        rearmed = false;
        return was;
    }

    /// @param latch told to each board first, and when it changes
    void send(Samples samples, Held latch) {
        if (board.isEmpty()) {
            return;
        }
        if (!told.equals(Optional.of(latch))) {
            waiting.add(ByteBuffer.wrap(TerminalCodec.encode(new TerminalRecord.Latch(latch))));
            told = Optional.of(latch);
        }
        waiting.add(ByteBuffer.wrap(TerminalCodec.encode(new TerminalRecord.Sensed(samples))));
        try {
            while (!waiting.isEmpty()) {
                board.get().write(waiting.element());
                if (waiting.element().hasRemaining()) {
                    break;
                }
                waiting.remove();
            }
        } catch (IOException gone) {
            drop();
        }
        if (waiting.size() > WAITING_BATCHES) {
            drop();
        }
    }

    private void drop() {
        board.ifPresent(TerminalsServer::closeQuietly);
        board = Optional.empty();
        commands = Commands.SAFE;
        told = Optional.empty();
        received.clear();
        waiting.clear();
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            System.err.println("simulator: a connection closed badly: " + gone.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        drop();
        server.close();
        Files.deleteIfExists(path);
    }
}
