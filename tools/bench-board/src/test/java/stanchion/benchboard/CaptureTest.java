package stanchion.benchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import stanchion.hal.Absence;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.units.Uptime;

class CaptureTest {
    private final Queue<Samples> arrived = new ArrayDeque<>();
    private final Capture capture = new Capture(2);

    private void arrives(long firstFrame, int frames, short... pilot) {
        arrived.add(chunk(firstFrame, 2, frames, pilot));
    }

    private static Samples chunk(long firstFrame, int channels, int frames, short... pilot) {
        int[] codes = new int[channels * frames];
        Arrays.setAll(codes, i -> (int) firstFrame * channels + i);
        return new Samples(
                new Uptime(0),
                new PilotCapture(pilot),
                (int) firstFrame,
                new MainsBlock(firstFrame, channels, codes),
                Samplers.HEALTHY);
    }

    private Samples sampled(long millis) {
        return capture.next(new Uptime(Duration.ofMillis(millis).toNanos()), arrived);
    }

    @Test
    void everythingSinceThePreviousCycleBecomesOneSample() {
        arrives(100, 2, (short) 1, (short) 2);
        arrives(102, 1, (short) 3);
        Samples samples = sampled(10);
        assertThat(samples.pilot().codes()).containsExactly(1, 2, 3);
        assertThat(samples.mains().firstFrame()).isEqualTo(100);
        assertThat(samples.mains().codes()).containsExactly(200, 201, 202, 203, 204, 205);
        assertThat(samples.proximityCode()).isEqualTo(102);
        assertThat(samples.inputs()).isEqualTo(Samplers.HEALTHY);
        assertThat(samples.at()).isEqualTo(new Uptime(10_000_000));
    }

    @Test
    void gapInTheFramesWaitsForTheNextCycleSoThatItShows() {
        arrives(0, 4);
        arrives(8, 4);
        assertThat(sampled(10).mains().frames()).isEqualTo(4);
        assertThat(sampled(20).mains().firstFrame()).isEqualTo(8);
    }

    @Test
    void shortSilenceKeepsTheInputsAndALongOneLosesThem() {
        arrives(0, 4);
        sampled(10);
        Samples silent = sampled(20);
        assertThat(silent.pilot().codes()).isEmpty();
        assertThat(silent.mains().frames()).isZero();
        assertThat(silent.mains().firstFrame()).isEqualTo(4);
        assertThat(silent.inputs()).isEqualTo(Samplers.HEALTHY);
        assertThat(sampled(109).inputs()).isEqualTo(Samplers.HEALTHY);
        assertThat(sampled(110).inputs()).isEqualTo(Inputs.lost(Absence.SILENT));
    }

    @Test
    void boardWithoutASimulatorHasNoSenses() {
        assertThat(sampled(10).inputs()).isEqualTo(Inputs.lost(Absence.NOT_YET));
    }

    @Test
    void samplesOfABoardWithOtherPhasesAreNotTaken() {
        arrived.add(chunk(0, 6, 4));
        assertThat(sampled(10).inputs()).isEqualTo(Inputs.lost(Absence.NOT_YET));
        assertThat(arrived).isEmpty();
    }
}
