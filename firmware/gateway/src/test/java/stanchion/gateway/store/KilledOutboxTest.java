package stanchion.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process, really killed.
class KilledOutboxTest {
    private static final int KILLS = 4;

    @TempDir private Path folder;

    @Test
    void nothingCommittedIsLostAndNothingIsHalfThereAfterAKill() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_101);
        for (int boot = 1; boot <= KILLS; boot++) {
            long committed = writeUntilKilled(boot, 20 + random.nextInt(300));
            assertThatAllIsThere(boot, committed);
        }
    }

    /// Kills the writer once it has said `lines` lines; what it said last was committed.
    private long writeUntilKilled(long boot, int lines) throws Exception {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName(),
                                folder.resolve("outbox.db").toString(),
                                Long.toString(boot))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long committed = 0;
        try (BufferedReader output = writer.inputReader()) {
            for (int line = 0; line < lines; line++) {
                committed = Long.parseLong(output.readLine());
            }
            // unlike Process.destroyForcibly this leaves its output to be read to the end
            writer.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                committed = Long.parseLong(line);
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        return committed;
    }

    private void assertThatAllIsThere(long boot, long committed) throws StoreException {
        try (Outbox outbox =
                Outbox.open(
                        folder.resolve("outbox.db"),
                        Bounds.STANDARD,
                        dropped -> new Entry(Kind.EVENT, 2, 1, ""))) {
            assertThat(outbox.replacedADamagedOne()).isFalse();
            List<Long> numbers =
                    outbox.after(0, 100_000).stream()
                            .map(stored -> stored.payload().split("/"))
                            .filter(parts -> Long.parseLong(parts[0]) == boot)
                            .map(parts -> Long.parseLong(parts[1]))
                            .toList();
            long last = numbers.getLast();
            assertThat(last).as("both entries of a transaction or none").isEven();
            assertThat(last).isBetween(committed, committed + 2);
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
            long first = numbers.getFirst();
            assertThat(numbers).hasSize((int) (last - first + 1));
        }
    }
}
