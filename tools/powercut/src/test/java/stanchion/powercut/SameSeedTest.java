package stanchion.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stanchion.powercut.disk.Lies;
import stanchion.release.ReleaseException;

/// What `--seed` promises: the run that went wrong, once more, in another process.
final class SameSeedTest {
    /// A disk that keeps nothing makes every run end in a violation, which tells all that was done.
    private static final Lies NOTHING_KEPT = (kind, path) -> true;

    @Test
    void sameSeedGoesWrongTheSameWayAgain() throws ReleaseException {
        assertThat(finding()).isEqualTo(finding());
    }

    private static Tally.Finding finding() throws ReleaseException {
        World world = World.sign(World.Making.here(5));
        Run.Length[] lengths = {
            Run.length(world, Story.CONFIRMED), Run.length(world, Story.REVERTED)
        };
        for (long seed = 0; ; seed++) {
            Tally tally = Run.nested(world, NOTHING_KEPT, seed, lengths);
            if (!tally.findings().isEmpty()) {
                return tally.findings().getFirst();
            }
        }
    }
}
