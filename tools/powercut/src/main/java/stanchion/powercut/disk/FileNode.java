package stanchion.powercut.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// A file's bytes: as programs see them, as the medium surely has them, and every state that each
/// block and the length went through since.
final class FileNode implements Node {
    /// What a disk writes in one piece, in bytes.
    static final int BLOCK = 512;

    private final Stamp stamp;
    private byte[] now;
    private byte[] synced;
    private final TreeMap<Integer, List<byte[]>> blocks = new TreeMap<>();
    private final List<Integer> lengths = new ArrayList<>();

    FileNode(Stamp stamp, byte[] content) {
        this.stamp = stamp;
        this.now = content;
        this.synced = content;
    }

    @Override
    public Stamp stamp() {
        return stamp;
    }

    int length() {
        return now.length;
    }

    /// Bytes from a position.
    byte[] read(int from, int most) {
        return from >= now.length
                ? new byte[0]
                : Arrays.copyOfRange(now, from, Math.min(now.length, from + most));
    }

    void write(int at, byte[] bytes) {
        byte[] next = Arrays.copyOf(now, Math.max(now.length, at + bytes.length));
        System.arraycopy(bytes, 0, next, at, bytes.length);
        change(next, Math.min(at, now.length), at + bytes.length);
    }

    void truncate(int length) {
        int before = now.length;
        change(Arrays.copyOf(now, length), length, before);
    }

    private void change(byte[] next, int from, int to) {
        if (next.length != now.length) {
            lengths.add(next.length);
        }
        now = next;
        for (int block = from / BLOCK; block * BLOCK < Math.min(to, next.length); block++) {
            blocks.computeIfAbsent(block, fresh -> new ArrayList<>()).add(block(next, block));
        }
    }

    private static byte[] block(byte[] content, int block) {
        int from = block * BLOCK;
        return from >= content.length
                ? new byte[BLOCK]
                : Arrays.copyOfRange(content, from, from + BLOCK);
    }

    /// All that was written is on the medium.
    void sync() {
        synced = now;
        blocks.clear();
        lengths.clear();
    }

    /// Whether a power cut can take something.
    boolean dirty() {
        return !blocks.isEmpty() || !lengths.isEmpty();
    }

    @Override
    public Node survivor(Survival survival) {
        return new FileNode(stamp.copy(), dirty() ? torn(survival.dice()) : synced);
    }

    private byte[] torn(Dice dice) {
        int pick = lengths.isEmpty() ? 0 : dice.pick(lengths.size() + 1);
        byte[] found = Arrays.copyOf(synced, pick == 0 ? synced.length : lengths.get(pick - 1));
        blocks.forEach((block, states) -> {
            int state = dice.pick(states.size() + 1);
            int from = block * BLOCK;
            if (state > 0 && from < found.length) {
                int length = Math.min(BLOCK, found.length - from);
                System.arraycopy(states.get(state - 1), 0, found, from, length);
            }
        });
        return found;
    }
}
