package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
