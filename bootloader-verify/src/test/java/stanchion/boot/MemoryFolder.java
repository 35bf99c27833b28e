package stanchion.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A folder in memory whose files a test may change, and whose reads it may let fail.
final class MemoryFolder implements Folder {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private String broken = "";

    MemoryFolder put(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    MemoryFolder remove(String name) {
        files.remove(name);
        return this;
    }

    byte[] content(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    SortedMap<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    /// From now on this file, or the listing by the name `.`, cannot be read.
    void breakFile(String name) {
        broken = name;
    }

    @Override
    public List<Entry> list(int most) throws IOException {
        if (broken.equals(".")) {
            throw new IOException("input/output error");
        }
        return files.entrySet().stream()
                .limit(most)
                .map(f -> new Entry(f.getKey(), Kind.REGULAR, 1, f.getValue().length))
                .toList();
    }

    @Override
    public InputStream open(String name) throws IOException {
        byte[] content = files.get(name);
        if (content == null || name.equals(broken)) {
            throw new IOException("input/output error");
        }
        return new ByteArrayInputStream(content);
    }
}
