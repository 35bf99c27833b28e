package stanchion.update.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import stanchion.boot.Metadata;
import stanchion.update.ReadmeTable;

/// The limits of metadata in this folder's README are those of the code.
final class ReadmeTest {
    @Test
    void everyLimitStandsThereAsItIs() throws IOException {
        assertThat(ReadmeTable.below("| metadata | at most | beyond it |").limits())
                .containsExactly(
                        "roots of a chain: " + Metadata.MOST_ROOTS,
                        "new roots of a refresh: " + TufClient.MOST_NEW_ROOTS,
                        "bytes of a root: " + Metadata.LARGEST_ROOT,
                        "bytes of a timestamp: " + TufClient.LARGEST_TIMESTAMP,
                        "bytes of a snapshot: " + TufClient.LARGEST_SNAPSHOT,
                        "bytes of targets, of an assignment: " + Metadata.LARGEST_TARGETS,
                        "delegations of targets: " + StrictReader.MOST_DELEGATIONS,
                        "patterns of a delegation: " + StrictReader.MOST_PATTERNS,
                        "characters of a delegated role's name: " + StrictReader.LONGEST_NAME,
                        "roles asked for one target: " + TargetSearch.MOST_VISITED);
    }
}
