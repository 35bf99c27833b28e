package stanchion.benchboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import stanchion.hal.TamperLatch;

/// The latch on the simulator's side of the terminals. A bench without a simulator has none: it
/// counts as armed.
final class TerminalLatch implements TamperLatch {
    /// A simulator that is there is connected to at once.
    private static final Duration CONNECTS = Duration.ofMillis(500);

    /// It speaks every 5 ms, unless its machine is busy.
    private static final Duration SPEAKS = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(1);

    private final TerminalReceiver receiver;
    private final Predicate<ByteBuffer> send;

    /// @param send whether the frame went to the simulator
    TerminalLatch(TerminalReceiver receiver, Predicate<ByteBuffer> send) {
        this.receiver = receiver;
        this.send = send;
    }

    @Override
    public Held held() {
        await(CONNECTS, () -> receiver.simulator().isPresent());
        if (receiver.simulator().isEmpty()) {
            return new Held.Armed();
        }
        await(SPEAKS, () -> receiver.latch().isPresent());
        return receiver.latch().orElseGet(() -> new Held.Tripped(Optional.empty()));
    }

    @Override
    public void rearm() throws IOException {
        if (!send.test(ByteBuffer.wrap(TerminalCodec.encode(new TerminalRecord.Rearm())))) {
            throw new IOException("the simulator is not there");
        }
    }

    private static void await(Duration longest, BooleanSupplier so) {
        long began = System.nanoTime();
        while (!so.getAsBoolean() && System.nanoTime() - began < longest.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
