package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.journal.JournalEntry.Missed;
import stanchion.metering.Harmonics;
import stanchion.metering.Recording;
import stanchion.metering.Recording.Resolved;
import stanchion.replay.Excerpt;
import stanchion.replay.Excerpt.Cut;
import stanchion.replay.Excerpt.Lacking;
import stanchion.sim.scenario.Parsed.Accepted;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.virtual.LifeRun.Plan;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// Waveforms out of a simulated charger's journal.
final class ExcerptTest {
    private static final String DISTORTED =
            """
            draw 16A
            harmonics 15%
            plug cable 32A
            s2 close
            wait 9s
            """;

    private static byte[] charge = {};

    @BeforeAll
    static void record() {
        Journalled journal = new Journalled();
        Accepted accepted = (Accepted) ScenarioParser.parse("distorted", DISTORTED);
        VirtualTarget charger = VirtualBench.charger(3, Fidelity.WAVEFORMS, journal);
        new ScenarioRunner(charger, _ -> {}).run(accepted.scenario());
        charge = journal.bytes();
    }

    private static Excerpt.Result cut(byte[] journal, double from, double seconds) {
        return Excerpt.of(ByteBuffer.wrap(journal), from, seconds);
    }

    private static String lacking(byte[] journal, double from) {
        return ((Lacking) cut(journal, from, 1)).reason();
    }

    @Test
    void theHarmonicsOfAChargeAreThoseOfItsMainsAndItsVehicle() {
        Cut cut = (Cut) cut(charge, 8, 1);
        Resolved resolved = (Resolved) Recording.of(cut.analog(), cut.codes()).harmonics();
        Harmonics harmonics = resolved.harmonics();
        assertThat(harmonics.phases()).hasSize(cut.analog().phases().size());
        assertThat(harmonics.currentDistortion(0)).isCloseTo(0.15, within(0.002));
        var orders = harmonics.phases().getFirst();
        double fundamental = orders.getFirst().voltage().value();
        assertThat(orders.get(2).voltage().value() / fundamental).isCloseTo(0.15, within(0.002));
        assertThat(orders.get(4).voltage().value() / fundamental).isCloseTo(0, within(0.002));
    }

    @Test
    void aStretchHasAllItsFrames() {
        Cut cut = (Cut) cut(charge, 0, 0.5);
        double frames = 0.5 * cut.analog().mainsRate().value();
        assertThat(cut.codes()).hasSize(2 * cut.analog().phases().size() * (int) frames);
    }

    @Test
    void whatTheJournalDoesNotHoldIsSaid() {
        assertThat(lacking(charge, 8.9)).matches("ends before that; from there on 0\\.\\d{3} s");
        assertThat(lacking(charge, 1000)).isEqualTo("ends before that; from there on 0.000 s");
        assertThat(lacking(new byte[] {1, 2, 3}, 0)).startsWith("byte 0: ");
        assertThat(lacking(Arrays.copyOf(charge, charge.length / 2), 8)).startsWith("ends before");
    }

    @Test
    void aGapEndsAStretch() {
        Journalled journal = new Journalled();
        VirtualTarget charger =
                VirtualBench.charger(
                        3,
                        Fidelity.WAVEFORMS,
                        entry -> {
                            journal.accept(entry);
                            journal.accept(new Missed(1));
                        });
        Accepted accepted = (Accepted) ScenarioParser.parse("still", "wait 1s\n");
        new ScenarioRunner(charger, _ -> {}).run(accepted.scenario());
        assertThat(lacking(journal.bytes(), 0)).isEqualTo("cycles are missing after 0.010 s");
    }

    @Test
    void aLifeInValuesHasNoWaveforms() {
        Journalled journal = new Journalled();
        LifeRun.of(new Plan(5, 1, Duration.ofMinutes(10), Faults.NONE), _ -> {}, journal);
        assertThat(lacking(journal.bytes(), 3)).isEqualTo("holds values there, no waveforms");
    }
}
