package stanchion.image.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.image.ImageException;
import stanchion.machine.Tools;

/// The digests that dm-verity reads with every block, behind the file system in the same file.
///
/// @param hash of the root of the tree, 64 hex digits
/// @param blocks of the file system, 4096 bytes each; the tree begins behind them
/// @param salt 64 hex digits
public record VerityTree(String hash, long blocks, String salt) {
    /// Bytes of a block.
    public static final int BLOCK = 4096;

    private static final Pattern NAMED =
            Pattern.compile(
                    "stanchion[.]hash=([0-9a-f]{64}) stanchion[.]tree=([0-9]{1,9}):[0-9]{1,9}:"
                            + "([0-9a-f]{64})");
    private static final Pattern HASH = Pattern.compile("Root hash:\\s+([0-9a-f]{64})");

    /// Grows the file by its tree.
    ///
    /// @param salt the same for two builds of the same image
    public static VerityTree grow(Path file, String salt) throws IOException {
        long blocks = wholeBlocks(file);
        String said =
                Tools.run(
                        List.of(
                                "veritysetup",
                                "format",
                                "--no-superblock",
                                "--data-blocks=" + blocks,
                                "--hash-offset=" + blocks * BLOCK,
                                "--salt=" + salt,
                                file.toString(),
                                file.toString()));
        Matcher hash = HASH.matcher(said);
        if (!hash.find()) {
            throw new ImageException("veritysetup names no root hash: " + said.strip());
        }
        return new VerityTree(hash.group(1), blocks, salt);
    }

    /// What a command line says of it.
    ///
    /// @throws IOException when it names none
    public static VerityTree named(String commandLine) throws IOException {
        Matcher named = NAMED.matcher(commandLine);
        if (!named.find()) {
            throw new ImageException("the command line names no root: " + commandLine);
        }
        return new VerityTree(named.group(1), Long.parseLong(named.group(2)), named.group(3));
    }

    /// What the initramfs needs to know.
    public String words() {
        return "stanchion.hash=" + hash + " stanchion.tree=" + blocks + ":" + blocks + ":" + salt;
    }

    private static long wholeBlocks(Path file) throws IOException {
        try {
            long blocks = (Files.size(file) + BLOCK - 1) / BLOCK;
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(blocks * BLOCK);
            }
            return blocks;
        } catch (IOException failed) {
            throw ImageException.because(file + ": cannot be grown", failed);
        }
    }
}
