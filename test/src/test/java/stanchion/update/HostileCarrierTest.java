package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.process.FreePort;
import stanchion.fleet.publish.Publication;
import stanchion.gateway.world.UpdateServer;
import stanchion.gateway.world.UpdateServer.Answer;
import stanchion.gateway.world.UpdateServer.Asked;
import stanchion.gateway.world.Wire;
import stanchion.update.delta.ChunkList;

/// Whoever carries an update to a real gateway over a real Mosquitto alters, repeats, withholds,
/// never ends or breaks the line. What is wrong is refused and counted, the gateway lives,
/// telemetry goes on, and what is right arrives in the end. All the while a vehicle charges, so
/// nothing is switched to.
final class HostileCarrierTest {
    private static final String TIMESTAMP = Publication.ROOT + "timestamp.json";
    private static final int CHUNKS = 6;

    /// A hundred take more than half a minute.
    private static final int RECONNECTS = Integer.getInteger("stanchion.reconnects", 25);

    @TempDir private static Path folder;
    private static final List<AutoCloseable> OPENED = new ArrayList<>();
    private static final List<Hostile> THERE = new ArrayList<>();

    /// What all attacks share: one charger takes version after version.
    private record Hostile(Maker maker, Site site, Wire wire, Set<String> versions) {}

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                MosquittoBroker.isInstalled(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        Site.People people = Site.People.in(folder.resolve("people"));
        Maker maker = Maker.in(Files.createDirectory(folder.resolve("maker")), Site.now());
        maker.release("1.0");
        maker.assign(plan -> plan.with(Channel.STABLE, 1));
        MosquittoBroker broker =
                new MosquittoBroker(folder.resolve("broker"), FreePort.any(), people.brokerFiles());
        OPENED.add(broker);
        broker.start();
        Wire wire = new Wire(broker.port());
        OPENED.add(wire);
        Site site = new Site(folder, maker, people, broker);
        OPENED.add(site);
        THERE.add(new Hostile(maker, site, wire, new HashSet<>(Set.of("1.0"))));
        site.publish();
        site.start(wire.port());
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable one : OPENED.reversed()) {
            one.close();
        }
    }

    @AfterEach
    void itNeitherDiesNorSwitchesNorFallsSilent() {
        site().awaitTelemetry();
        assertThat(site().isAlive()).isTrue();
        assertThat(site().wantsToSwitch()).as("a vehicle charges").isFalse();
    }

    private static Hostile there() {
        return THERE.getFirst();
    }

    private static Site site() {
        return there().site();
    }

    /// A version that is to be fetched from now on.
    ///
    /// @param large digest of the content that comes in many chunks
    private record Offered(String firmware, String large) {
        boolean isLarge(Asked asked) {
            return asked.file().equals(large);
        }
    }

    private static Offered sign() throws Exception {
        Path contents = there().maker().repository().resolve("content");
        Set<Path> before = new HashSet<>(Bench.list(contents));
        String version = there().versions().size() + 1 + ".0";
        there().versions().add(version);
        there().maker().release(version, CHUNKS * ChunkList.SIZE - 1000);
        order();
        for (Path file : Bench.list(contents)) {
            if (!before.contains(file) && Files.size(file) > (CHUNKS - 1) * ChunkList.SIZE) {
                return new Offered(version, file.getFileName().toString());
            }
        }
        throw new IllegalStateException("nothing large in " + contents);
    }

    private static void order() throws Exception {
        there().maker()
                .assign(plan -> plan.with(Channel.STABLE, there().versions().size()), Site.now());
    }

    private static void publish() throws Exception {
        site().publish();
        site().check();
    }

    private static void behave() {
        site().server().behave((asked, right) -> List.of(right));
    }

    @Test
    void aChunkThatIsAlteredOrShortOrOfAnotherFileOrPlaceIsRefusedAndCounted() throws Exception {
        Offered offered = sign();
        List<byte[]> earlier = Collections.synchronizedList(new ArrayList<>());
        Set<Integer> spoilt = ConcurrentHashMap.newKeySet();
        long before = site().told("refused_chunks");
        site().server()
                .behave((asked, right) -> {
                    byte[] chunk = bytes(right);
                    earlier.add(chunk);
                    if (!offered.isLarge(asked)
                            || asked.index() > 3
                            || !spoilt.add(asked.index())) {
                        return List.of(right);
                    }
                    byte[] wrong =
                            switch (asked.index()) {
                                case 0 -> flipped(chunk);
                                case 1 -> Arrays.copyOf(chunk, chunk.length - 1);
                                case 2 -> Arrays.copyOf(earlier.getFirst(), chunk.length);
                                default -> earlier.get(earlier.size() - 2);
                            };
                    return List.of(new Answer(right.correlation(), wrong));
                });
        publish();
        site().awaitStaged(offered.firmware());
        assertThat(site().told("refused_chunks")).isEqualTo(before + 4);
        site().awaitEvent("UPDATE_CHUNK_REFUSED", "chunk 0");
    }

    @Test
    void aServerThatAltersEveryChunkIsLeftAloneForAWhile() throws Exception {
        Offered offered = sign();
        long before = site().told("refused_chunks");
        site().server()
                .behave((asked, right) ->
                        offered.isLarge(asked)
                                ? List.of(new Answer(right.correlation(), flipped(bytes(right))))
                                : List.of(right));
        publish();
        site().awaitEvent("UPDATE_REFUSED", "CHUNK_REFUSED");
        assertThat(site().told("refused_chunks")).isGreaterThanOrEqualTo(before + 7);
        behave();
        site().check();
        site().awaitStaged(offered.firmware());
    }

    @Test
    void answersThatAreForeignLateOrRepeatedAreDroppedAndCounted() throws Exception {
        Offered offered = sign();
        byte[] evil = new byte[ChunkList.SIZE];
        Deque<Answer> last = new ArrayDeque<>(List.of(new Answer("an hour ago", evil)));
        long before = site().told("dropped_messages");
        long refused = site().told("refused_chunks");
        site().server()
                .behave((asked, right) -> {
                    List<Answer> answers =
                            List.of(
                                    new Answer("nobody asked for this", evil),
                                    new Answer(asked.correlation(), evil),
                                    last.pop(),
                                    right,
                                    right);
                    last.push(right);
                    return answers;
                });
        publish();
        site().awaitStaged(offered.firmware());
        assertThat(site().told("dropped_messages")).isGreaterThanOrEqualTo(before + 4 * CHUNKS);
        assertThat(site().told("refused_chunks")).isEqualTo(refused);
    }

    @Test
    void whatNeverEndsIsCutOffAndCounted() throws Exception {
        Offered offered = sign();
        byte[] flood = new byte[200 * 1024];
        long before = site().told("dropped_messages");
        site().server()
                .behave((asked, right) -> {
                    List<Answer> answers = new ArrayList<>();
                    if (offered.isLarge(asked) && asked.index() == 0) {
                        answers.addAll(Collections.nCopies(40, new Answer("flood", flood)));
                    }
                    answers.add(
                            new Answer(right.correlation(), Arrays.copyOf(bytes(right), 100_000)));
                    return answers;
                });
        publish();
        site().awaitStaged(offered.firmware());
        assertThat(site().told("dropped_messages")).isGreaterThanOrEqualTo(before + 40);
        site().server().publishRetained(TIMESTAMP, UpdateServer.packed(new byte[64 << 20]));
        site().check();
        site().awaitEvent("UPDATE_REFUSED", "METADATA_SIZE");
    }

    @Test
    void aSlowServerHoldsUpTheDownloadAlone() throws Exception {
        Offered offered = sign();
        site().server()
                .behave((asked, right) -> {
                    LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
                    return List.of(right);
                });
        publish();
        site().await(
                        "the download goes on",
                        seen ->
                                seen.text().contains("\"progress\"")
                                        && seen.text()
                                                .contains(there().versions().size() + ",\"sha256"));
        site().awaitTelemetry();
        site().awaitStaged(offered.firmware());
    }

    @Test
    void metadataThatIsReplayedOrFrozenIsRefused() throws Exception {
        byte[] yesterday =
                Files.readAllBytes(there().maker().repository().resolve("metadata/timestamp.json"));
        Offered offered = sign();
        publish();
        site().awaitStaged(offered.firmware());
        site().server().publishRetained(TIMESTAMP, UpdateServer.packed(yesterday));
        site().check();
        site().awaitEvent("UPDATE_REFUSED", "ROLLBACK");
        there().maker().assign(plan -> plan, Site.now().minus(Duration.ofDays(30)));
        publish();
        site().awaitEvent("UPDATE_REFUSED", "FREEZE");
    }

    @Test
    void brokenConnectionsLoseNoReportAndHoldUpTheDownloadAlone() throws Exception {
        Offered offered = sign();
        publish();
        for (int i = 0; i < RECONNECTS; i++) {
            int before = site().online();
            there().wire().cut();
            there().wire().mend();
            site().until("online again", () -> site().online() > before);
            site().awaitTelemetry(); // else it waits longer each time
        }
        site().check();
        site().awaitStaged(offered.firmware());
        site().awaitAllTelemetry();
    }

    private static byte[] bytes(Answer answer) {
        ByteBuffer content = answer.content().duplicate();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] chunk) {
        byte[] other = chunk.clone();
        other[other.length / 2] ^= 1;
        return other;
    }
}
