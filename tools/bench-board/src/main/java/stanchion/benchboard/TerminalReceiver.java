package stanchion.benchboard;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.Samples;
import stanchion.link.Decoded;
import stanchion.link.Framing;

/// The bench board's sampler: connects to the simulator, collects samples, and connects again.
final class TerminalReceiver implements Runnable {
    /// A second of samples; what comes beyond is dropped and shows as a gap.
    private static final int MAX_WAITING = 200;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Path terminals;
    private final Queue<Samples> arrived = new ConcurrentLinkedQueue<>();
    private volatile Optional<SocketChannel> simulator = Optional.empty();
    private volatile boolean closed;

    TerminalReceiver(Path terminals) {
        this.terminals = terminals;
    }

    /// What has arrived and was not taken yet, oldest first.
    Queue<Samples> arrived() {
        return arrived;
    }

    /// The connected simulator, for writing without waiting.
    Optional<SocketChannel> simulator() {
        return simulator;
    }

    /// Gives up a simulator that cannot be written to.
    void lose(SocketChannel lost) {
        simulator = Optional.empty();
        closeQuietly(lost);
    }

    void close() {
        closed = true;
        simulator.ifPresent(this::lose);
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                    Selector selector = Selector.open()) {
                channel.connect(UnixDomainSocketAddress.of(terminals));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                simulator = Optional.of(channel);
                pause = FIRST_PAUSE;
                receive(channel, selector);
            } catch (IOException absent) {
                pause = pause.multipliedBy(2);
            }
            simulator = Optional.empty();
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /// Until the simulator is gone or says something that is no sample.
    private void receive(SocketChannel channel, Selector selector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Framing.MAX_FRAME_BYTES);
        while (channel.isOpen() && !closed) {
            selector.select(key -> {});
            if (!channel.isOpen() || channel.read(bytes) < 0 || !take(bytes.flip())) {
                return;
            }
            bytes.compact();
        }
    }

    private boolean take(ByteBuffer bytes) {
        while (true) {
            switch (TerminalCodec.decode(bytes)) {
                case Decoded.Complete<TerminalRecord>(TerminalRecord.Sensed(Samples samples)) ->
                        collect(samples);
                case Decoded.Complete<TerminalRecord> _ -> {
                    return false;
                }
                case Decoded.Incomplete<TerminalRecord> _ -> {
                    return true;
                }
                case Decoded.Refused<TerminalRecord> _ -> {
                    return false;
                }
            }
        }
    }

    private void collect(Samples samples) {
        if (arrived.size() < MAX_WAITING) {
            arrived.add(samples);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            return; // closed either way
        }
    }
}
