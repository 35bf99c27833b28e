package stanchion.gateway.link;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tinylog.Logger;
import stanchion.gateway.time.Backoff;
import stanchion.link.Decoded;
import stanchion.link.Framing;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.link.Request;

/// The gateway's end of the charger's socket, connected anew whenever the charger comes back.
///
/// Everything that has arrived by one look at the socket is one batch: handed over, and
/// acknowledged when the listener returns. A charger with a backlog thus makes large batches by
/// itself.
public final class ChargerLink implements AutoCloseable {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
    private static final Duration PATIENCE_WITH_CLOSE = Duration.ofSeconds(2);

    /// What the charger says. Called on the link's own thread.
    public interface Listener {
        /// The charger is there; a new boot id means that it has started anew.
        void hello(Hello hello);

        /// Takes over reports; when this returns the charger may forget them.
        ///
        /// @return false when they could not be stored: they are not acknowledged, the connection
        ///   ends and the charger sends them again on the next
        boolean store(Hello from, List<Numbered> reports);

        /// The charger is gone.
        void gone();
    }

    private final Path socket;
    private final Listener listener;
    private final Backoff backoff = new Backoff(LONGEST_BACKOFF, new SplittableRandom());
    private final Thread thread;
    private final Object writing = new Object();
    private volatile Optional<SocketChannel> open = Optional.empty();
    private volatile boolean closing;

    public ChargerLink(Path socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("charger-link").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Passes a request on.
    ///
    /// @return false when there is no charger to take it
    public boolean ask(Request request) {
        Optional<SocketChannel> channel = open;
        if (channel.isEmpty()) {
            return false;
        }
        try {
            write(channel.get(), new Asked(request));
            return true;
        } catch (IOException gone) {
            Logger.debug("the charger did not take a request: {}", gone.getMessage());
            return false;
        }
    }

    /// Ends the present connection, so that a new one is made.
    public void hangUp() {
        open.ifPresent(ChargerLink::closeQuietly);
    }

    @Override
    public void close() {
        closing = true;
        hangUp();
        thread.interrupt();
        try {
            thread.join(PATIENCE_WITH_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                converse(channel);
            } catch (IOException lost) {
                Logger.debug("no charger at {}: {}", socket, lost.getMessage());
            } catch (RuntimeException bug) {
                // the charger keeps what was not acknowledged and says it again
                Logger.error(bug, "the link to the charger failed");
            }
            if (open.isPresent()) {
                open = Optional.empty();
                listener.gone();
            }
            pause();
        }
    }

    private void converse(SocketChannel channel) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
        Hello hello = greeted(channel, received);
        do {
            List<Numbered> batch = batch(received);
            received.compact();
            if (!batch.isEmpty()) {
                take(channel, hello, batch);
            }
        } while (read(channel, received));
        throw new IOException("the charger closed the connection");
    }

    /// @return false at the end of the stream, else `received` is ready to be taken from
    private static boolean read(SocketChannel channel, ByteBuffer received) throws IOException {
        int count = channel.read(received);
        received.flip();
        return count >= 0;
    }

    private static List<Numbered> batch(ByteBuffer received) throws IOException {
        List<Numbered> batch = new ArrayList<>();
        Optional<LinkRecord> next = next(received);
        while (next.isPresent()) {
            if (!(next.get() instanceof Numbered numbered)) {
                throw new IOException("the charger sent an unexpected " + next.get());
            }
            batch.add(numbered);
            next = next(received);
        }
        return batch;
    }

    /// Waits for the charger's first record.
    private Hello greeted(SocketChannel channel, ByteBuffer received) throws IOException {
        while (read(channel, received)) {
            Optional<LinkRecord> first = next(received);
            if (first.isPresent() && first.get() instanceof Hello hello) {
                return greeted(channel, hello);
            }
            if (first.isPresent()) {
                throw new IOException("the charger did not begin with a Hello");
            }
            received.compact();
        }
        throw new IOException("the charger closed the connection");
    }

    private Hello greeted(SocketChannel channel, Hello said) {
        Logger.info("charger {} {} is there", said.board(), said.firmware());
        open = Optional.of(channel);
        listener.hello(said);
        return said;
    }

    private static Optional<LinkRecord> next(ByteBuffer received) throws IOException {
        return switch (LinkCodec.decode(received)) {
            case Decoded.Complete<LinkRecord>(LinkRecord read) -> Optional.of(read);
            case Decoded.Incomplete<LinkRecord>() -> Optional.empty();
            case Decoded.Refused<LinkRecord>(var cause) ->
                    throw new IOException("the charger's record was refused: " + cause);
        };
    }

    private void take(SocketChannel channel, Hello hello, List<Numbered> batch) throws IOException {
        if (!listener.store(hello, batch)) {
            throw new IOException("the reports could not be stored");
        }
        backoff.reset();
        for (Numbered numbered : batch) {
            if (isKept(numbered.report())) {
                write(channel, new Acknowledge(numbered.seq()));
            }
        }
    }

    /// Whether the charger keeps the report until it is acknowledged.
    private static boolean isKept(Report report) {
        return switch (report) {
            case Report.Meter meter -> true;
            case Report.Event event -> true;
            case Report.Session session -> true;
            case Report.Status status -> false;
            case Report.Rhythm rhythm -> false;
            case Report.RequestOutcome outcome -> false;
        };
    }

    private void write(SocketChannel channel, LinkRecord message) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(LinkCodec.encode(message));
        synchronized (writing) {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(backoff.next());
        } catch (InterruptedException interrupted) {
            Logger.trace("woken to end");
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            Logger.debug("the charger's socket did not close: {}", failed.getMessage());
        }
    }
}
