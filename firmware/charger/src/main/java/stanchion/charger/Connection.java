package stanchion.charger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import stanchion.link.Decoded;
import stanchion.link.Framing;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.units.Uptime;

/// One connected gateway: bounded buffers both ways, and the limits a gateway keeps or loses its
/// connection over.
final class Connection {
    static final int MAX_REQUESTS_PER_SECOND = 20;
    static final int MAX_BYTES_PER_SECOND = 256 * 1024;

    /// How long a gateway may leave bytes unread.
    static final Duration MAX_STALL = Duration.ofSeconds(10);

    private static final Duration SECOND = Duration.ofSeconds(1);

    /// What became of the connection in one round.
    enum Health {
        GOOD,
        /// The gateway hung up, or its process ended.
        CLOSED,
        /// Bytes that are no frame, or a record only the charger sends.
        MALFORMED,
        TOO_MANY_REQUESTS,
        TOO_MANY_BYTES,
        /// The gateway reads nothing any more.
        STALLED,
        /// Serving it ran into a bug of ours.
        BUG
    }

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(2 * Framing.MAX_FRAME_BYTES).flip();
    private Uptime drainedAt;
    private Uptime secondBegan;
    private int bytesThisSecond;
    private int requestsThisSecond;

    Connection(SocketChannel channel, Uptime now) {
        this.channel = channel;
        drainedAt = now;
        secondBegan = now;
    }

    /// Whether any record the charger sends still fits.
    boolean hasRoom() {
        return out.capacity() - out.remaining() >= Framing.MAX_FRAME_BYTES;
    }

    /// Queues a record; there is room.
    void send(LinkRecord record) {
        out.compact().put(LinkCodec.encode(record)).flip();
    }

    /// Writes what the socket takes without waiting.
    Health flush(Uptime now) {
        try {
            int before = out.remaining();
            channel.write(out);
            if (!out.hasRemaining() || out.remaining() < before) {
                drainedAt = now;
            }
            return now.isPast(MAX_STALL, drainedAt) ? Health.STALLED : Health.GOOD;
        } catch (IOException gone) {
            return Health.CLOSED;
        }
    }

    /// Reads what is there without waiting, and passes on each record.
    Health receive(Uptime now, Consumer<LinkRecord> receiver) {
        if (now.isPast(SECOND, secondBegan)) {
            secondBegan = now;
            bytesThisSecond = 0;
            requestsThisSecond = 0;
        }
        try {
            int count = channel.read(in);
            if (count < 0) {
                return Health.CLOSED;
            }
            bytesThisSecond += count;
        } catch (IOException gone) {
            return Health.CLOSED;
        }
        return bytesThisSecond > MAX_BYTES_PER_SECOND ? Health.TOO_MANY_BYTES : decode(receiver);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // it is gone either way; the kernel frees it with the descriptor
            out.clear().flip();
        }
    }

    private Health decode(Consumer<LinkRecord> receiver) {
        in.flip();
        Health health = Health.GOOD;
        boolean more = true;
        while (more && health == Health.GOOD) {
            switch (LinkCodec.decode(in)) {
                case Decoded.Complete<LinkRecord>(LinkRecord record) ->
                        health = accept(record, receiver);
                case Decoded.Incomplete<LinkRecord> _ -> more = false;
                case Decoded.Refused<LinkRecord> _ -> health = Health.MALFORMED;
            }
        }
        in.compact();
        return health;
    }

    private Health accept(LinkRecord record, Consumer<LinkRecord> receiver) {
        return switch (record) {
            case LinkRecord.Hello _ -> Health.MALFORMED;
            case LinkRecord.Numbered _ -> Health.MALFORMED;
            case LinkRecord.Acknowledge _ -> {
                receiver.accept(record);
                yield Health.GOOD;
            }
            case LinkRecord.Asked _ -> {
                requestsThisSecond++;
                if (requestsThisSecond > MAX_REQUESTS_PER_SECOND) {
                    yield Health.TOO_MANY_REQUESTS;
                }
                receiver.accept(record);
                yield Health.GOOD;
            }
        };
    }
}
