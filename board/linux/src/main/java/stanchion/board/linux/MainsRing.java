package stanchion.board.linux;

import java.util.concurrent.atomic.AtomicLong;
import stanchion.hal.MainsBlock;

/// Frames of the mains on their way to the loop. Between one producing and one consuming thread,
/// without a lock; nothing is allocated but the block that is handed out.
///
/// Every frame carries its number. A frame that was lost, by the converter or because the loop did
/// not come in time, leaves a gap in the numbers, and a block ends before a gap: the next one
/// begins with a number that does not fit, which is a fault.
final class MainsRing {
    private final int channels;
    private final int capacity;
    private final int[] codes;
    private final long[] numbers;
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /// Of the frame after the last that was taken; the consumer's.
    private long expected;

    /// @param channels codes of a frame
    /// @param capacity frames
    MainsRing(int channels, int capacity) {
        this.channels = channels;
        this.capacity = capacity;
        codes = new int[channels * capacity];
        numbers = new long[capacity];
    }

    /// Adds a frame. For the producer.
    ///
    /// @param number of the frame since the converter was started, lost ones counted
    void add(long number, int[] frame) {
        long next = put.getPlain();
        if (next - taken.getAcquire() < capacity) {
            int place = (int) (next % capacity);
            System.arraycopy(frame, 0, codes, place * channels, channels);
            numbers[place] = number;
            put.setRelease(next + 1);
        }
    }

    /// Everything that waits, up to a gap. For the consumer.
    MainsBlock take() {
        long from = taken.getPlain();
        int count = joined(from, put.getAcquire());
        if (count == 0) {
            return new MainsBlock(expected, channels, new int[0]);
        }
        int place = (int) (from % capacity);
        int beforeEnd = Math.min(count, capacity - place);
        int[] block = new int[count * channels];
        System.arraycopy(codes, place * channels, block, 0, beforeEnd * channels);
        System.arraycopy(codes, 0, block, beforeEnd * channels, (count - beforeEnd) * channels);
        long first = numbers[place];
        expected = first + count;
        taken.setRelease(from + count);
        return new MainsBlock(first, channels, block);
    }

    private int joined(long from, long to) {
        int count = 0;
        while (from + count < to
                && numbers[(int) ((from + count) % capacity)]
                        == numbers[(int) (from % capacity)] + count) {
            count++;
        }
        return count;
    }
}
