package stanchion.powercut.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.powercut.Story;

/// What is written in the machine, on this computer's own disk: nothing is lost where no power
/// goes.
final class WritersTest {
    @TempDir private Path folder;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void eachFindsWhatItAcknowledgedBefore() throws Exception {
        Facts facts = new Facts(Story.CONFIRMED);
        for (int start = 0; start < 3; start++) {
            Writers writers = new Writers(said::add);
            writers.energy(folder);
            writers.outbox(folder);
            writers.careless(folder);
            long enough = facts.acknowledged("outbox") + 10;
            while (facts.acknowledged("outbox") < enough) {
                hear(facts);
            }
            writers.close();
            while (!said.isEmpty()) {
                hear(facts);
            }
        }
        assertThat(facts.violations()).isEmpty();
        CycleReport.Told told = facts.powerOff();
        assertThat(told.lost()).isZero();
        assertThat(told.records()).isGreaterThan(40);
    }

    private void hear(Facts facts) throws InterruptedException {
        String line = said.poll(10, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        facts.hear(line + ".");
        assertThat(List.of("found", "energy", "outbox", "sent", "careless"))
                .contains(String.valueOf(line).split(" ", 2)[0]);
    }
}
