package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.charger.Connection.Health;
import stanchion.link.LinkCodec;
import stanchion.link.LinkRecord;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Request;
import stanchion.units.Uptime;

@Timeout(20)
class ConnectionTest {
    private static final Uptime START = new Uptime(0);

    @TempDir private Path folder;

    private SocketChannel gateway;
    private Connection connection;
    private final List<LinkRecord> received = new ArrayList<>();

    @BeforeEach
    void connect() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            gateway = SocketChannel.open(address);
            SocketChannel accepted = server.accept();
            accepted.configureBlocking(false);
            connection = new Connection(accepted, START);
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        gateway.close();
        connection.close();
    }

    private static Uptime at(long millis) {
        return START.plus(Duration.ofMillis(millis));
    }

    private Health receive(long millis) {
        return connection.receive(at(millis), received::add);
    }

    private void say(LinkRecord record) throws IOException {
        gateway.write(ByteBuffer.wrap(LinkCodec.encode(record)));
    }

    private void ask(int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            say(new Asked(new Request.ClearFaults(i)));
        }
    }

    @Test
    void recordArrivesOnlyWhenItsLastByteHas() throws IOException {
        byte[] frame = LinkCodec.encode(new Acknowledge(7));
        for (byte next : frame) {
            assertThat(received).isEmpty();
            gateway.write(ByteBuffer.wrap(new byte[] {next}));
            assertThat(receive(0)).isEqualTo(Health.GOOD);
        }
        assertThat(received).containsExactly(new Acknowledge(7));
    }

    @Test
    void requestsAreLimitedPerSecond() throws IOException {
        ask(Connection.MAX_REQUESTS_PER_SECOND);
        assertThat(receive(0)).isEqualTo(Health.GOOD);
        ask(Connection.MAX_REQUESTS_PER_SECOND);
        assertThat(receive(1000)).isEqualTo(Health.GOOD);
        ask(1);
        assertThat(receive(1999)).isEqualTo(Health.TOO_MANY_REQUESTS);
        assertThat(received).hasSize(2 * Connection.MAX_REQUESTS_PER_SECOND);
    }

    @Test
    void bytesAreLimitedPerSecond() throws IOException {
        byte[] frame = LinkCodec.encode(new Acknowledge(7));
        Health health = Health.GOOD;
        int sent = 0;
        while (health == Health.GOOD) {
            gateway.write(ByteBuffer.wrap(frame));
            sent += frame.length;
            health = receive(500);
        }
        assertThat(health).isEqualTo(Health.TOO_MANY_BYTES);
        assertThat(sent).isBetween(256 * 1024, 257 * 1024);
    }

    @Test
    void gatewayThatReadsNothingForTenSecondsIsStalled() throws IOException {
        fillUp();
        assertThat(connection.flush(at(9_999))).isEqualTo(Health.GOOD);
        assertThat(connection.flush(at(10_000))).isEqualTo(Health.STALLED);
    }

    @Test
    void gatewayThatReadsSlowlyIsNotStalled() throws IOException {
        fillUp();
        gateway.read(ByteBuffer.allocate(1 << 20));
        assertThat(connection.flush(at(9_999))).isEqualTo(Health.GOOD);
        assertThat(connection.flush(at(10_000))).isEqualTo(Health.GOOD);
    }

    /// Until neither the socket nor the buffer takes more.
    private void fillUp() {
        boolean roomAfterFlush = true;
        while (roomAfterFlush) {
            while (connection.hasRoom()) {
                connection.send(new Numbered(1, Reports.event("E".repeat(500))));
            }
            assertThat(connection.flush(START)).isEqualTo(Health.GOOD);
            roomAfterFlush = connection.hasRoom();
        }
    }

    @Test
    void gatewayThatHungUpIsGone() throws IOException {
        gateway.close();
        assertThat(receive(0)).isEqualTo(Health.CLOSED);
    }
}
