package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.broker.Broker;
import stanchion.bench.broker.HiveBroker;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.process.FreePort;
import stanchion.gateway.world.UpdateServer;
import stanchion.gateway.world.UpdateServer.Asked;
import stanchion.gateway.world.Wire;
import stanchion.update.delta.ChunkList;

/// An update through both brokers, to a gateway that is killed in the middle of it and then loses
/// its broker.
final class InterruptedUpdateTest {
    private static final int KILLED_AT = 8;
    private static final int CUT_OFF_AT = 14;
    private static final int FRESH = 20 * ChunkList.SIZE - 1000;

    @TempDir private static Path shared;
    private static Optional<Site.People> people = Optional.empty();
    private static Optional<Maker> maker = Optional.empty();
    private static String large = "";
    private static int chunks;

    @TempDir private Path folder;

    @BeforeAll
    static void sign() throws Exception {
        people = Optional.of(Site.People.in(shared.resolve("people")));
        Maker made = Maker.in(Files.createDirectory(shared.resolve("maker")), Site.now());
        made.release("1.0");
        made.release("2.0", FRESH);
        made.assign(plan -> plan.with(Channel.STABLE, 2));
        Path content = largest(made.repository().resolve("content"));
        large = content.getFileName().toString();
        chunks = ChunkList.count(Files.size(content));
        maker = Optional.of(made);
    }

    private static Path largest(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void noChunkIsFetchedTwiceThroughMosquitto() throws Exception {
        assumeTrue(
                MosquittoBroker.isInstalled(),
                "mosquitto is missing: skipped; sudo apt install mosquitto");
        interrupted(
                new MosquittoBroker(
                        folder.resolve("broker"),
                        FreePort.any(),
                        people.orElseThrow().brokerFiles()));
    }

    @Test
    void noChunkIsFetchedTwiceThroughHiveMq() throws Exception {
        interrupted(
                new HiveBroker(
                        folder.resolve("broker"),
                        FreePort.any(),
                        people.orElseThrow().brokerFiles()));
    }

    private void interrupted(Broker made) throws Exception {
        try (Broker broker = made) {
            broker.start();
            try (Wire wire = new Wire(broker.port());
                    Site site =
                            new Site(folder, maker.orElseThrow(), people.orElseThrow(), broker)) {
                site.publish();
                isKilled(site, wire);
                isStartedAgain(site, wire);
                Set<String> known = correlations(site.server());
                losesItsBroker(site, wire, broker);
                site.awaitStaged("2.0");
                assertThat(askedAnew(site.server(), known))
                        .containsExactlyElementsOf(from(CUT_OFF_AT, chunks));
                site.awaitTelemetry();
            }
        }
    }

    private static void isKilled(Site site, Wire wire) throws Exception {
        silentFrom(site.server(), KILLED_AT);
        site.start(wire.port());
        site.until("in mid-download", () -> asked(site.server()).contains(KILLED_AT));
        site.kill();
        assertThat(asked(site.server())).containsExactlyElementsOf(from(0, KILLED_AT + 1));
    }

    private static void isStartedAgain(Site site, Wire wire) throws Exception {
        int before = site.server().asked().size();
        silentFrom(site.server(), CUT_OFF_AT);
        site.start(wire.port());
        site.check();
        site.until("in it again", () -> asked(site.server()).contains(CUT_OFF_AT));
        List<Asked> since = site.server().asked().subList(before, site.server().asked().size());
        assertThat(since.stream().map(Asked::file).distinct())
                .as("the file that was under way, and the list of its chunks")
                .hasSize(2);
        assertThat(since.stream().filter(InterruptedUpdateTest::isOfLarge).map(Asked::index))
                .containsExactlyElementsOf(from(KILLED_AT, CUT_OFF_AT + 1));
    }

    /// Its servers are back before it finds the broker again, so that none of its requests is lost.
    private static void losesItsBroker(Site site, Wire wire, Broker broker) throws Exception {
        wire.cut();
        if (broker.survivesStop()) {
            broker.stop();
            broker.start();
        }
        site.meet();
        site.publish();
        wire.mend();
    }

    private static void silentFrom(UpdateServer server, int index) {
        server.behave((asked, right) ->
                asked.file().equals(large) && asked.index() >= index ? List.of() : List.of(right));
    }

    private static List<Integer> asked(UpdateServer server) {
        return server.asked().stream()
                .filter(InterruptedUpdateTest::isOfLarge)
                .map(Asked::index)
                .toList();
    }

    private static Set<String> correlations(UpdateServer server) {
        return server.asked().stream().map(Asked::correlation).collect(Collectors.toSet());
    }

    /// Without the requests that a broker delivers once more because the server before had left
    /// without acknowledging them: those the gateway has sent once.
    private static List<Integer> askedAnew(UpdateServer server, Set<String> known) {
        return server.asked().stream()
                .filter(InterruptedUpdateTest::isOfLarge)
                .filter(one -> !known.contains(one.correlation()))
                .map(Asked::index)
                .toList();
    }

    private static boolean isOfLarge(Asked asked) {
        return asked.file().equals(large);
    }

    private static List<Integer> from(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }
}
