package stanchion.update.tuf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import stanchion.boot.Json;
import stanchion.boot.Refused;
import stanchion.boot.SignedFile;
import stanchion.update.Assignment;
import stanchion.update.Releases;
import stanchion.update.UpdateRefused;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.ContentException;
import stanchion.update.delta.Delta;
import stanchion.update.delta.FullFile;

/// The readers of everything an update is made of, behind the signature where there is one. The
/// first byte says which:
///
/// ```text
/// f FILE  a whole metadata file         r S  releases, of targets
/// t S     a timestamp                   c B  a chunk list of a file of one to 256 chunks
/// s S     a snapshot                    d B  a delta from a fixed file
/// a S     an assignment                 z B  a whole file, deflated
/// ```
public final class FuzzUpdates {
    /// Bytes of the file that delta and full file should yield.
    static final int LENGTH = 8192;

    private static final byte[] ENVELOPE =
            ("{\"signatures\":[{\"keyid\":\"" + "0".repeat(64) + "\",\"sig\":\"00\"}],\"signed\":")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final Path OLD = old();

    private FuzzUpdates() {}

    /// What the fuzzer calls.
    public static void fuzzerTestOneInput(byte[] input) {
        accepts(input);
    }

    /// Whether the readers accept it. How long that may take and how much memory, the fuzzer's
    /// process watches.
    ///
    /// @throws AssertionError when more came out than is signed
    static boolean accepts(byte[] input) {
        if (input.length == 0) {
            return false;
        }
        try {
            read(input[0], Arrays.copyOfRange(input, 1, input.length));
            return true;
        } catch (Refused | UpdateRefused | ContentException refused) {
            return false;
        } catch (IOException storage) {
            throw new UncheckedIOException(storage);
        }
    }

    private static void read(byte way, byte[] bytes)
            throws Refused, UpdateRefused, ContentException, IOException {
        switch (way) {
            case 'f' -> new StrictDialect().open("f", bytes);
            case 't' -> StrictReader.timestamp(json(bytes));
            case 's' -> StrictReader.snapshot(json(bytes));
            case 'a' -> Assignment.read(json(bytes));
            case 'r' -> Releases.read(bytes, json(bytes));
            case 'c' -> ChunkList.of(bytes, (long) bytes.length / 32 * ChunkList.SIZE);
            case 'd' -> delta(bytes);
            default -> full(bytes);
        }
    }

    private static Json json(byte[] signed) throws Refused {
        byte[] file = Arrays.copyOf(ENVELOPE, ENVELOPE.length + signed.length + 1);
        System.arraycopy(signed, 0, file, ENVELOPE.length, signed.length);
        file[file.length - 1] = '}';
        return SignedFile.open(file).signed();
    }

    private static void delta(byte[] bytes) throws ContentException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Delta.apply(OLD, new ByteArrayInputStream(bytes), out, LENGTH);
        } finally {
            checkLength(out);
        }
    }

    private static void full(byte[] bytes) throws ContentException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FullFile.inflate(new ByteArrayInputStream(bytes), out, LENGTH);
        } finally {
            checkLength(out);
        }
    }

    private static void checkLength(ByteArrayOutputStream out) {
        if (out.size() > LENGTH) {
            throw new AssertionError(out.size() + " bytes came out, " + LENGTH + " are signed");
        }
    }

    /// The file that deltas begin with, the same in every run.
    private static Path old() {
        byte[] bytes = new byte[LENGTH];
        new Random(1).nextBytes(bytes);
        try {
            Path file = Files.createTempFile("stanchion-fuzz", ".old");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(bytes);
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
