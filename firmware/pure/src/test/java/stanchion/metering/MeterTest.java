package stanchion.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

final class MeterTest {
    private static final AdcScale VOLTS = new AdcScale(0.02, 0, -32768, 32767);
    private static final AdcScale AMPS = new AdcScale(0.003, 0, -32768, 32767);
    private static final AnalogFrontEnd ANALOG =
            new AnalogFrontEnd(
                    VOLTS,
                    new Hertz(50_000),
                    new AnalogFrontEnd.ProximityCircuit(VOLTS, new Volts(5), new Ohms(330)),
                    new Hertz(4800),
                    List.of(new PhaseChannels(VOLTS, AMPS, Duration.ZERO)));

    @Test
    void sineOf230VoltsAnd16AmpereMeters3680Watts() {
        int[] codes = new int[2 * 960];
        for (int n = 0; n < 960; n++) {
            double sine = Math.sqrt(2) * Math.sin(2 * Math.PI * 50 * n / 4800);
            codes[2 * n] = (int) Math.round(230 * sine / 0.02);
            codes[2 * n + 1] = (int) Math.round(16 * sine / 0.003);
        }
        List<MeterWindow> windows = new Meter(ANALOG).accept(new MainsBlock(0, 2, codes));
        assertThat(windows).hasSize(1);
        MeterWindow window = windows.getFirst();
        assertThat(window.phases().getFirst().active().value()).isCloseTo(3680, within(1.0));
        assertThat(window.imported().value()).isCloseTo(3680 * 0.2 / 3600, within(1e-4));
        assertThat(window.defects()).isEqualTo(MeterWindow.Defects.NONE);
    }
}
