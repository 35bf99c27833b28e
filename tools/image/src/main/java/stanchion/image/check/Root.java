package stanchion.image.check;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import stanchion.image.disk.DiskLayout;
import stanchion.image.disk.VerityTree;
import stanchion.machine.Tools;

/// The root on a card, looked into and altered from outside, as somebody who holds the card can.
record Root(Path disk) {
    private static final long OFFSET = DiskLayout.TABLE.of("root-a").offset();

    /// Lines of `unsquashfs -lls`: mode, owner, size, time, path.
    List<String> list() throws IOException {
        String listed = Tools.run(List.of("unsquashfs", "-lls", "-o", offset(), disk.toString()));
        return listed.lines().filter(line -> line.contains("squashfs-root")).toList();
    }

    /// A file's text.
    ///
    /// @param path without a slash before it
    String text(String path) throws IOException {
        return Tools.run(List.of("unsquashfs", "-o", offset(), "-cat", disk.toString(), path));
    }

    /// The digest of a file, of what can be read of it.
    String digest(String path) throws IOException {
        return Tools.run(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "unsquashfs -o \"$1\" -cat \"$2\" \"$3\" 2>&1 | sha256sum",
                                "digest",
                                offset(),
                                disk.toString(),
                                path))
                .strip();
    }

    private static String offset() {
        return Long.toString(OFFSET);
    }

    /// Flips a bit.
    ///
    /// @param at offset in the root
    void flip(long at) throws IOException {
        flip(disk, OFFSET + at);
    }

    /// Flips a bit of a file.
    static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 1);
        }
    }

    /// Copies file system and tree out of the card.
    void take(Path to, VerityTree tree) throws IOException {
        try (FileChannel from = FileChannel.open(disk);
                FileChannel out =
                        FileChannel.open(
                                to,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
            move(from.position(OFFSET), out, tree.blocks() * VerityTree.BLOCK);
        }
    }

    /// Writes another file system and tree onto the card.
    void put(Path root) throws IOException {
        try (FileChannel from = FileChannel.open(root);
                FileChannel out = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            move(from, out.position(OFFSET), from.size());
        }
    }

    private static void move(FileChannel from, FileChannel to, long bytes) throws IOException {
        long end = from.position() + bytes;
        for (long at = from.position(); at < end; ) {
            at += from.transferTo(at, end - at, to);
        }
    }
}
