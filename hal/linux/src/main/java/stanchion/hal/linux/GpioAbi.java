package stanchion.hal.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import stanchion.hal.linux.os.Device;

/// Structures and request numbers of the GPIO character device, version 2 (linux/gpio.h).
///
/// ```text
/// gpiochip_info          name[32] label[32] lines:u32                                        = 68
/// gpio_v2_line_info      name[32] consumer[32] offset:u32 … flags:u64@72 …                   = 256
/// gpio_v2_line_request   offsets[64]:u32 consumer[32]@256 config@288 lines:u32@560
///                        event_buffer:u32@564 … fd:s32@588                                   = 592
/// gpio_v2_line_config    flags:u64 attributes:u32@8 … attrs[10]@32                           = 272
///   attribute            id:u32 pad:u32 value:u64 mask:u64                                   = 24
/// gpio_v2_line_values    bits:u64 mask:u64                                                   = 16
/// gpio_v2_line_event     nanos:u64 id:u32 offset:u32 seqno:u32 line_seqno:u32 …              = 48
/// ```
final class GpioAbi {
    static final long CHIP_INFO = 0x8044B401L;
    static final long LINE_INFO = 0xC100B405L;
    static final long REQUEST_LINES = 0xC250B407L;
    static final long READ_VALUES = 0xC010B40EL;
    static final long WRITE_VALUES = 0xC010B40FL;

    static final long CHIP_INFO_BYTES = 68;
    static final long CHIP_LABEL = 32;
    static final long CHIP_LINES = 64;

    static final long LINE_INFO_BYTES = 256;
    static final long LINE_CONSUMER = 32;
    static final long LINE_OFFSET = 64;
    static final long LINE_FLAGS = 72;

    static final long FLAG_USED = 1;
    static final long FLAG_ACTIVE_LOW = 1 << 1;
    static final long FLAG_INPUT = 1 << 2;
    static final long FLAG_OUTPUT = 1 << 3;

    static final long REQUEST_FD = 588;
    static final long VALUES_BYTES = 16;
    static final long VALUES_MASK = 8;

    static final int EVENT_BYTES = 48;
    static final long EVENT_ID = 8;
    static final long EVENT_LINE_NUMBER = 20;
    static final int EVENT_RISING = 1;

    static final int NAME_BYTES = 32;

    /// Attributes one request can carry (GPIO_V2_LINE_NUM_ATTRS_MAX).
    private static final int MAX_ATTRIBUTES = 10;

    private static final String CONSUMER = "stanchion";
    private static final long REQUEST_BYTES = 592;
    private static final long REQUEST_CONSUMER = 256;
    private static final long CONFIG = 288;
    private static final long CONFIG_ATTRIBUTES = CONFIG + 8;
    private static final long CONFIG_FIRST = CONFIG + 32;
    private static final long ATTRIBUTE_BYTES = 24;
    private static final long ATTRIBUTE_VALUE = 8;
    private static final long ATTRIBUTE_MASK = 16;
    private static final int ATTRIBUTE_FLAGS = 1;
    private static final int ATTRIBUTE_OUTPUT_VALUES = 2;
    private static final long REQUEST_LINE_COUNT = 560;
    private static final long REQUEST_EVENT_BUFFER = 564;

    private GpioAbi() {}

    /// A request for inputs or for outputs that are all active-high, or partly active-low.
    ///
    /// @param offsets of the lines in the chip
    /// @param flags of all of them
    static MemorySegment request(List<Integer> offsets, long flags) {
        MemorySegment request = Device.memory(REQUEST_BYTES);
        for (int i = 0; i < offsets.size(); i++) {
            request.set(ValueLayout.JAVA_INT, (long) Integer.BYTES * i, offsets.get(i));
        }
        request.setString(REQUEST_CONSUMER, CONSUMER, StandardCharsets.US_ASCII);
        request.set(ValueLayout.JAVA_LONG, CONFIG, flags);
        request.set(ValueLayout.JAVA_INT, REQUEST_LINE_COUNT, offsets.size());
        return request;
    }

    /// Other flags for some of the lines.
    ///
    /// @param lines bit n is the request's n-th line
    static void flags(MemorySegment request, long lines, long flags) {
        attribute(request, ATTRIBUTE_FLAGS, lines, flags);
    }

    /// The levels outputs have from the first moment, in the board's meaning.
    ///
    /// @param lines bit n is the request's n-th line
    static void initially(MemorySegment request, long lines, long levels) {
        attribute(request, ATTRIBUTE_OUTPUT_VALUES, lines, levels);
    }

    /// How many events the kernel keeps until they are read; the oldest go first.
    static void eventBuffer(MemorySegment request, int events) {
        request.set(ValueLayout.JAVA_INT, REQUEST_EVENT_BUFFER, events);
    }

    private static void attribute(MemorySegment request, int id, long lines, long value) {
        int before = request.get(ValueLayout.JAVA_INT, CONFIG_ATTRIBUTES);
        if (before == MAX_ATTRIBUTES) {
            throw new IllegalArgumentException("more than " + MAX_ATTRIBUTES + " attributes");
        }
        long at = CONFIG_FIRST + before * ATTRIBUTE_BYTES;
        request.set(ValueLayout.JAVA_INT, at, id);
        request.set(ValueLayout.JAVA_LONG, at + ATTRIBUTE_VALUE, value);
        request.set(ValueLayout.JAVA_LONG, at + ATTRIBUTE_MASK, lines);
        request.set(ValueLayout.JAVA_INT, CONFIG_ATTRIBUTES, before + 1);
    }

    /// A name of at most 31 characters, ended by zero.
    static String name(MemorySegment structure, long at) {
        return structure.asSlice(at, NAME_BYTES).getString(0, StandardCharsets.US_ASCII);
    }
}
