package stanchion.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.Main;
import stanchion.bench.broker.MosquittoBroker;
import stanchion.bench.broker.OpenBroker;
import stanchion.bench.cli.Said;
import stanchion.bench.process.Child;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.JavaCommand;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.update.Channel;

/// The fleet's commands as an operator types them: a real broker, a worker in a process of its own,
/// a store in a file.
class FleetCommandsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    private Optional<SmallMaker> made = Optional.empty();
    private Optional<OpenBroker> broker = Optional.empty();

    @BeforeEach
    void beginWithTwoReleasesAndABroker() throws ReleaseException {
        assumeTrue(
                MosquittoBroker.isInstalled(), "mosquitto is not installed: apt install mosquitto");
        SmallMaker maker = new SmallMaker(folder);
        maker.sign("1.0");
        maker.sign("2.0");
        made = Optional.of(maker);
        OpenBroker open = OpenBroker.mosquitto(folder.resolve("broker"), FreePort.any());
        broker = Optional.of(open);
        open.start();
    }

    @AfterEach
    void end() {
        broker.ifPresent(OpenBroker::close);
    }

    @Test
    void aRolloutIsBegunHaltedResumedAndEndedWhileAWorkerSignsWhatTheStoreWants() throws Exception {
        assertThat(fleet("publish", "--repository", repository(), "--broker", address()).out())
                .contains("5 files");
        try (Child worker = worker()) {
            chargers("d1", "d2", "d3", "d4");
            untilStatus(status -> status.contains("IDLE") && status.contains(" 4 "));

            assertThat(start("2", "--then", "10000").out()).contains("rollout stable-2 begins");
            assertThat(store("pin", "d1", "1").out()).contains("d1 is pinned to 1; a worker");
            assertThat(store("channel", "lts", "2").out()).contains("channel lts runs 2");
            untilPlan(plan -> plan.equals(wanted(Plan.State.RUNNING)));

            assertThat(store("halt", "stable-2").out()).contains("rollout stable-2 is halted");
            untilPlan(plan -> plan.equals(wanted(Plan.State.HALTED)));
            assertThat(status()).contains("stable-2").contains("HALTED").contains("by a person");

            assertThat(store("resume", "stable-2").out()).contains("stable-2 goes on");
            untilPlan(plan -> plan.equals(wanted(Plan.State.RUNNING)));

            store("halt", "stable-2");
            assertThat(store("resume", "stable-2", "--end").out()).contains("stable-2 is ended");
            assertThat(store("unpin", "d1").out()).contains("d1 follows its channel");
            untilPlan(plan -> plan.rollouts().isEmpty() && plan.devices().isEmpty());
            assertThat(worker.isAlive()).isTrue();
        }
        assertThat(Files.readString(log()))
                .contains("works at broker tcp://localhost:")
                .contains("fleet.sqlite, repository " + repository())
                .contains("leads: decides about rollouts");
    }

    @Test
    void aVersionThatNoRepositoryHasIsRefusedOrWhereNobodyKnewRaisesAnAlert() throws Exception {
        assertThat(store("pin", "d9", "9").out()).contains("not checked that there is a version 9");
        assertThat(store("pin", "d9", "8", "--repository", repository()).error())
                .isEqualTo(
                        "fleet pin: version 8: %s has only [1, 2]; sign it there: ./run sign --repository DIR\n"
                                .formatted(repository()));
        try (Child worker = worker()) {
            untilStatus(status -> status.contains("ALERT d9 pinned to 9 VERSION_MISSING"));
            assertThat(worker.isAlive()).isTrue();
        }
        assertThat(Files.readString(log())).contains("version 9 is not in the repository");

        assertThat(store("channel", "beta", "7").error())
                .contains("version 7: the worker's repository has only [1, 2]");
        assertThat(start("7").error()).contains("version 7: the worker's repository has only");
        assertThat(status()).doesNotContain("stable-7").contains("controller: d9 pinned to 9");
    }

    @Test
    void whatCannotBeIsRefusedWithTheWayOut() {
        assertThat(start("1").status()).isZero();
        assertThat(start("2").error())
                .contains("rollout stable-1: is RUNNING in channel stable; end it first")
                .contains("./run fleet halt stable-1, then ./run fleet resume stable-1 --end");
        assertThat(store("resume", "stable-1").error()).contains("is RUNNING, not halted");
        store("halt", "stable-1");
        store("resume", "stable-1", "--end");
        assertThat(start("1").error())
                .contains("it is done; call this one otherwise: --id stable-1-again");
        assertThat(store("halt", "stable-1").error()).contains("is DONE, not running");
        assertThat(store("halt", "other").error()).contains("there is none");
        assertThat(store("unpin", "d1").error()).contains("is not pinned");
    }

    private Child worker() throws ReleaseException {
        List<String> words =
                new ArrayList<>(List.of("fleet", "work", "--every", "0.2s", "--broker", address()));
        words.addAll(List.of("--repository", repository(), "--store", storeFile()));
        words.addAll(List.of("--keys", maker().keys().toString()));
        List<String> options =
                List.of("-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow");
        Child worker = Child.start("worker", JavaCommand.main(Main.class, options, words), log());
        assertThat(Patience.until(LIMIT, () -> !worker.isAlive() || read(log()).contains("leads")))
                .isTrue();
        return worker;
    }

    /// What a fleet reports that runs the first release.
    private void chargers(String... ids) throws FleetException {
        int port = broker.orElseThrow().port();
        BrokerAddress address = new BrokerAddress("localhost", port, Optional.empty());
        try (FleetClient client = FleetClient.connect(address, "chargers")) {
            for (String id : ids) {
                client.retain(
                        "stanchion/v1/" + id + "/update",
                        """
                        {"channel":"stable","gave_up":[],"installed":{"firmware":"1.0",
                        "sha256":"%s","slot":"A","targets":1},"refused_chunks":0,"serial":0,
                        "state":"IDLE","ts":"2026-01-01T00:00:00.000Z"}\
                        """
                                .formatted("0".repeat(64))
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Plan wanted(Plan.State state) {
        TreeMap<Channel, Long> channels = new TreeMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(channel, channel == Channel.LTS ? 2L : 1L);
        }
        return new Plan(
                channels,
                List.of(new Plan.Rollout("stable-2", Channel.STABLE, 4500, state, 2)),
                new TreeMap<>(java.util.Map.of("d1", new Plan.Pin(1, 1))));
    }

    private void untilPlan(Predicate<Plan> so) throws ReleaseException {
        boolean became = Patience.until(LIMIT, () -> so.test(plan()));
        assertThat(became).as(() -> plan() + "\n" + read(log())).isTrue();
    }

    private Plan plan() {
        try {
            return maker().assignments().plan();
        } catch (ReleaseException refused) {
            throw new IllegalStateException(refused.line());
        }
    }

    private void untilStatus(Predicate<String> so) {
        boolean became = Patience.until(LIMIT, () -> so.test(status()));
        assertThat(became).as(this::status).isTrue();
    }

    private Said start(String targets, String... more) {
        List<String> words = new ArrayList<>(List.of("rollout", "start", "--targets", targets));
        words.addAll(List.of("--permyriad", "4500", "--soak", "1h"));
        words.addAll(List.of(more));
        return store(words.toArray(String[]::new));
    }

    private String status() {
        return store("status").out();
    }

    private Said store(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--store", storeFile()));
        return fleet(all.toArray(String[]::new));
    }

    private static Said fleet(String... words) {
        return Said.of(Stream.concat(Stream.of("fleet"), Stream.of(words)).toArray(String[]::new));
    }

    private SmallMaker maker() {
        return made.orElseThrow();
    }

    private String repository() {
        return maker().repository().folder().toString();
    }

    private String address() {
        return "tcp://localhost:" + broker.orElseThrow().port();
    }

    private String storeFile() {
        return folder.resolve("fleet.sqlite").toString();
    }

    private Path log() {
        return folder.resolve("worker.log");
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
