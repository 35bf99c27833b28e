package stanchion.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import stanchion.board.BoardFile;
import stanchion.hal.BoardProfile;

/// The board the world is built around: the bench's, as `board/bench/board.conf` describes it.
public final class BenchBoardProfile {
    private BenchBoardProfile() {}

    public static BoardProfile read() {
        try (InputStream file = BenchBoardProfile.class.getResourceAsStream("board.conf")) {
            if (file == null) {
                throw new IllegalStateException("the simulator was built without board.conf");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return switch (BoardFile.read(Path.of("board/bench/board.conf"), text)) {
                case BoardFile.Described described -> described.description().profile();
                case BoardFile.Refused refused ->
                        throw new IllegalStateException(refused.message());
            };
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
