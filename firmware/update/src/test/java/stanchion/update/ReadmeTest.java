package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.boot.SlotState;

/// The tables of this folder's README say what the code says.
final class ReadmeTest {
    @Test
    void everyCauseStandsThereWithItsSentence() throws IOException {
        List<String> expected =
                Arrays.stream(UpdateRefusal.values())
                        .map(cause -> "| `%s` | %s |".formatted(cause, cause.sentence()))
                        .toList();
        assertThat(ReadmeTable.below("| cause | what it means and what to do |").rows())
                .isEqualTo(expected);
    }

    @Test
    void everyLimitOfAnAssignmentStandsThereAsItIs() throws IOException {
        assertThat(ReadmeTable.below("| assignment | at most | beyond it |").limits())
                .containsExactly(
                        "earlier releases that may be assigned: " + Releases.MOST_EARLIER,
                        "files that may be fetched: " + AssignmentReader.MOST_CONTENTS,
                        "rollouts: " + AssignmentReader.MOST_ROLLOUTS,
                        "pinned chargers: " + AssignmentReader.MOST_DEVICES,
                        "characters of an id: " + AssignmentReader.LONGEST_ID,
                        "characters of a refusal's detail: " + UpdateRefused.LONGEST_DETAIL);
    }

    @Test
    void everyLimitOfStagingStandsThereAsItIs() throws IOException {
        assertThat(ReadmeTable.below("| staging | at most | beyond it |").limits())
                .containsExactly(
                        "versions that were given up: " + Memory.MOST_GAVE_UP,
                        "bytes of the memory of updates: " + Memory.LARGEST,
                        "tries of a version, the power being gone in each: " + SlotState.MOST_TRIES,
                        "wrong chunks in a row: " + Download.MOST_REFUSED,
                        "free bytes that an update leaves: " + Job.MARGIN_BYTES,
                        "seconds for a restart that was asked for: "
                                + Stage.Switching.PATIENCE.toSeconds(),
                        "seconds for the charger to answer that it holds: "
                                + Stage.Holding.PATIENCE.toSeconds(),
                        "seconds since the last look before a switch: "
                                + Schedule.FRESH.toSeconds());
    }
}
