package stanchion.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Freight;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.world.Mosquitto;
import stanchion.gateway.world.Observer;
import stanchion.gateway.world.Patience;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.ToyLink;
import stanchion.gateway.world.UpdateServer;
import stanchion.gateway.world.Wire;
import stanchion.update.delta.ChunkList;

/// A line of 1 Mbit/s to Mosquitto: how long telemetry and commands wait with and without a
/// download beside them. The figures are printed; what is asserted is that both get through, and
/// that the download goes on meanwhile.
class NarrowLineTest {
    private static final String DEVICE = "SN-1";
    private static final int MEGABIT = 125_000;
    private static final int SAMPLES = 8;

    @TempDir private Path folder;

    private final Freight freight = new Freight();
    private final ToyLink backlog = new ToyLink(DEVICE);
    private final AtomicInteger chunks = new AtomicInteger();
    private long number;

    private record Worst(Duration pubAck, Duration commandAck) {}

    @Test
    void telemetryAndCommandsGetThroughBesideADownload() throws Exception {
        assumeTrue(
                Mosquitto.program().isPresent(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        Pki pki = Pki.in(folder);
        Path pem = pki.broker("dns:localhost,ip:127.0.0.1");
        AtomicReference<Optional<MqttLink>> speaking = new AtomicReference<>(Optional.empty());
        try (Mosquitto broker = Mosquitto.start(pem, "set_tcp_nodelay true");
                Wire wire = new Wire(broker.port(), MEGABIT);
                UpdateServer server = new UpdateServer(broker.port(), pki.identity("maker"));
                Observer observer = new Observer(broker.port(), pki.identity("observer"));
                MqttLink link =
                        backlog.link(
                                wire.port(),
                                pki.identity(DEVICE),
                                freight,
                                inbound -> speaking.get().ifPresent(one -> answer(one, inbound)))) {
            speaking.set(Optional.of(link));
            link.start();
            Patience.untilTrue("online", link::isOnline);
            Worst alone = measured(link, observer);
            byte[] file = new byte[4 << 20];
            new SplittableRandom(1).nextBytes(file);
            String name = server.offer(file);
            AtomicBoolean enough = new AtomicBoolean();
            Thread download = Thread.ofVirtual().start(() -> download(name, file.length, enough));
            Patience.untilTrue("the download goes on", () -> chunks.get() > 3);
            Worst beside = measured(link, observer);
            int meanwhile = chunks.get();
            enough.set(true);
            download.join();
            System.out.printf(
                    "1 Mbit/s, worst of %d: publish to PUBACK %d ms alone, %d ms beside a download;"
                            + " command to ack %d ms alone, %d ms beside it; %d chunks%n",
                    SAMPLES,
                    alone.pubAck().toMillis(),
                    beside.pubAck().toMillis(),
                    alone.commandAck().toMillis(),
                    beside.commandAck().toMillis(),
                    meanwhile);
            assertThat(meanwhile).isGreaterThan(3);
        }
    }

    private Worst measured(MqttLink link, Observer observer) throws Exception {
        Duration pubAck = Duration.ZERO;
        Duration commandAck = Duration.ZERO;
        for (int sample = 0; sample < SAMPLES; sample++) {
            long began = System.nanoTime();
            Topic meter = Topic.METER;
            backlog.waitsToo(
                    ++number, Message.plain(meter.of(DEVICE), "x".repeat(400), meter.retention()));
            link.stir();
            Patience.untilTrue("acknowledged", backlog::isEmpty);
            pubAck = longer(pubAck, Duration.ofNanos(System.nanoTime() - began));
            String id = "command " + ++number;
            began = System.nanoTime();
            observer.publish(Topic.CMD_LIMIT.of(DEVICE), id);
            observer.await(Topic.CMD_LIMIT_ACK.of(DEVICE), seen -> seen.text().equals(id));
            commandAck = longer(commandAck, Duration.ofNanos(System.nanoTime() - began));
        }
        return new Worst(pubAck, commandAck);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static void answer(MqttLink link, Inbound inbound) {
        if (inbound.content() instanceof Inbound.Content.Text(String text)) {
            Topic ack = Topic.CMD_LIMIT_ACK;
            link.answer(Message.plain(ack.of(DEVICE), text, ack.retention()));
        }
    }

    private void download(String name, int length, AtomicBoolean enough) {
        MqttContent content =
                new MqttContent(
                        freight, DEVICE, 512 * 1024, stanchion.gateway.update.Patience.USUAL);
        try {
            for (int index = 0; index < ChunkList.count(length) && !enough.get(); index++) {
                content.chunk(name, index, ChunkList.sizeOf(length, index));
                chunks.incrementAndGet();
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
