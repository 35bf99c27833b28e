package stanchion.charger;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Predicate;
import stanchion.link.Decoded;
import stanchion.link.Framing;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;

/// The other end of the link, by hand: blocking, so that a test waits exactly as long as it must.
final class Gateway implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES).flip();

    Gateway(Path link) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(link));
    }

    /// The next record.
    LinkRecord next() throws IOException {
        while (true) {
            switch (LinkCodec.decode(received)) {
                case Decoded.Complete<LinkRecord>(LinkRecord record) -> {
                    return record;
                }
                case Decoded.Refused<LinkRecord>(var cause) ->
                        throw new AssertionError("refused: " + cause);
                case Decoded.Incomplete<LinkRecord> _ -> fill();
            }
        }
    }

    /// The next report that `wanted` accepts; others are passed over.
    Numbered next(Predicate<Report> wanted) throws IOException {
        while (true) {
            if (next() instanceof Numbered numbered && wanted.test(numbered.report())) {
                return numbered;
            }
        }
    }

    void send(LinkRecord record) throws IOException {
        sendBytes(LinkCodec.encode(record));
    }

    void sendBytes(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Reads until the charger hangs up.
    void awaitHangUp() {
        ByteBuffer sink = ByteBuffer.allocate(65_536);
        try {
            int count = 0;
            while (count >= 0) {
                count = channel.read(sink.clear());
            }
        } catch (IOException reset) {
            return; // hung up on with bytes unread
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void fill() throws IOException {
        received.compact();
        int count = channel.read(received);
        received.flip();
        if (count < 0) {
            throw new AssertionError("the charger hung up");
        }
    }
}
