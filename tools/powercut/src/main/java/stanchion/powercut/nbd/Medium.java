package stanchion.powercut.nbd;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A block device in memory whose write cache is lost with its power.
///
/// ```text
/// write ─► cache ─── flush ──► on the medium
///            └────── cut ────► about half of it, atom by atom, by lot; the rest is gone
/// ```
///
/// An atom is what a medium writes whole or not at all: a sector of 512 bytes, or of 4 KiB. A write
/// of several is torn when some of them are lost. Thread-safe.
public final class Medium {
    /// What a cut took.
    ///
    /// @param pending atoms that were not flushed
    /// @param kept of them, those that reached the medium all the same
    public record Cut(int pending, int kept) {}

    private final byte[] durable;
    private final int atom;
    private final TreeMap<Integer, byte[]> cache = new TreeMap<>();
    private boolean off;

    /// @param content what stands on it; kept, not copied
    /// @param atom in bytes; the content is a multiple of it
    public Medium(byte[] content, int atom) {
        if (atom <= 0 || content.length % atom != 0) {
            throw new IllegalArgumentException(content.length + " bytes in atoms of " + atom);
        }
        this.durable = content;
        this.atom = atom;
    }

    public long size() {
        return durable.length;
    }

    /// What a computer reads: the cache over the medium.
    public synchronized byte[] read(long at, int length) {
        int from = checked(at, length);
        byte[] found = Arrays.copyOfRange(durable, from, from + length);
        Map<Integer, byte[]> touched =
                cache.subMap(from / atom, true, (from + length) / atom, true);
        touched.forEach((number, bytes) -> overlay(bytes, number * atom, found, from));
        return found;
    }

    /// Takes a write into the cache.
    public synchronized void write(long at, byte[] bytes) {
        int from = checked(at, bytes.length);
        if (off) {
            return;
        }
        for (int number = from / atom; number * atom < from + bytes.length; number++) {
            byte[] whole = read((long) number * atom, atom);
            overlay(bytes, from, whole, number * atom);
            cache.put(number, whole);
        }
    }

    /// Copies what two ranges have in common.
    private static void overlay(byte[] source, int sourceAt, byte[] target, int targetAt) {
        int from = Math.max(sourceAt, targetAt);
        int to = Math.min(sourceAt + source.length, targetAt + target.length);
        if (from < to) {
            System.arraycopy(source, from - sourceAt, target, from - targetAt, to - from);
        }
    }

    /// Makes everything that was written safe.
    public synchronized void flush() {
        if (!off) {
            cache.forEach(this::settle);
            cache.clear();
        }
    }

    /// Makes one range safe, and no more.
    public synchronized void flush(long at, int length) {
        int from = checked(at, length);
        if (!off && length > 0) {
            Map<Integer, byte[]> range =
                    cache.subMap(from / atom, true, (from + length + atom - 1) / atom, false);
            range.forEach(this::settle);
            range.clear();
        }
    }

    private void settle(int number, byte[] bytes) {
        System.arraycopy(bytes, 0, durable, number * atom, atom);
    }

    /// Takes the power away: from here on nothing changes any more.
    ///
    /// @param lots decides for each atom in the cache
    public synchronized Cut cut(RandomGenerator lots) {
        int pending = cache.size();
        int kept = 0;
        for (Map.Entry<Integer, byte[]> one : cache.entrySet()) {
            if (lots.nextBoolean()) {
                settle(one.getKey(), one.getValue());
                kept++;
            }
        }
        cache.clear();
        off = true;
        return new Cut(pending, kept);
    }

    /// What is found when the power comes back.
    public synchronized byte[] survivor() {
        return durable.clone();
    }

    private int checked(long at, int length) {
        if (at < 0 || length < 0 || at + length > durable.length) {
            throw new IndexOutOfBoundsException(at + " + " + length);
        }
        return (int) at;
    }
}
