package stanchion.virtualboard;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import stanchion.benchboard.TerminalCodec;
import stanchion.benchboard.TerminalRecord;
import stanchion.hal.Commands;
import stanchion.link.Decoded;
import stanchion.link.Framing;

/// The board's terminals, wired to the simulator's process: the same socket a bench board is wired
/// to.
final class Terminals implements AutoCloseable {
    private static final byte[] FED = TerminalCodec.encode(new TerminalRecord.KeepAlive());
    private static final byte[] REARMED = TerminalCodec.encode(new TerminalRecord.Rearm());

    private final SocketChannel simulator;

    private Terminals(SocketChannel simulator) {
        this.simulator = simulator;
    }

    /// Connects; whatever the simulator says then comes to `listener`, in a thread of its own: what
    /// its latch holds first of all, then samples.
    static Terminals connect(VirtualBoard.Surroundings around, Consumer<TerminalRecord> listener)
            throws BoardTrouble {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(around.terminals()));
            Terminals terminals = new Terminals(channel);
            Thread reader = new Thread(() -> terminals.read(listener), "terminals");
            reader.setDaemon(true);
            reader.start();
            return terminals;
        } catch (IOException e) {
            throw new BoardTrouble("the simulator does not answer: " + e.getMessage(), e);
        }
    }

    private void read(Consumer<TerminalRecord> listener) {
        ByteBuffer bytes = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
        try {
            while (simulator.read(bytes) >= 0) {
                bytes.flip();
                while (TerminalCodec.decode(bytes)
                        instanceof Decoded.Complete<TerminalRecord>(TerminalRecord record)) {
                    listener.accept(record);
                }
                bytes.compact();
            }
        } catch (IOException gone) {
            close();
        }
    }

    void drive(Commands commands) {
        send(TerminalCodec.encode(new TerminalRecord.Driven(commands)));
    }

    void keepAlive() {
        send(FED);
    }

    void rearm() {
        send(REARMED);
    }

    /// A simulator that has gone is no longer driven; whoever runs it notices.
    private synchronized void send(byte[] record) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(record);
            while (bytes.hasRemaining()) {
                simulator.write(bytes);
            }
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            simulator.close();
        } catch (IOException gone) {
            return; // closed either way
        }
    }
}
