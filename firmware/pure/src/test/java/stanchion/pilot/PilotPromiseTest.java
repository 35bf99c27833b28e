package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stanchion.hal.Absence;
import stanchion.hal.Commands.PilotOutput;
import stanchion.pilot.PilotView.Health;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;
import stanchion.units.Volts;

/// What the exploration of the session relies on, whatever the pilot shows.
final class PilotPromiseTest {
    private static final int CYCLES = 300_000;
    private static final List<PilotOutput> OUTPUTS =
            List.of(
                    new PilotOutput.SteadyHigh(),
                    new PilotOutput.SteadyLow(),
                    new PilotOutput.Pwm(new DutyCycle(50)));
    private static final List<PilotLevels> LEVELS =
            Stream.concat(
                            Stream.of(new PilotLevels.Missing(Absence.SILENT)),
                            IntStream.of(12, 9, 6, 3, 0, -6, -12)
                                    .boxed()
                                    .flatMap(PilotPromiseTest::showing))
                    .toList();

    private final SplittableRandom random = new SplittableRandom(6);
    private PilotOutput output = OUTPUTS.getFirst();
    private PilotLevels levels = LEVELS.getFirst();

    private static Stream<PilotLevels> showing(int volts) {
        return Stream.of(
                new PilotLevels.Steady(new Volts(volts)),
                new PilotLevels.Swinging(new Volts(volts), new Volts(-12)),
                new PilotLevels.Swinging(new Volts(volts), new Volts(-6)));
    }

    @Test
    void soundDiodeIsForgottenOnlyInStateA() {
        PilotWatch watch = new PilotWatch();
        Diode before = Diode.UNTESTED;
        int forgotten = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            PilotView view = seen(watch, cycle);
            if (before == Diode.SOUND && view.diode() == Diode.UNTESTED) {
                assertThat(view.state()).isEqualTo(PilotState.A);
                forgotten++;
            }
            before = view.diode();
        }
        assertThat(forgotten).isPositive();
    }

    @Test
    void readyVehicleHasShownItWithinThreeCyclesOrTheCircuitIsNotBelieved() {
        PilotWatch watch = new PilotWatch();
        int without = 0;
        int most = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            PilotView view = seen(watch, cycle);
            without = view.raw().filter(PilotView::isReady).isPresent() ? 0 : without + 1;
            if (view.isReady() && view.health() == Health.GOOD) {
                most = Math.max(most, without);
            }
        }
        assertThat(most).isBetween(1, 3);
    }

    private PilotView seen(PilotWatch watch, int cycle) {
        if (random.nextInt(25) == 0) {
            levels = LEVELS.get(random.nextInt(LEVELS.size()));
        }
        if (random.nextInt(60) == 0) {
            output = OUTPUTS.get(random.nextInt(OUTPUTS.size()));
        }
        boolean glitch = random.nextInt(20) == 0;
        PilotLevels shown = glitch ? LEVELS.get(random.nextInt(LEVELS.size())) : levels;
        return watch.observe(new Uptime(cycle * 10_000_000L), shown, output);
    }
}
