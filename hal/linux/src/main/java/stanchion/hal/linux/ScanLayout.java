package stanchion.hal.linux;

import java.util.List;

/// Where each element of a scan stands: in the order of their indices, each aligned to its own
/// size, the whole to its largest (Documentation/iio/iio_devbuf.rst).
///
/// @param offsets of the elements, in their order
/// @param bytes from one scan to the next
record ScanLayout(List<Long> offsets, long bytes) {
    ScanLayout {
        offsets = List.copyOf(offsets);
    }

    /// The layout of elements that stand in the order of their indices.
    static ScanLayout of(List<ScanElement> elements) {
        long at = 0;
        long largest = 1;
        Long[] offsets = new Long[elements.size()];
        for (int i = 0; i < offsets.length; i++) {
            long size = elements.get(i).bytes();
            at = aligned(at, size);
            offsets[i] = at;
            at += size;
            largest = Math.max(largest, size);
        }
        return new ScanLayout(List.of(offsets), aligned(at, largest));
    }

    private static long aligned(long at, long size) {
        return (at + size - 1) / size * size;
    }
}
