package stanchion.update.delta;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The pieces a file is sent in, each with its own digest, so that a wrong one is found before it
/// is written. It travels as the digests in order, 32 bytes each, and nothing else.
///
/// @param digests SHA-256 of every chunk in order, in hexadecimal; each chunk has [#SIZE] bytes,
///   the last may have fewer; 1 to [#MOST] of them
public record ChunkList(List<String> digests) {
    /// Bytes of a chunk: on a line of 1 Mbit/s one takes 0.13 s, so that what the charger says and
    /// is told never waits 0.2 s behind it.
    public static final int SIZE = 16 * 1024;

    /// Chunks of a file: 128 MiB, some ten times the largest file of a slot.
    public static final int MOST = 8192;

    /// Bytes of the longest file that may be sent.
    public static final long LONGEST_FILE = (long) SIZE * MOST;

    private static final int DIGEST = 32;

    public ChunkList {
        digests = List.copyOf(digests);
        if (digests.isEmpty() || digests.size() > MOST) {
            throw new IllegalArgumentException(digests.size() + " chunks, not 1 to " + MOST);
        }
    }

    /// How many chunks a file has; an empty file has one, an empty one.
    ///
    /// @param length of the file in bytes, 0 to [#LONGEST_FILE]
    public static int count(long length) {
        if (length < 0 || length > LONGEST_FILE) {
            throw new IllegalArgumentException(length + " bytes, not 0 to " + LONGEST_FILE);
        }
        return Math.max(1, Math.toIntExact((length + SIZE - 1) / SIZE));
    }

    /// How many bytes a chunk has.
    ///
    /// @param length of the file in bytes, 0 to [#LONGEST_FILE]
    /// @param index of the chunk, from 0
    public static int sizeOf(long length, int index) {
        if (index < 0 || index >= count(length)) {
            throw new IllegalArgumentException("no chunk " + index + " in " + length + " bytes");
        }
        return Math.toIntExact(Math.min(SIZE, length - (long) index * SIZE));
    }

    /// Reads the form it travels in.
    ///
    /// @param length of the file it is about, in bytes, as signed
    public static ChunkList of(byte[] bytes, long length) throws ContentException {
        if (length < 0 || length > LONGEST_FILE) {
            throw new ContentException(ContentFault.TOO_LONG, "a file of " + length + " bytes");
        }
        int expected = count(length);
        if (bytes.length != expected * DIGEST) {
            String detail = "a list of " + bytes.length + " bytes for " + expected + " chunks";
            throw new ContentException(ContentFault.CORRUPT, detail);
        }
        List<String> digests = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += DIGEST) {
            digests.add(HexFormat.of().formatHex(bytes, at, at + DIGEST));
        }
        return new ChunkList(digests);
    }

    /// The list of a file.
    ///
    /// @param content at most [#LONGEST_FILE] bytes
    public static ChunkList ofContent(byte[] content) {
        List<String> digests = new ArrayList<>();
        for (int index = 0; index < count(content.length); index++) {
            int from = index * SIZE;
            int to = from + sizeOf(content.length, index);
            digests.add(sha256(Arrays.copyOfRange(content, from, to)));
        }
        return new ChunkList(digests);
    }

    /// The form it travels in.
    public byte[] bytes() {
        return HexFormat.of().parseHex(String.join("", digests));
    }

    /// Whether this is the chunk.
    ///
    /// @param index from 0; there is none beyond the end
    public boolean check(int index, byte[] chunk) {
        return index >= 0
                && index < digests.size()
                && chunk.length <= SIZE
                && digests.get(index).equals(sha256(chunk));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
