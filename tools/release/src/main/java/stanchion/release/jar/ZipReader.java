package stanchion.release.jar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import stanchion.release.ReleaseException;

/// Reads a ZIP file (PKWARE APPNOTE 6.3) so strictly that no other reader can see other content.
///
/// The file is local entries from its first byte on, each beginning where the one before it ends;
/// the central directory, which says the same of each; and the end record with nothing behind it.
/// Nothing encrypted, nothing of ZIP64, no comment, no name that could mean two files.
public final class ZipReader {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int HAS_DESCRIPTOR = 1 << 3;
    private static final int UTF8 = 1 << 11;
    private static final int COMPRESSION_HINT = 0b110;
    private static final int LARGEST = 256 << 20;
    private static final int LINK = 0120000;
    private static final int TYPE_MASK = 0170000;
    private static final List<Integer> FOREIGN_EXTRAS =
            List.of(0x0001, 0x0014, 0x0015, 0x0016, 0x0017, 0x0018, 0x6375, 0x7075, 0x9901);

    /// What the central directory says of an entry.
    private record Entry(
            String name, int flags, int method, int crc, int packed, int size, int local) {}

    private final String jar;
    private final ByteBuffer zip;

    private ZipReader(String jar, byte[] bytes) {
        this.jar = jar;
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The files of a ZIP by name, without folders.
    ///
    /// @param jar its name, for messages
    /// @throws ReleaseException naming jar, entry and the way out
    public static SortedMap<String, byte[]> read(String jar, byte[] bytes) throws ReleaseException {
        try {
            return new ZipReader(jar, bytes).read();
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException cut) {
            throw new ReleaseException(jar + ": not a ZIP file, or cut short; build it again");
        }
    }

    private SortedMap<String, byte[]> read() throws ReleaseException {
        int end = zip.capacity() - END_BYTES;
        if (end < 0 || (zip.getInt(end) != END && zip.getInt(0) != LOCAL)) {
            throw new ReleaseException(jar + ": not a jar; name one that was built");
        }
        if (zip.getInt(end) != END || zip.getShort(end + 20) != 0) {
            throw wrong("", "does not end with its end record: bytes or a comment follow");
        }
        int count = u16(end + 10);
        int size = zip.getInt(end + 12);
        int directory = zip.getInt(end + 16);
        if (count == 0xffff || size < 0 || directory < 0) {
            throw wrong("", "is a ZIP64 file");
        }
        if (zip.getInt(end + 4) != 0 || u16(end + 8) != count || directory + size != end) {
            throw wrong("", "has a gap or an overlap at its central directory");
        }
        List<Entry> entries = directory(directory, end, count);
        EntryNames.check(jar, entries.stream().map(Entry::name).toList());
        return contents(entries, directory);
    }

    private List<Entry> directory(int from, int end, int count) throws ReleaseException {
        List<Entry> entries = new ArrayList<>();
        int at = from;
        while (at < end) {
            if (zip.getInt(at) != CENTRAL) {
                throw wrong("", "has something in its central directory that is no entry");
            }
            Entry entry = central(at);
            int nameLength = u16(at + 28);
            int extraLength = u16(at + 30);
            checkExtra(entry.name(), at + CENTRAL_BYTES + nameLength, extraLength);
            entries.add(entry);
            at += CENTRAL_BYTES + nameLength + extraLength;
        }
        if (at != end || entries.size() != count) {
            throw wrong("", "counts its entries wrongly");
        }
        return entries;
    }

    private Entry central(int at) throws ReleaseException {
        String name = name(at + CENTRAL_BYTES, u16(at + 28));
        Entry entry =
                new Entry(
                        name,
                        u16(at + 8),
                        u16(at + 10),
                        zip.getInt(at + 16),
                        zip.getInt(at + 20),
                        zip.getInt(at + 24),
                        zip.getInt(at + 42));
        if ((entry.flags() & ~(HAS_DESCRIPTOR | UTF8 | COMPRESSION_HINT)) != 0) {
            throw wrong(name, "is encrypted or of an unknown kind");
        }
        if (entry.method() != 0 && entry.method() != 8) {
            throw wrong(name, "is neither stored nor deflated");
        }
        if (u16(at + 32) != 0 || u16(at + 34) != 0) {
            throw wrong(name, "has a comment or lies on another disk");
        }
        if (((zip.getInt(at + 38) >>> 16) & TYPE_MASK) == LINK) {
            throw wrong(name, "is a symbolic link");
        }
        if (entry.packed() < 0 || entry.size() < 0 || entry.size() > LARGEST || entry.local() < 0) {
            throw wrong(name, "is of ZIP64, or larger than 256 MiB");
        }
        return entry;
    }

    private SortedMap<String, byte[]> contents(List<Entry> entries, int directory)
            throws ReleaseException {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingInt(Entry::local));
        TreeMap<String, byte[]> contents = new TreeMap<>();
        int at = 0;
        for (Entry entry : inOrder) {
            if (entry.local() != at) {
                throw wrong(entry.name(), "does not begin where the entry before it ends");
            }
            int data = local(entry, at);
            byte[] content = content(entry, data);
            at = descriptor(entry, data + entry.packed());
            if (!entry.name().endsWith("/")) {
                contents.put(entry.name(), content);
            } else if (content.length > 0) {
                throw wrong(entry.name(), "is a folder with content");
            }
        }
        if (at != directory) {
            throw wrong("", "has a gap before its central directory");
        }
        return contents;
    }

