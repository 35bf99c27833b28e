package stanchion.benchboard;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.benchboard.TerminalRecord.Latch;
import stanchion.benchboard.TerminalRecord.Sensed;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
import stanchion.link.Decoded;
import stanchion.link.Framing;

/// The simulator's end of the terminals, by hand: blocking, so that a test waits exactly as long as
/// it must.
final class TerminalsServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path path;
    private final ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES).flip();
    private Optional<SocketChannel> board = Optional.empty();

    TerminalsServer(Path path) throws IOException {
        this.path = path;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
    }

    void accept() throws IOException {
        board = Optional.of(server.accept());
        send(new Latch(new Held.Armed()));
    }

    private void send(TerminalRecord record) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(TerminalCodec.encode(record));
        while (frame.hasRemaining()) {
            board.orElseThrow().write(frame);
        }
    }

    void send(Samples samples) throws IOException {
        send(new Sensed(samples));
    }

    void sendBytes(byte... bytes) throws IOException {
        board.orElseThrow().write(ByteBuffer.wrap(bytes));
    }

    /// The next record; absent when the board's process has hung up or ended.
    Optional<TerminalRecord> next() throws IOException {
        while (true) {
            switch (TerminalCodec.decode(received)) {
                case Decoded.Complete<TerminalRecord>(TerminalRecord record) -> {
                    return Optional.of(record);
                }
                case Decoded.Refused<TerminalRecord>(var cause) ->
                        throw new AssertionError("refused: " + cause);
                case Decoded.Incomplete<TerminalRecord> _ -> {
                    if (!fill()) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    /// Every output image up to the end of the connection.
    List<Commands> untilHangUp() throws IOException {
        List<Commands> images = new ArrayList<>();
        for (Optional<TerminalRecord> next = next(); next.isPresent(); next = next()) {
            if (next.get() instanceof TerminalRecord.Driven driven) {
                images.add(driven.commands());
            }
        }
        return images;
    }

    @Override
    public void close() throws IOException {
        if (board.isPresent()) {
            board.get().close();
        }
        server.close();
        Files.deleteIfExists(path);
    }

    private boolean fill() throws IOException {
        received.compact();
        try {
            return board.orElseThrow().read(received) >= 0;
        } catch (SocketException killedWithBytesUnread) {
            return false;
        } finally {
            received.flip();
        }
    }
}
