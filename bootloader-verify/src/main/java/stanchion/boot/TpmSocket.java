package stanchion.boot;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A TPM behind a Unix socket, as swtpm offers one. Whoever is there has [#PATIENCE_NANOS] for an
/// answer, so that nobody can keep a charger from deciding.
final class TpmSocket implements TpmChannel {
    static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final int HEADER = 10;
    private static final int SIZE_AT = 2;

    private final Path path;
    private final SocketChannel channel;
    private final Selector selector;

    TpmSocket(Path path) throws IOException {
        this.path = path;
        this.channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        this.selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public byte[] exchange(byte[] command) throws IOException {
        long since = System.nanoTime();
        if (channel.write(ByteBuffer.wrap(command)) != command.length) {
            throw new IOException(path + " took part of a command");
        }
        ByteBuffer answer = ByteBuffer.allocate(LARGEST);
        do {
            await(since);
            if (channel.read(answer) < 0) {
                throw new IOException(path + " closed after " + answer.position() + " bytes");
            }
        } while (!complete(answer));
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    /// Whether as many bytes are there as the answer's own header says, or as fit.
    private boolean complete(ByteBuffer answer) throws IOException {
        if (answer.position() < HEADER) {
            return false;
        }
        int size = answer.getInt(SIZE_AT);
        if (size < HEADER || size > LARGEST) {
            throw new IOException(
                    path + " announces an answer of " + (size & 0xffff_ffffL) + " bytes");
        }
        return answer.position() >= size;
    }

    private void await(long since) throws IOException {
        long left = PATIENCE_NANOS - (System.nanoTime() - since);
        if (left <= 0 || selector.select(left / 1_000_000 + 1) == 0) {
            throw new IOException(path + " did not answer in time");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
