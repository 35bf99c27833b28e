package stanchion.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.powercut.disk.Lies;
import stanchion.release.ReleaseException;

/// A short form of `./run powercut --in-process`.
final class PowerCutTest {
    private static final int SEEDS = 50;
    private static final int EVERY_FAULT = 16;

    private static final Campaign.Settings SHORT = new Campaign.Settings(0, 0, SEEDS, 2);
    private static final List<Campaign> CAMPAIGN = new ArrayList<>();

    @BeforeAll
    static void sign() throws ReleaseException {
        CAMPAIGN.add(new Campaign(World.sign(World.Making.here(1)), Lies.NONE, SHORT));
    }

    @Test
    void chargerOutlivesACutAtEveryChange() throws InterruptedException {
        Campaign campaign = CAMPAIGN.getFirst();
        Tally tally = run(campaign.cuts());
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.cuts()).isEqualTo(campaign.changes()).isGreaterThan(100);
        assertThat(tally.survivors()).isGreaterThan(campaign.changes());
        assertThat(tally.repairs()).as("a version cut off in its try is tried again").isZero();
    }

    @Test
    void chargerOutlivesCutsDuringItsRecovery() throws InterruptedException {
        Tally tally = run(CAMPAIGN.getFirst().nested());
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.nested()).isEqualTo(SEEDS);
        assertThat(tally.cuts()).isGreaterThan(SEEDS);
    }

    @Test
    void fullOrUnreadableDiskIsNamedAndOutlived() throws InterruptedException {
        List<Callable<Tally>> some = new ArrayList<>();
        List<Callable<Tally>> all = CAMPAIGN.getFirst().faults();
        for (int i = 0; i < all.size(); i += EVERY_FAULT) {
            some.add(all.get(i));
        }
        Tally tally = run(some);
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.errors()).containsKeys("STORAGE", "FILE_UNREADABLE");
    }

    private static Tally run(List<Callable<Tally>> runs) throws InterruptedException {
        return CAMPAIGN.getFirst().run(runs, (done, of, tally) -> {});
    }
}
