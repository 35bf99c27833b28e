package stanchion.hal.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import stanchion.hal.linux.os.Device;

/// Several outputs of one chip, held by one request. What becomes inactive is written before what
/// becomes active: opening first, closing last.
public final class GpioOutputs implements AutoCloseable {
    private final Device request;
    private final List<OutputLine> lines;
    private final MemorySegment values = Device.memory(GpioAbi.VALUES_BYTES);
    private long levels;

    GpioOutputs(Device request, List<OutputLine> lines, long levels) {
        this.request = request;
        this.lines = List.copyOf(lines);
        this.levels = levels;
    }

    /// The bit of a line in [#write].
    ///
    /// @throws IllegalArgumentException when it is not among those asked for
    public long bit(String line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).name().equals(line)) {
                return 1L << i;
            }
        }
        throw new IllegalArgumentException("no output '" + line + "' in " + lines);
    }

    /// Writes all levels: bit n is the n-th line asked for, 1 is active. Written even when nothing
    /// changes, for a line may have been disturbed.
    public Written write(long wanted) {
        long all = lines.size() == Long.SIZE ? -1L : (1L << lines.size()) - 1;
        long opening = all & ~wanted;
        long closing = all & wanted;
        Written opened = opening == 0 ? Written.DONE : write(0, opening);
        if (opened == Written.FAILED) {
            return opened; // nothing is closed after an opening that failed
        }
        return closing == 0 ? Written.DONE : write(closing, closing);
    }

    /// The levels written last.
    public long written() {
        return levels;
    }

    /// The levels the kernel says the lines have, for a check that does not need to be fast.
    ///
    /// @return bit n is the n-th line asked for; −1 for all of them when it says nothing
    public long sensed() {
        values.set(ValueLayout.JAVA_LONG, 0, 0L);
        values.set(ValueLayout.JAVA_LONG, GpioAbi.VALUES_MASK, (1L << lines.size()) - 1);
        return request.ioctl(GpioAbi.READ_VALUES, values) < 0
                ? -1
                : values.get(ValueLayout.JAVA_LONG, 0);
    }

    private Written write(long bits, long mask) {
        values.set(ValueLayout.JAVA_LONG, 0, bits);
        values.set(ValueLayout.JAVA_LONG, GpioAbi.VALUES_MASK, mask);
        if (request.ioctl(GpioAbi.WRITE_VALUES, values) < 0) {
            return Written.FAILED;
        }
        levels = (levels & ~mask) | bits;
        return Written.DONE;
    }

    /// Gives the lines back as they are; who wants them safe writes that first.
    @Override
    public void close() {
        request.close();
    }
}
