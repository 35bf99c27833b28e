package stanchion.bench.maker;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import stanchion.fleet.publish.Content;

/// Content on a line where somebody alters a piece once in a while.
final class TamperingContent implements Content {
    /// Not a first one, so that it is a piece of something large.
    private static final int PIECE = 3;

    private final Content content;
    private final AtomicBoolean armed = new AtomicBoolean();

    TamperingContent(Content content) {
        this.content = content;
    }

    /// The next fourth piece of anything has one bit flipped; when it is asked for again, it is as
    /// it should be.
    void alterOne() {
        armed.set(true);
    }

    @Override
    public Optional<byte[]> chunk(String sha256, int index) throws IOException {
        Optional<byte[]> chunk = content.chunk(sha256, index);
        if (index == PIECE && chunk.isPresent() && armed.getAndSet(false)) {
            byte[] bytes = chunk.get();
            bytes[bytes.length / 2] ^= 1;
        }
        return chunk;
    }
}
