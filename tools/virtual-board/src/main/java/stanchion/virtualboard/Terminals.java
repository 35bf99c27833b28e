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
import stanchion.hal.Samples;
import stanchion.link.Decoded;
import stanchion.link.Framing;

/// The board's terminals, wired to the simulator's process: the same socket a bench board is wired
/// to.
final class Terminals implements AutoCloseable {
    private static final byte[] FED = TerminalCodec.encode(new TerminalRecord.KeepAlive());

    private final SocketChannel simulator;

    private Terminals(SocketChannel simulator) {
        this.simulator = simulator;
    }

    /// Connects; every batch of samples then comes to `sensed`, in a thread of its own.
    static Terminals connect(VirtualBoard.Surroundings around, Consumer<Samples> sensed)
            throws BoardTrouble {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(around.terminals()));
            Terminals terminals = new Terminals(channel);
            Thread reader = new Thread(() -> terminals.read(sensed), "terminals");
            reader.setDaemon(true);
            reader.start();
            return terminals;
        } catch (IOException e) {
            throw new BoardTrouble("the simulator does not answer: " + e.getMessage(), e);
        }
    }

    private void read(Consumer<Samples> sensed) {
        ByteBuffer bytes = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
        try {
            while (simulator.read(bytes) >= 0) {
                bytes.flip();
                while (TerminalCodec.decode(bytes)
                        instanceof Decoded.Complete<TerminalRecord>(TerminalRecord record)) {
                    if (record instanceof TerminalRecord.Sensed(Samples samples)) {
                        sensed.accept(samples);
                    }
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
