package stanchion.hal.linux;

import java.util.List;

/// One or two ADS131M04 on one clock, read together when the first says that a frame is ready.
///
/// The time of a frame is that of the falling edge of its ready line, in the kernel's interrupt. A
/// frame that was overwritten before it was read, or was damaged on its way, counts as lost.
public final class Ads131m04Group implements FrameSource {
    private final List<Ads131m04> chips;
    private final GpioInput ready;
    private final FrameClock clock;
    private final int[] frame;
    private long number = -1;
    private long waiting = -1;
    private long firstFrame;
    private long delivered;
    private long damaged;

    /// Takes chips over; they end with the group.
    ///
    /// @param ready becomes active when a frame is ready; its edges to ACTIVE are recorded
    /// @param framesPerSecond half the chips' clock, divided by their oversampling
    public Ads131m04Group(List<Ads131m04> chips, GpioInput ready, double framesPerSecond) {
        this.chips = List.copyOf(chips);
        this.ready = ready;
        clock = new FrameClock(framesPerSecond);
        frame = new int[chips.size() * Ads131m04.CHANNELS];
    }

    @Override
    public int channels() {
        return frame.length;
    }

    @Override
    public int read(int[] codes, int timeoutMillis) {
        int room = codes.length / frame.length;
        int taken = 0;
        while (taken < room && next(taken == 0 ? timeoutMillis : 0)) {
            if (taken == 0) {
                firstFrame = waiting;
            } else if (waiting != firstFrame + taken) {
                break; // frames were lost before this one, which is the next call's first
            }
            System.arraycopy(frame, 0, codes, taken * frame.length, frame.length);
            taken++;
            delivered++;
            waiting = -1;
        }
        return taken;
    }

    /// Whether `frame` holds a frame that was not taken; its number is `waiting` then.
    private boolean next(int timeoutMillis) {
        if (waiting >= 0) {
            return true;
        }
        if (!ready.awaitEdge(timeoutMillis)) {
            return false;
        }
        for (EdgeEvent edge : ready.edges()) {
            number = clock.index(edge.nanos());
        }
        if (!isFetched()) {
            return false;
        }
        waiting = number;
        return true;
    }

    private boolean isFetched() {
        boolean whole = true;
        for (int i = 0; i < chips.size(); i++) {
            Ads131m04.Frame found = chips.get(i).read(frame, i * Ads131m04.CHANNELS);
            damaged += found == Ads131m04.Frame.DAMAGED ? 1 : 0;
            whole &= found == Ads131m04.Frame.NEW;
        }
        return whole;
    }

    @Override
    public long firstFrame() {
        return firstFrame;
    }

    @Override
    public long lost() {
        return number + 1 - delivered - (waiting >= 0 ? 1 : 0);
    }

    /// Frames whose checksum was wrong.
    public long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        ready.close();
        chips.forEach(Ads131m04::close);
    }
}
