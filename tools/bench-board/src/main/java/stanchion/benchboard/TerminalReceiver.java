package stanchion.benchboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
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
    private volatile Optional<TerminalLine> simulator = Optional.empty();
    private volatile Optional<Held> latch = Optional.empty();
    private volatile boolean closed;

    TerminalReceiver(Path terminals) {
        this.terminals = terminals;
    }

    /// What has arrived and was not taken yet, oldest first.
    Queue<Samples> arrived() {
        return arrived;
    }

    /// What the simulator said last of its latch; empty before it spoke.
    Optional<Held> latch() {
        return latch;
    }

    /// The connected simulator, for writing without waiting.
    Optional<TerminalLine> simulator() {
        return simulator;
    }

    /// Gives up a simulator that cannot be written to.
    void lose(TerminalLine lost) {
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
            try (TerminalLine line = TerminalLine.open(terminals)) {
                simulator = Optional.of(line);
                pause = FIRST_PAUSE;
                receive(line);
            } catch (IOException absent) {
                pause = pause.multipliedBy(2);
            }
            simulator = Optional.empty();
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /// Until the simulator is gone or says something that is no sample.
    private void receive(TerminalLine line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Framing.MAX_FRAME_BYTES);
        while (!closed && line.read(bytes)) {
            bytes.flip();
            while (!take(bytes)) {
                if (!line.beginsAnywhere()) {
                    return;
                }
                TerminalCodec.skip(bytes);
            }
            bytes.compact();
        }
    }

    /// Whether all that is whole are samples and words of the latch; what is none stays.
    private boolean take(ByteBuffer bytes) {
        while (true) {
            bytes.mark();
            switch (TerminalCodec.decode(bytes)) {
                case Decoded.Complete<TerminalRecord>(TerminalRecord.Sensed(Samples samples)) ->
                        collect(samples);
                case Decoded.Complete<TerminalRecord>(TerminalRecord.Latch(Held held)) ->
                        latch = Optional.of(held);
                case Decoded.Complete<TerminalRecord> _ -> {
                    bytes.reset();
                    return false;
                }
                case Decoded.Incomplete<TerminalRecord> _ -> {
                    return true;
                }
                case Decoded.Refused<TerminalRecord> _ -> {
                    bytes.reset();
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

    private static void closeQuietly(TerminalLine line) {
        try {
            line.close();
        } catch (IOException gone) {
            return; // closed either way
        }
    }
}
