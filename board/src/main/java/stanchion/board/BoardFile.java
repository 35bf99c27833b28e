package stanchion.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a board's description: lines of `key = value unit`, a `#` begins a comment.
///
/// Strict: an unknown, missing or repeated key, a wrong unit or a value outside its safe range
/// refuses the whole file, naming line and reason. `board/bench/board.conf` shows every key.
public final class BoardFile {
    private static final int MAX_BYTES = 65_536;

    /// What came of reading.
    public sealed interface Result {}

    /// The file is a description.
    public record Described(BoardDescription description) implements Result {}

    /// The file is none, or an unsafe one.
    ///
    /// @param line from 1; 0 when the file itself is the trouble
    public record Refused(Path file, int line, String reason) implements Result {
        /// One line for a person.
        public String message() {
            return file + (line == 0 ? "" : ":" + line) + ": " + reason;
        }
    }

    private BoardFile() {}

    public static Result read(Path file) {
        try {
            return read(file, text(file));
        } catch (BadLineException bad) {
            return new Refused(file, bad.line, bad.reason);
        }
    }

    /// Reads a description that came another way than as a file.
    ///
    /// @param name what a refusal names
    public static Result read(Path name, String text) {
        try {
            return new Described(DescriptionReader.read(new Entries(text)));
        } catch (BadLineException bad) {
            return new Refused(name, bad.line, bad.reason);
        }
    }

    private static String text(Path file) throws BadLineException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BadLineException(0, "longer than " + MAX_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw new BadLineException(0, "not UTF-8 text");
        } catch (IOException unreadable) {
            throw new BadLineException(0, "cannot be read; name a board's description file");
        }
    }
}
