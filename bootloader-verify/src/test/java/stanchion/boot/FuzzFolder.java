package stanchion.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A folder in memory that says what an attacker, or a dying disk, lets it say; see [FuzzSlot].
final class FuzzFolder implements Folder {
    @SuppressWarnings("ArrayRecordComponent") // a file's content, compared nowhere
    private record Item(char way, byte[] content) {}

    private final TreeMap<String, Item> items = new TreeMap<>();

    void put(char way, String name, byte[] content) {
        items.put(name, new Item(way, content));
    }

    /// Whether the folder lists just these names, each of them a plain file.
    boolean isExactly(Set<String> names, String andOne) {
        TreeSet<String> expected = new TreeSet<>(names);
        expected.add(andOne);
        return items.keySet().equals(expected)
                && items.keySet().stream().allMatch(name -> entry(name).plain());
    }

    @Override
    public List<Entry> list(int most) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : items.keySet()) {
            if (entries.size() == most) {
                break;
            }
            if (item(name).way() == '.') {
                throw new IOException("input/output error");
            }
            entries.add(entry(name));
        }
        return entries;
    }

    private Item item(String name) {
        return items.getOrDefault(name, new Item('!', new byte[0]));
    }

    private Entry entry(String name) {
        Item item = item(name);
        Kind kind = item.way() == 'o' ? Kind.OTHER : Kind.REGULAR;
        return new Entry(name, kind, item.way() == 'l' ? 2 : 1, item.content().length);
    }

    @Override
    public InputStream open(String name) throws IOException {
        Item item = item(name);
        byte[] content = item.content();
        int shorter = Math.max(0, content.length - 1);
        return switch (item.way()) {
            case '!', 'o' -> throw new IOException("input/output error");
            case '+' -> new ByteArrayInputStream(Arrays.copyOf(content, content.length + 1));
            case '-' -> new ByteArrayInputStream(content, 0, shorter);
            case '~' ->
                    new SequenceInputStream(
                            new ByteArrayInputStream(content, 0, shorter), new Broken());
            default -> new ByteArrayInputStream(content);
        };
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("input/output error");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("input/output error");
        }
    }
}