    /// Holds a local header against the central directory; where its data begin.
    private int local(Entry entry, int at) throws ReleaseException {
        int nameLength = u16(at + 26);
        int extraLength = u16(at + 28);
        boolean later = (entry.flags() & HAS_DESCRIPTOR) != 0;
        boolean same =
                zip.getInt(at) == LOCAL
                        && u16(at + 6) == entry.flags()
                        && u16(at + 8) == entry.method()
                        && agrees(zip.getInt(at + 14), entry.crc(), later)
                        && agrees(zip.getInt(at + 18), entry.packed(), later)
                        && agrees(zip.getInt(at + 22), entry.size(), later);
        if (!same || !name(at + LOCAL_BYTES, nameLength).equals(entry.name())) {
            throw wrong(entry.name(), "is another one in its local header");
        }
        checkExtra(entry.name(), at + LOCAL_BYTES + nameLength, extraLength);
        return at + LOCAL_BYTES + nameLength + extraLength;
    }

    private static boolean agrees(int local, int central, boolean later) {
        return local == central || (later && local == 0);
    }

    /// Steps over the record that follows the data where sizes were not known before.
    private int descriptor(Entry entry, int at) throws ReleaseException {
        if ((entry.flags() & HAS_DESCRIPTOR) == 0) {
            return at;
        }
        if (zip.getInt(at) != DESCRIPTOR
                || zip.getInt(at + 4) != entry.crc()
                || zip.getInt(at + 8) != entry.packed()
                || zip.getInt(at + 12) != entry.size()) {
            throw wrong(entry.name(), "is another one in its data descriptor");
        }
        return at + DESCRIPTOR_BYTES;
    }

    private byte[] content(Entry entry, int at) throws ReleaseException {
        byte[] packed = new byte[Math.min(entry.packed(), zip.capacity())];
        zip.get(at, packed);
        byte[] content = entry.method() == 0 ? packed : inflate(entry, packed);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size() || (int) crc.getValue() != entry.crc()) {
            throw wrong(entry.name(), "has not the length or the checksum it says");
        }
        return content;
    }

    private byte[] inflate(Entry entry, byte[] packed) throws ReleaseException {
        byte[] content = new byte[entry.size()];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int length = inflater.inflate(content);
            boolean ended =
                    inflater.finished()
                            || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
            if (length != content.length || !ended || inflater.getRemaining() != 0) {
                throw wrong(entry.name(), "holds more or fewer bytes than it says");
            }
            return content;
        } catch (DataFormatException damaged) {
            throw wrong(entry.name(), "cannot be inflated");
        }
    }

    private void checkExtra(String name, int from, int length) throws ReleaseException {
        int at = from;
        while (at < from + length) {
            int id = u16(at);
            if (FOREIGN_EXTRAS.contains(id)) {
                throw wrong(
                        name,
                        "has an extra field that gives it another name, size or encryption (0x"
                                + Integer.toHexString(id)
                                + ")");
            }
            at += 4 + u16(at + 2);
        }
        if (at != from + length) {
            throw wrong(name, "has an extra field that is cut");
        }
    }

    private String name(int at, int length) {
        byte[] name = new byte[length];
        zip.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private int u16(int at) {
        return zip.getShort(at) & 0xffff;
    }

    private ReleaseException wrong(String entry, String what) {
        String which = entry.isEmpty() ? "" : " entry " + EntryNames.printable(entry);
        return new ReleaseException(
                jar + ":" + which + " " + what + "; pack it again with jar or Maven");
    }
}
