package stanchion.benchboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch;
import stanchion.units.Uptime;

/// A board whose terminals are wired to the simulator's process.
///
/// Like a real board's sampler, a thread of its own collects what the converters deliver; the loop
/// takes it in [#sample] and writes in [#apply], and never waits for the simulator. Without a
/// simulator the sensors are lost, and the simulator's side opens by itself.
public final class BenchBoard implements Board {
    private static final ByteBuffer KEEP_ALIVE =
            ByteBuffer.wrap(TerminalCodec.encode(new TerminalRecord.KeepAlive()))
                    .asReadOnlyBuffer();

    private final BoardProfile profile;
    private final TerminalReceiver receiver;
    private final Capture capture;
    private final Thread thread;

    private BenchBoard(BoardProfile profile, TerminalReceiver receiver) {
        this.profile = profile;
        this.receiver = receiver;
        capture = new Capture(2 * profile.analog().phases().size());
        thread = new Thread(receiver, "sampler");
        thread.setDaemon(true);
    }

    /// Connects to the simulator's terminals in the background, and again whenever it is lost.
    public static BenchBoard wiredTo(Path terminals, BoardProfile profile) {
        BenchBoard board = new BenchBoard(profile, new TerminalReceiver(terminals));
        board.thread.start();
        return board;
    }

    @Override
    public BoardProfile profile() {
        return profile;
    }

    @Override
    public Samples sample() {
        Uptime now = new Uptime(System.nanoTime());
        return capture.next(now, receiver.arrived());
    }

    /// A bench has no filters.
    @Override
    public void settle() {}

    @Override
    public void apply(Commands commands) {
        send(ByteBuffer.wrap(TerminalCodec.encode(new TerminalRecord.Driven(commands))));
    }

    @Override
    public void keepAlive() {
        send(KEEP_ALIVE.duplicate());
    }

    /// The simulator sees the safe outputs first, then the closed socket.
    @Override
    public void close() {
        apply(Commands.SAFE);
        receiver.close();
    }

    @Override
    public Optional<TamperLatch> tamperLatch() {
        return Optional.of(new TerminalLatch(receiver, this::send));
    }

    /// Never waits: a simulator that does not read its socket is a lost one.
    ///
    /// @return whether it went
    private boolean send(ByteBuffer frame) {
        Optional<TerminalLine> simulator = receiver.simulator();
        if (simulator.isEmpty()) {
            return false;
        }
        try {
            simulator.get().write(frame);
            if (frame.hasRemaining()) {
                receiver.lose(simulator.get());
            }
            return !frame.hasRemaining();
        } catch (IOException gone) {
            receiver.lose(simulator.get());
            return false;
        }
    }
}
