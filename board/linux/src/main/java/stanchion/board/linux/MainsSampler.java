package stanchion.board.linux;

import java.util.List;
import java.util.concurrent.TimeUnit;
import stanchion.hal.linux.FrameSource;
import stanchion.hal.linux.RealtimePriority;

/// The thread that waits for the mains converter, whose own clock paces it.
final class MainsSampler implements Runnable {
    /// Below the loop, above the pilot's sampler: a converter holds two frames at most.
    private static final int PRIORITY = 75;

    private static final int TIMEOUT_MILLIS = 100;
    private static final int FRAMES_PER_READ = 64;

    /// What the converter made before the thread began is thrown away, and with it the frames it
    /// lost meanwhile.
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final FrameSource source;
    private final int[] inputs;
    private final MainsRing ring;
    private final int[] codes;
    private final int[] frame;
    private volatile boolean stopping;

    /// @param inputs which code of the source's frame is at each place of the board's
    MainsSampler(FrameSource source, List<Integer> inputs, MainsRing ring) {
        this.source = source;
        this.inputs = inputs.stream().mapToInt(Integer::intValue).toArray();
        this.ring = ring;
        codes = new int[source.channels() * FRAMES_PER_READ];
        frame = new int[this.inputs.length];
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        RealtimePriority.raise(PRIORITY);
        long settled = System.nanoTime() + SETTLING_NANOS;
        while (!stopping && System.nanoTime() < settled) {
            int _ = source.read(codes, 1);
        }
        while (!stopping) {
            hand(source.read(codes, TIMEOUT_MILLIS), source.firstFrame());
        }
    }

    private void hand(int frames, long first) {
        for (int i = 0; i < frames; i++) {
            for (int place = 0; place < inputs.length; place++) {
                frame[place] = codes[i * source.channels() + inputs[place]];
            }
            ring.add(first + i, frame);
        }
    }
}
