package stanchion.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// A GUID partition table (UEFI 2.10, chapter 5) with its protective MBR and its copy at the end.
///
/// Ids are derived from the names, so that two builds give the same bytes.
///
/// @param megabytes of the whole disk
public record PartitionTable(int megabytes, List<Partition> partitions) {
    private static final int SECTOR = 512;
    private static final int SECTORS_PER_MEGABYTE = 1024 * 1024 / SECTOR;
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;
    private static final int HEADER = 92;
    private static final int TABLE_SECTORS = ENTRIES * ENTRY / SECTOR;
    private static final UUID FAT = UUID.fromString("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

    /// What is in a partition.
    public enum Kind {
        FAT,
        LINUX
    }

    /// One partition, at whole megabytes.
    ///
    /// @param name at most 36 characters of ASCII; the system finds it by that
    public record Partition(String name, Kind kind, int startMegabyte, int megabytes) {
        /// Where it begins, in bytes.
        public long offset() {
            return startMegabyte * 1024L * 1024;
        }
    }

    public PartitionTable {
        partitions = List.copyOf(partitions);
        int free = 1;
        for (Partition one : partitions) {
            if (one.startMegabyte < free || one.startMegabyte + one.megabytes >= megabytes) {
                throw new IllegalArgumentException(one.name + " does not fit");
            }
            free = one.startMegabyte + one.megabytes;
        }
    }

    /// The partition of a name.
    public Partition of(String name) {
        return partitions.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    /// Writes it and makes the disk as long as it says.
    public void write(FileChannel disk) throws IOException {
        ByteBuffer entries = entries();
        long last = sectors() - 1;
        put(disk, protectiveMbr(), 0);
        put(disk, header(entries, 1, last, 2), SECTOR);
        put(disk, entries.duplicate(), 2L * SECTOR);
        long copy = last - TABLE_SECTORS;
        put(disk, entries.duplicate(), copy * SECTOR);
        put(disk, header(entries, last, 1, copy), last * SECTOR);
    }

    private long sectors() {
        return (long) megabytes * SECTORS_PER_MEGABYTE;
    }

    private static void put(FileChannel disk, ByteBuffer bytes, long at) throws IOException {
        long offset = at;
        while (bytes.hasRemaining()) {
            offset += disk.write(bytes, offset);
        }
    }

    private ByteBuffer protectiveMbr() {
        ByteBuffer mbr = bytes(SECTOR);
        mbr.put(446, (byte) 0);
        mbr.put(450, (byte) 0xee);
        mbr.put(447, (byte) 0).put(448, (byte) 2).put(449, (byte) 0);
        mbr.put(451, (byte) 0xff).put(452, (byte) 0xff).put(453, (byte) 0xff);
        mbr.putInt(454, 1).putInt(458, (int) (sectors() - 1));
        mbr.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        return mbr;
    }

    private ByteBuffer entries() {
        ByteBuffer table = bytes(ENTRIES * ENTRY);
        for (int i = 0; i < partitions.size(); i++) {
            Partition one = partitions.get(i);
            table.position(i * ENTRY);
            guid(table, one.kind == Kind.FAT ? FAT : LINUX);
            guid(table, id(one.name));
            long start = (long) one.startMegabyte * SECTORS_PER_MEGABYTE;
            table.putLong(start);
            table.putLong(start + (long) one.megabytes * SECTORS_PER_MEGABYTE - 1);
            table.putLong(0);
            table.put(one.name.getBytes(StandardCharsets.UTF_16LE));
        }
        return table.position(0);
    }

    private ByteBuffer header(ByteBuffer entries, long self, long other, long table) {
        ByteBuffer header = bytes(SECTOR);
        header.put("EFI PART".getBytes(StandardCharsets.US_ASCII));
        header.putInt(0x10000).putInt(HEADER).putInt(0).putInt(0);
        header.putLong(self).putLong(other);
        header.putLong(2 + TABLE_SECTORS).putLong(sectors() - 2 - TABLE_SECTORS);
        guid(header, id("disk"));
        header.putLong(table).putInt(ENTRIES).putInt(ENTRY).putInt(crc(entries.duplicate()));
        header.putInt(16, crc(header.duplicate().position(0).limit(HEADER)));
        return header.position(0);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("stanchion " + name).getBytes(StandardCharsets.US_ASCII));
    }

    /// The first three parts of a GUID are little-endian on a disk, the rest is as written.
    private static void guid(ByteBuffer to, UUID id) {
        long high = id.getMostSignificantBits();
        to.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        to.order(ByteOrder.BIG_ENDIAN).putLong(id.getLeastSignificantBits());
        to.order(ByteOrder.LITTLE_ENDIAN);
    }
}
