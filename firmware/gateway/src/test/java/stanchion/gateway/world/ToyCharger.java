package stanchion.gateway.world;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.Decoded;
import stanchion.link.EnergyTotals;
import stanchion.link.Framing;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// The charger's end of the link, without a charger behind it: says what a test tells it to, keeps
/// it until it is acknowledged, says it again to every newcomer.
public final class ToyCharger implements AutoCloseable {
    /// How it answers requests.
    public enum Manner {
        ACCEPTING,
        REFUSING,
        DEAF
    }

    private final Path path;
    private final long boot;
    private final Manner manner;
    private final ServerSocketChannel server;
    private final NavigableMap<Long, Report> kept = new ConcurrentSkipListMap<>();
    private final BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> allowed = new LinkedBlockingQueue<>();
    private Optional<SocketChannel> gateway = Optional.empty();
    private Optional<Report.Status> lastStatus = Optional.empty();
    private long seq;

    public ToyCharger(Path path, long boot, Manner manner) throws IOException {
        this.path = path;
        this.boot = boot;
        this.manner = manner;
        Files.deleteIfExists(path);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(this::serve);
    }

    /// What it was asked for, in order.
    public BlockingQueue<Request> asked() {
        return asked;
    }

    /// What it was allowed, in order.
    public BlockingQueue<Request> allowed() {
        return allowed;
    }

    /// How many reports wait for an acknowledgement.
    public int unacknowledged() {
        return kept.size();
    }

    public synchronized long report(Report report) throws IOException {
        long number = ++seq;
        if (report instanceof Report.Status status) {
            lastStatus = Optional.of(status);
        }
        if (!(report instanceof Report.Status) && !(report instanceof RequestOutcome)) {
            kept.put(number, report);
        }
        send(new Numbered(number, report));
        return number;
    }

    public synchronized boolean isConnected() {
        return gateway.isPresent();
    }

    /// Sends bytes that may be anything.
    public synchronized void sendRaw(byte[] bytes) throws IOException {
        if (gateway.isPresent()) {
            gateway.get().write(ByteBuffer.wrap(bytes));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        server.close();
        if (gateway.isPresent()) {
            gateway.get().close();
        }
        Files.deleteIfExists(path);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                welcome(channel);
                try {
                    listen(channel);
                } catch (IOException gone) {
                    channel.close();
                }
                synchronized (this) {
                    gateway = Optional.empty();
                }
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void welcome(SocketChannel channel) throws IOException {
        gateway = Optional.of(channel);
        send(new Hello(boot, now(), "0.1.0", "toy", new Amps(32), 3));
        for (var report : kept.entrySet()) {
            send(new Numbered(report.getKey(), report.getValue()));
        }
        if (lastStatus.isPresent()) {
            report(lastStatus.get());
        }
    }

    private synchronized void send(LinkRecord record) throws IOException {
        if (gateway.isPresent()) {
            ByteBuffer frame = ByteBuffer.wrap(LinkCodec.encode(record));
            try {
                while (frame.hasRemaining()) {
                    gateway.get().write(frame);
                }
            } catch (IOException gone) {
                gateway.get().close();
            }
        }
    }

    private void listen(SocketChannel channel) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(Framing.MAX_FRAME_BYTES);
        while (channel.read(received) >= 0) {
            received.flip();
            while (LinkCodec.decode(received)
                    instanceof Decoded.Complete<LinkRecord>(LinkRecord record)) {
                take(record);
            }
            received.compact();
        }
    }

    private void take(LinkRecord record) throws IOException {
        switch (record) {
            case Acknowledge(long number) -> kept.remove(number);
            case Asked(Request request) -> {
                (request instanceof Request.Allow ? allowed : asked).add(request);
                if (manner != Manner.DEAF) {
                    report(answer(request));
                }
            }
            case LinkRecord other -> throw new IOException("unexpected " + other);
        }
    }

    private RequestOutcome answer(Request request) {
        return manner == Manner.ACCEPTING
                ? new RequestOutcome(now(), request.id(), Verdict.ACCEPTED, new Amps(10), "")
                : new RequestOutcome(
                        now(), request.id(), Verdict.REFUSED, new Amps(6), "too hot to say yes");
    }

    public static Uptime now() {
        return new Uptime(System.nanoTime());
    }

    public static Report.Meter meter(double energy) {
        return meter(energy, new Reading.Present<>(new Hertz(50.012)));
    }

    public static Report.Meter meter(double energy, Reading<Hertz> frequency) {
        Report.Meter.Phase phase =
                new Report.Meter.Phase(
                        new Volts(230.1),
                        new Amps(15.98),
                        new Watts(3675.123456),
                        new Vars(-12.5),
                        new VoltAmperes(3677),
                        0.9995);
        return new Report.Meter(
                now(),
                List.of(phase, phase, phase),
                frequency,
                new Watts(11025.37),
                totals(energy),
                new WattHours(12.345678));
    }

    public static Report.Event event(String name) {
        return new Report.Event(now(), name, "as it happened");
    }

    public static Report.Session session(long number, String endReason) {
        return new Report.Session(
                now(),
                number,
                Duration.ofMillis(61_500),
                new Report.Charged(
                        new WattHours(1234.5),
                        WattHours.ZERO,
                        new Watts(11025.4),
                        new WattHours(5000)),
                endReason);
    }

    private static EnergyTotals totals(double energy) {
        EnergyTotals.Phase third =
                new EnergyTotals.Phase(new WattHours(energy / 3), new WattHours(0.5));
        return new EnergyTotals(
                new WattHours(energy), new WattHours(1.5), List.of(third, third, third));
    }

    public static Report.Status status(PilotState pilot, Set<Fault> faults) {
        return new Report.Status(
                now(),
                pilot,
                "Charging",
                new DutyCycle(26.67),
                new Amps(16),
                new NamedLimit(new Amps(16), LimitSource.SUPPLY),
                Request.Enablement.ENABLED,
                ContactorPosition.CLOSED,
                faults,
                new Reading.Present<>(new Celsius(31.27)),
                new WattHours(12.3));
    }
}
