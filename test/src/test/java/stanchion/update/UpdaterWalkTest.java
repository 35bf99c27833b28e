package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.Decision;
import stanchion.boot.SlotState;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.update.slot.Gate;

/// Orders, faults and restarts in any order: the real verifier always finds a version to boot, the
/// one that runs is never written, and in the end the charger runs what it was told to.
final class UpdaterWalkTest {
    private static final int ACTIONS = 30;
    private static final int VERSIONS = 3;

    @TempDir private static Path shared;
    private static Optional<Maker> original = Optional.empty();

    @TempDir private Path temporary;

    @BeforeAll
    static void sign() throws ReleaseException, IOException {
        Maker maker = Maker.in(Files.createDirectory(shared.resolve("maker")));
        maker.release("1.0");
        maker.release("2.0");
        maker.release("3.0", Maker.HARDWARE, 1);
        original = Optional.of(maker);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingBricksAndTheOrderIsFollowedInTheEnd(long seed) throws Exception {
        Random dice = new Random(seed);
        Maker maker = original.orElseThrow().copyTo(temporary.resolve("maker"));
        Bench bench = new Bench(temporary.resolve("device"), maker, "1.0");
        bench.boot();
        List<Gate> gates = List.of(Gate.values());
        long serial = 0;
        for (int i = 0; i < ACTIONS; i++) {
            int action = dice.nextInt(12);
            switch (action) {
                case 0 -> order(maker, 1 + dice.nextInt(VERSIONS));
                case 1 -> pin(maker, ++serial, lowest(bench, dice));
                case 2 -> bench.gate = gates.get(dice.nextInt(gates.size()));
                case 3 -> bench.health = dice.nextBoolean() ? Bench.good() : Health.UNKNOWN;
                case 4 -> bench.boot();
                case 5 -> bench.gateway();
                case 6 -> bench.contents = faulty(maker, dice.nextInt(3), dice.nextInt(5));
                case 7 -> bench.updater().check();
                default -> steps(bench, dice.nextInt(60));
            }
            check(bench);
        }
        bench.gate = Gate.OPEN;
        bench.health = Bench.good();
        bench.contents = maker.contents();
        pin(maker, ++serial, VERSIONS);
        bench.updater().check();
        bench.live();
        assertThat(bench.firmware()).as("%s", bench.events).isEqualTo("3.0");
        assertThat(bench.record().of(bench.running().slot()))
                .isInstanceOf(SlotState.Confirmed.class);
        assertThat(bench.folder.resolve("state/counter")).hasContent(epoch(bench));
    }

    private static String epoch(Bench bench) {
        return Long.toString(bench.running().version().epoch());
    }

    private static void order(Maker maker, long targets) throws ReleaseException {
        maker.assign(plan -> plan.with(Channel.STABLE, targets));
    }

    private static void pin(Maker maker, long serial, long targets) throws ReleaseException {
        maker.assign(plan -> plan.with(Bench.DEVICE, new Plan.Pin(serial, targets)));
    }

    private static long lowest(Bench bench, Random dice) {
        return Math.max(
                1, Math.min(VERSIONS, bench.running().version().targets() + dice.nextInt(3) - 1));
    }

    /// Content of which a chunk is missing or wrong now and then.
    private static ContentSource faulty(Maker maker, int kind, int every) {
        ContentSource good = maker.contents();
        int[] count = {0};
        return (file, index, length) -> {
            byte[] chunk = good.chunk(file, index, length);
            count[0]++;
            if (count[0] % (every + 1) != 0 || kind == 0) {
                return chunk;
            }
            if (kind == 1) {
                throw new IOException("no answer");
            }
            return new byte[length];
        };
    }

    private static void steps(Bench bench, int most) throws IOException {
        byte[] before = bytes(bench);
        for (int i = 0; i < most && !bench.restart; i++) {
            bench.step();
        }
        assertThat(bytes(bench)).as("the slot that runs").isEqualTo(before);
        if (bench.restart) {
            bench.boot();
        }
    }

    private static byte[] bytes(Bench bench) throws IOException {
        List<byte[]> files = new ArrayList<>();
        int length = 0;
        for (Path file : Bench.list(bench.slot(bench.running().slot()))) {
            files.add(Files.readAllBytes(file));
            length += files.getLast().length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] file : files) {
            System.arraycopy(file, 0, all, at, file.length);
            at += file.length;
        }
        return all;
    }

    private static void check(Bench bench) throws IOException {
        assertThat(bench.look()).as("%s", bench.events).isInstanceOf(Decision.Boot.class);
        long counter =
                Long.parseLong(Files.readString(bench.folder.resolve("state/counter")).strip());
        assertThat(counter).isLessThanOrEqualTo(bench.running().version().epoch());
        assertThat(bench.state().gaveUp()).hasSizeLessThanOrEqualTo(16);
        if (bench.now.isAfter(Maker.NOW.plus(Duration.ofDays(7)))) { // before metadata expires
            bench.now = Maker.NOW.plus(Duration.ofHours(1));
        }
    }
}
