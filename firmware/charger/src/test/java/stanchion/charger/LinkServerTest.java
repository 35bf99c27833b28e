package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Request;
import stanchion.units.Amps;
import stanchion.units.Uptime;

@Timeout(30)
class LinkServerTest {
    private static final Hello IDENTITY =
            new Hello(42, new Uptime(0), "0.1.0", "bench", new Amps(32), 3);

    @TempDir private Path folder;

    private final Mailbox mailbox = new Mailbox();
    private final SpscQueue<Report> reports = new SpscQueue<>(8192);
    private Path link;
    private LinkServer server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        link = folder.resolve("link.sock");
        Files.writeString(link, "left by a previous life");
        server = new LinkServer(LinkSocket.open(link), IDENTITY, mailbox, reports);
        thread = new Thread(server);
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
        thread.join();
        assertThat(link).doesNotExist();
    }

    /// A gateway that is let in; after an abuse the charger hangs up on everybody for a while.
    private Gateway admitted() throws IOException {
        while (true) {
            Gateway gateway = new Gateway(link);
            try {
                assertThat(gateway.next()).isInstanceOf(Hello.class);
                return gateway;
            } catch (AssertionError | IOException refused) {
                gateway.close();
            }
        }
    }

    @Test
    void socketFileReplacesAStaleOneAndIsForOwnerAndGroupAlone() throws IOException {
        assertThat(Files.getPosixFilePermissions(link))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.GROUP_WRITE);
    }

    @Test
    void gatewayIsGreetedAndGetsWhatIsUnacknowledgedAgainAfterAReconnect() throws IOException {
        reports.offer(Reports.meter(1));
        reports.offer(Reports.event("STARTED"));
        Numbered event;
        try (Gateway gateway = new Gateway(link)) {
            Hello hello = (Hello) gateway.next();
            assertThat(hello.bootId()).isEqualTo(42);
            assertThat(gateway.next()).isEqualTo(new Numbered(1, Reports.meter(1)));
            event = gateway.next(report -> report instanceof Report.Event);
            gateway.send(new Acknowledge(1));
            reports.offer(Reports.status("Idle"));
            gateway.send(new Asked(new Request.ClearFaults(7)));
            gateway.next(report -> report instanceof Report.Status);
        }
        try (Gateway gateway = admitted()) {
            assertThat(gateway.next()).isEqualTo(event);
        }
    }

    @Test
    void requestReachesTheMailboxAndOneTooManyIsAnsweredAtOnce() throws IOException {
        reports.offer(Reports.status("Idle"));
        for (int i = 1; i < Mailbox.CAPACITY; i++) {
            mailbox.deliver(new Request.ClearFaults(i));
        }
        try (Gateway gateway = admitted()) {
            gateway.next(report -> report instanceof Report.Status);
            gateway.send(new Asked(new Request.ClearFaults(100)));
            gateway.send(new Asked(new Request.ClearFaults(101)));
            Numbered answer = gateway.next(report -> report instanceof RequestOutcome);
            assertThat(((RequestOutcome) answer.report()).id()).isEqualTo(101);
            assertThat(((RequestOutcome) answer.report()).verdict())
                    .isEqualTo(RequestOutcome.Verdict.REFUSED);
            assertThat(((RequestOutcome) answer.report()).effective()).isEqualTo(new Amps(16));
            assertThat(mailbox.empty().getLast()).isEqualTo(new Request.ClearFaults(100));
        }
    }

    @Test
    void garbageCostsTheConnectionAndIsReportedToTheNextGateway() throws IOException {
        try (Gateway attacker = admitted()) {
            attacker.sendBytes(new byte[] {0, 0, 0, 3, 9, 9, 9});
            attacker.awaitHangUp();
        }
        try (Gateway gateway = admitted()) {
            Numbered event = gateway.next(report -> report instanceof Report.Event);
            assertThat(((Report.Event) event.report()).name()).isEqualTo("LINK_ABUSED");
            assertThat(((Report.Event) event.report()).detail()).isEqualTo("MALFORMED");
        }
    }

    @Test
    void recordOnlyTheChargerSendsCostsTheConnection() throws IOException {
        try (Gateway attacker = admitted()) {
            attacker.send(new Numbered(1, Reports.meter(1)));
            attacker.awaitHangUp();
        }
    }

    @Test
    void floodOfRequestsCostsTheConnectionAndTheMailboxStaysBounded() throws IOException {
        try (Gateway attacker = admitted()) {
            try {
                for (int i = 0; i < 10_000; i++) {
                    attacker.send(new Asked(new Request.ClearFaults(i)));
                }
            } catch (IOException hungUpOn) {
                assertThat(hungUpOn).isNotNull();
            }
            attacker.awaitHangUp();
        }
        assertThat(mailbox.empty()).hasSizeLessThanOrEqualTo(Connection.MAX_REQUESTS_PER_SECOND);
    }

    @Test
    void secondGatewayIsHungUpOnAndTheFirstOneServedOn() throws IOException {
        try (Gateway first = admitted()) {
            try (Gateway second = new Gateway(link)) {
                second.awaitHangUp();
            }
            reports.offer(Reports.meter(3));
            assertThat(first.next(report -> report instanceof Report.Meter).report())
                    .isEqualTo(Reports.meter(3));
        }
    }

    @Test
    void reportsDroppedInALongAbsenceAreCountedToTheNextGateway() throws IOException {
        for (int i = 0; i < Outgoing.RETAINED + 7; i++) {
            while (!reports.offer(Reports.meter(i))) {
                Thread.onSpinWait();
            }
        }
        try (Gateway gateway = admitted()) {
            assertThat(gateway.next(report -> report instanceof Report.Meter).report())
                    .isEqualTo(Reports.meter(7));
            Numbered event = gateway.next(report -> report instanceof Report.Event);
            assertThat(((Report.Event) event.report()).name()).isEqualTo("REPORTS_DROPPED");
            assertThat(((Report.Event) event.report()).detail()).isEqualTo("7 reports");
        }
    }

    @Test
    void gatewayThatReadsNothingNeverStopsTheReportsFromBeingTaken() throws IOException {
        try (Gateway lazy = admitted()) {
            for (int i = 0; i < 20_000; i++) {
                while (!reports.offer(Reports.meter(i))) {
                    Thread.onSpinWait();
                }
            }
            assertThat(lazy.next()).isInstanceOf(Numbered.class);
        }
    }
}
