package stanchion.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.powercut.disk.Lies;
import stanchion.powercut.disk.Operation;
import stanchion.release.ReleaseException;

/// An updater that forgets one sync, or a disk that does: each is noticed. The disk ignores the
/// sync of some paths, so that nothing in the updater can be switched to be careless.
final class BrokenPromiseTest {
    /// Of what may be left; a torn rename is seen in about one of seven.
    private static final int MIXTURES = 32;

    private static final int SOON = 20;
    private static final List<World> WORLD = new ArrayList<>();

    @BeforeAll
    static void sign() throws ReleaseException {
        WORLD.add(World.sign(World.Making.here(1)));
    }

    @ParameterizedTest(name = "{0} of {1}, {2}")
    @CsvSource({
        // the record is there before the data it vouches for
        "SYNC, /charger/slots/B/.*, CONFIRMED, slots/B",
        "SYNC_FOLDER, /charger/slots/B, CONFIRMED, slots/B",
        // a record that was acknowledged is lost
        "SYNC, /charger/state/slots[.].*, CONFIRMED, confirmed|second try|refused|ends without",
        "SYNC_FOLDER, /charger/state, CONFIRMED, confirmed|second try|refused|ends without",
        // half a number, half a root, neither the old name nor the new one
        "SYNC, /charger/state/counter[.]next, CONFIRMED, nothing boots",
        "SYNC, .*/2[.]root[.]json[.]partial, CONFIRMED, refused|nothing boots",
        "RENAME, /charger/state/counter, CONFIRMED, nothing boots",
        // removed from where it waited before it had arrived
        "SYNC_FOLDER, /charger/trust, CONFIRMED, nothing boots",
        // what was given up is forgotten
        "SYNC, /charger/state/update/memory[.]partial, REVERTED, second try|boots again",
    })
    void missingSyncIsNoticed(Operation.Kind kind, String path, Story story, String said) {
        Lies lies = (done, where) -> done == kind && where.matches(path);
        assertThat(firstFinding(lies, story)).containsPattern(said);
    }

    /// Cuts soon after the last of the promises that are broken.
    private static String firstFinding(Lies lies, Story story) {
        World world = WORLD.getFirst();
        int last = 0;
        for (Operation operation : Run.length(world, story).log()) {
            String target = operation.path().replaceFirst(".* -> ", "");
            last = lies.breaks(operation.kind(), target) ? operation.number() : last;
        }
        for (int cut = last + 1; cut <= last + SOON; cut++) {
            List<Tally.Finding> findings = Run.cut(world, lies, story, cut, MIXTURES).findings();
            if (!findings.isEmpty()) {
                return findings.getFirst().what();
            }
        }
        return "nothing was noticed";
    }
}
