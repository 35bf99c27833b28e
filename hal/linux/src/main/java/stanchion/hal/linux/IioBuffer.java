package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.linux.os.Device;

/// The buffer of an IIO device: a converter the kernel has a driver for, sampling by its own clock
/// or by a trigger's (/sys/bus/iio, /dev/iio:deviceN).
///
/// Each frame has the kernel's time of it; one that the buffer had no room for is seen as a gap
/// between two times.
public final class IioBuffer implements FrameSource {
    /// How much the kernel keeps until it is read: more than a loop may be late.
    private static final double KERNEL_SECONDS = 0.5;

    private static final int FRAMES_PER_READ = 128;

    /// What is wanted of a device.
    ///
    /// @param device its `name`
    /// @param trigger its trigger's name; absent where the device paces itself
    /// @param channels in the order of a frame: `in_voltage0`, …
    /// @param framesPerSecond the rate it shall have; checked where the device tells its own
    public record Wanted(
            String device,
            Optional<String> trigger,
            List<String> channels,
            double framesPerSecond) {
        public Wanted {
            channels = List.copyOf(channels);
        }
    }

    private final IioDevice attributes;
    private final Device device;
    private final ScanElement[] elements;
    private final long[] offsets;
    private final ScanElement time;
    private final long timeOffset;
    private final long scanBytes;
    private final MemorySegment buffer;
    private final FrameClock clock;
    private long at;
    private long filled;
    private long waiting = -1;
    private long firstFrame;

    private IioBuffer(IioDevice attributes, Device device, Wanted wanted, Scan scan) {
        this.attributes = attributes;
        this.device = device;
        elements = scan.elements.toArray(ScanElement[]::new);
        offsets = scan.offsets.stream().mapToLong(Long::longValue).toArray();
        time = scan.time;
        timeOffset = scan.timeOffset;
        scanBytes = scan.bytes;
        buffer = Device.memory(scanBytes * FRAMES_PER_READ);
        clock = new FrameClock(wanted.framesPerSecond);
    }

    private record Scan(
            List<ScanElement> elements,
            List<Long> offsets,
            ScanElement time,
            long timeOffset,
            long bytes) {}

    /// Starts a device's buffer; one that a crashed process left running is started anew.
    ///
    /// @throws IOException naming the device and the devices there are, or what is refused
    public static IioBuffer open(Roots roots, Wanted wanted) throws IOException {
        IioDevice attributes = IioDevice.byName(roots, wanted.device);
        attributes.write("buffer/enable", "0");
        if (attributes.has("current_timestamp_clock")) {
            attributes.write("current_timestamp_clock", "monotonic"); // the wall clock jumps
        }
        if (wanted.trigger.isPresent()) {
            attributes.write("trigger/current_trigger", wanted.trigger.get());
        }
        checkRate(attributes, wanted);
        Scan scan = scan(attributes, wanted.channels);
        int frames = (int) Math.ceil(KERNEL_SECONDS * wanted.framesPerSecond);
        attributes.write("buffer/length", Integer.toString(frames));
        String node = String.valueOf(attributes.folder().getFileName());
        Device device = Device.open(roots.dev().resolve(node), Device.Access.READ_AT_ONCE);
        attributes.write("buffer/enable", "1");
        return new IioBuffer(attributes, device, wanted, scan);
    }

    private static void checkRate(IioDevice device, Wanted wanted) throws IOException {
        if (device.has("sampling_frequency")) {
            double rate = Double.parseDouble(device.text("sampling_frequency"));
            if (Math.round(rate) != Math.round(wanted.framesPerSecond)) {
                throw new IOException(
                        "%s: samples %s frames a second, not %s"
                                .formatted(wanted.device, rate, wanted.framesPerSecond));
            }
        }
    }

    private static Scan scan(IioDevice device, List<String> channels) throws IOException {
        List<String> inOrder = List.copyOf(device.scan(channels).values());
        List<ScanElement> elements = new ArrayList<>();
        for (String channel : inOrder) {
            elements.add(device.element(channel));
        }
        ScanLayout layout = ScanLayout.of(elements);
        List<ScanElement> wanted = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (String channel : channels) {
            wanted.add(elements.get(inOrder.indexOf(channel)));
            offsets.add(layout.offsets().get(inOrder.indexOf(channel)));
        }
        return new Scan(
                wanted, offsets, elements.getLast(), layout.offsets().getLast(), layout.bytes());
    }

    @Override
    public int channels() {
        return elements.length;
    }

    @Override
    public int read(int[] codes, int timeoutMillis) {
        int room = codes.length / elements.length;
        int taken = 0;
        while (taken < room && next(taken == 0 ? timeoutMillis : 0)) {
            if (taken == 0) {
                firstFrame = waiting;
            } else if (waiting != firstFrame + taken) {
                break; // frames were lost before this one, which is the next call's first
            }
            for (int i = 0; i < elements.length; i++) {
                codes[taken * elements.length + i] =
                        (int) elements[i].value(buffer, at + offsets[i]);
            }
            taken++;
            at += scanBytes;
            waiting = -1;
        }
        return taken;
    }

    /// Whether there is a frame at `at`; its number is `waiting` then.
    private boolean next(int timeoutMillis) {
        if (at + scanBytes > filled && !refill(timeoutMillis)) {
            return false;
        }
        if (waiting < 0) {
            waiting = clock.index(time.value(buffer, at + timeOffset));
        }
        return true;
    }

    private boolean refill(int timeoutMillis) {
        at = 0;
        filled = 0;
        if (device.readable(timeoutMillis)) {
            filled = Math.max(0, device.read(buffer));
        }
        return filled >= scanBytes;
    }

    @Override
    public long firstFrame() {
        return firstFrame;
    }

    @Override
    public long lost() {
        return clock.lost();
    }

    @Override
    public void close() {
        device.close();
        try {
            attributes.write("buffer/enable", "0");
        } catch (IOException gone) {
            // a device that is gone samples no more
        }
    }
}
