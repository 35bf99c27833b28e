package stanchion.hal.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import stanchion.hal.linux.os.Device;

/// One input of a chip, with the kernel's time for each change that is asked for.
public final class GpioInput implements InputPin {
    /// Changes the kernel keeps until they are read, the oldest first to go.
    static final int EVENT_BUFFER = 256;

    private static final int EVENTS_PER_READ = 64;

    private final Device request;
    private final MemorySegment values = Device.memory(GpioAbi.VALUES_BYTES);
    private final MemorySegment events =
            Device.memory((long) EVENTS_PER_READ * GpioAbi.EVENT_BYTES);
    private long lastNumber;
    private long lost;

    GpioInput(Device request) {
        this.request = request;
    }

    @Override
    public Sensed level() {
        values.set(ValueLayout.JAVA_LONG, 0, 0L);
        values.set(ValueLayout.JAVA_LONG, GpioAbi.VALUES_MASK, 1L);
        if (request.ioctl(GpioAbi.READ_VALUES, values) < 0) {
            return Sensed.UNREADABLE;
        }
        return values.get(ValueLayout.JAVA_LONG, 0) == 0 ? Sensed.INACTIVE : Sensed.ACTIVE;
    }

    /// Waits for a change that was asked for.
    ///
    /// @param timeoutMillis 0 only looks
    /// @return whether there is one
    public boolean awaitEdge(int timeoutMillis) {
        return request.readable(timeoutMillis);
    }

    /// The changes since the last call, in order; empty when there were none.
    public List<EdgeEvent> edges() {
        if (!request.readable(0)) {
            return List.of();
        }
        List<EdgeEvent> found = new ArrayList<>();
        long bytes;
        do {
            bytes = request.read(events);
            for (long at = 0; at < bytes; at += GpioAbi.EVENT_BYTES) {
                found.add(event(at));
            }
        } while (bytes > 0 && request.readable(0));
        return found;
    }

    /// Changes the kernel saw and could not keep.
    public long lost() {
        return lost;
    }

    private EdgeEvent event(long at) {
        long nanos = events.get(ValueLayout.JAVA_LONG, at);
        boolean rising =
                events.get(ValueLayout.JAVA_INT, at + GpioAbi.EVENT_ID) == GpioAbi.EVENT_RISING;
        int counted = events.get(ValueLayout.JAVA_INT, at + GpioAbi.EVENT_LINE_NUMBER);
        long number = lastNumber + Integer.toUnsignedLong(counted - (int) lastNumber);
        lost += number - lastNumber - 1;
        lastNumber = number;
        return new EdgeEvent(rising ? Level.ACTIVE : Level.INACTIVE, nanos, number);
    }

    @Override
    public void close() {
        request.close();
    }
}
