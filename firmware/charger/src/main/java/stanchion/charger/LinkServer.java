package stanchion.charger;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import stanchion.charger.Connection.Health;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// The socket's thread: one gateway at a time, treated as a possible attacker.
///
/// It fetches the loop's reports every [#ROUND] instead of being woken by it, so that the loop
/// makes no system call for the gateway's sake. Whoever breaks a rule of [Connection] is
/// disconnected, reported at most once a minute, and nobody is let in for [#PENALTY]. No byte can
/// end the thread.
final class LinkServer implements Runnable {
    static final Duration ROUND = Duration.ofMillis(20);
    static final Duration PENALTY = Duration.ofSeconds(1);

    private static final Duration ABUSE_REPORT_EVERY = Duration.ofMinutes(1);

    private final LinkSocket server;
    private final Selector selector;
    private final Hello identity;
    private final Mailbox mailbox;
    private final SpscQueue<Report> fromLoop;
    private final ConcurrentLinkedQueue<Report> fromProcess = new ConcurrentLinkedQueue<>();
    private final Outgoing outgoing = new Outgoing();
    private final RateLimit abuseReports = new RateLimit(ABUSE_REPORT_EVERY);

    private Optional<Connection> gateway = Optional.empty();
    private Uptime closedUntil;
    private Amps limitInForce = Amps.ZERO;
    private long dropsReported;
    private volatile long dropped;
    private volatile boolean stopping;

    LinkServer(LinkSocket server, Hello identity, Mailbox mailbox, SpscQueue<Report> fromLoop)
            throws IOException {
        this.server = server;
        this.identity = identity;
        this.mailbox = mailbox;
        this.fromLoop = fromLoop;
        closedUntil = identity.at();
        selector = Selector.open();
        server.channel().register(selector, SelectionKey.OP_ACCEPT);
    }

    /// Reports something from outside the loop; from any thread.
    void report(Report report) {
        fromProcess.add(report);
    }

    /// Retained reports dropped since the start.
    long dropped() {
        return dropped;
    }

    /// Lets the thread end after a last round.
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (server;
                selector) {
            while (!stopping) {
                selector.select(key -> {}, ROUND.toMillis());
                round(new Uptime(System.nanoTime()));
            }
            round(new Uptime(System.nanoTime()));
        } catch (IOException broken) {
            System.err.println("charger: the link's socket failed: " + broken.getMessage());
        } finally {
            gateway.ifPresent(Connection::close);
        }
    }

    private void round(Uptime now) {
        fetchReports(now);
        accept(now);
        if (gateway.isPresent()) {
            Connection connection = gateway.get();
            Health health = serve(connection, now);
            if (health != Health.GOOD) {
                disconnect(connection, health, now);
            }
        }
    }

    private void fetchReports(Uptime now) {
        for (Optional<Report> next = fromLoop.poll(); next.isPresent(); next = fromLoop.poll()) {
            if (next.get() instanceof Report.Status status) {
                limitInForce = status.limit().amps();
            }
            outgoing.add(next.get());
        }
        for (Report next = fromProcess.poll(); next != null; next = fromProcess.poll()) {
            outgoing.add(next);
        }
        dropped = outgoing.dropped();
        if (gateway.isPresent() && dropped > dropsReported) {
            long count = dropped - dropsReported;
            dropsReported = dropped;
            outgoing.add(ProcessEvent.REPORTS_DROPPED.at(now, count + " reports"));
        }
    }

    private void accept(Uptime now) {
        try {
            acceptNewcomer(now);
        } catch (IOException refused) {
            closedUntil = now.plus(PENALTY);
        }
    }

    private void acceptNewcomer(Uptime now) throws IOException {
        Optional<SocketChannel> newcomer = Optional.ofNullable(server.channel().accept());
        if (newcomer.isEmpty()) {
            return;
        }
        SocketChannel channel = newcomer.get();
        if (gateway.isPresent() || now.compareTo(closedUntil) < 0) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(channel, now);
        connection.send(
                new Hello(
                        identity.bootId(),
                        now,
                        identity.firmware(),
                        identity.board(),
                        identity.ratedCurrent(),
                        identity.phases()));
        outgoing.restart();
        gateway = Optional.of(connection);
    }

    /// A bug that a gateway's bytes can reach costs the gateway its connection, not the charge.
    private Health serve(Connection connection, Uptime now) {
        try {
            Health health = connection.receive(now, record -> accept(record, now));
            boolean more = true;
            while (more && health == Health.GOOD) {
                fill(connection);
                health = connection.flush(now);
                more = connection.hasRoom() && fill(connection);
            }
            return health;
        } catch (RuntimeException bug) {
            return Health.BUG;
        }
    }

    /// Whether anything was queued.
    private boolean fill(Connection connection) {
        boolean filled = false;
        while (connection.hasRoom()) {
            Optional<LinkRecord.Numbered> next = outgoing.next();
            if (next.isEmpty()) {
                return filled;
            }
            connection.send(next.get());
            filled = true;
        }
        return filled;
    }

    private void accept(LinkRecord record, Uptime now) {
        switch (record) {
            case Acknowledge(long seq) -> outgoing.acknowledge(seq);
            case Asked(Request request) -> deliver(request, now);
            case Hello _ -> {} // refused by the connection
            case LinkRecord.Numbered _ -> {} // refused by the connection
        }
    }

    private void deliver(Request request, Uptime now) {
        if (mailbox.deliver(request) == Mailbox.Delivery.FULL) {
            outgoing.add(
                    new RequestOutcome(
                            now,
                            request.id(),
                            Verdict.REFUSED,
                            limitInForce,
                            "Too many requests are waiting."));
        }
    }

    private void disconnect(Connection connection, Health why, Uptime now) {
        connection.close();
        gateway = Optional.empty();
        if (why != Health.CLOSED) {
            closedUntil = now.plus(PENALTY);
            if (abuseReports.permits(now)) {
                outgoing.add(ProcessEvent.LINK_ABUSED.at(now, why.name()));
            }
        }
    }
}
