package stanchion.hal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

class PortValuesTest {
    @Test
    void aCodeBecomesAVoltageThroughZeroAndSlope() {
        AdcScale scale = new AdcScale(0.01, 2048, 0, 4095);

        assertThat(scale.valueOf(2048)).isZero();
        assertThat(scale.valueOf(3248)).isEqualTo(12.0);
    }

    @Test
    void aScaleWithoutSlopeOrWithCrossedLimitsIsRefused() {
        assertThatThrownBy(() -> new AdcScale(0, 0, 0, 1)).hasMessageContaining("slope");
        assertThatThrownBy(() -> new AdcScale(1, 0, 5, 5)).hasMessageContaining("not below");
    }

    @Test
    void aBoardHasOneToThreePhases() {
        AdcScale scale = new AdcScale(1, 0, -1, 1);
        ProximityCircuit proximity = new ProximityCircuit(scale, new Volts(5), new Ohms(330));

        assertThatThrownBy(() ->
                        new AnalogFrontEnd(
                                scale, new Hertz(20_000), proximity, new Hertz(8_000), List.of()))
                .hasMessageContaining("1…3 phases");
    }

    @Test
    void aBlockHoldsWholeFrames() {
        assertThat(new MainsBlock(0, 2, new int[96]).frames()).isEqualTo(48);
        assertThatThrownBy(() -> new MainsBlock(0, 4, new int[6])).hasMessageContaining("6 codes");
    }

    @Test
    void aBoardThatLostItsSensorsReportsTheWorst() {
        Inputs lost = Inputs.lost(Absence.SILENT);

        assertThat(lost.mirror()).isEqualTo(ContactorPosition.CLOSED);
        assertThat(lost.residual()).isEqualTo(ResidualMonitor.FAILED);
        assertThat(lost.earth()).isEqualTo(Earth.LOST);
        assertThat(lost.supply()).isEqualTo(Amps.ZERO);
    }
}
