package stanchion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.sim.PilotNode.Diode;

/// Terminal voltages against hand calculation with nominal parts.
final class PilotNodeTest {
    /// 12 V behind 1 kΩ: 0.7 V + 11.3 V × load / (load + 1 kΩ).
    @ParameterizedTest
    @CsvSource({
        "12, Infinity, 12",
        "12, 2740, 8.979",
        "12, 881.68, 5.995",
        "12, 245.79, 2.929",
        "-12, Infinity, -12",
        "-12, 2740, -12",
        "-12, 881.68, -12",
        "0.5, 2740, 0.5"
    })
    void vehicleBehindItsDiodeDividesTheSource(double source, double load, double terminal) {
        PilotNode node = new PilotNode(1000, load, 0.7, Diode.OK, 0);
        assertThat(node.settled(source)).isEqualTo(terminal, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"12, 2740, 8.791", "-12, 2740, -8.791", "-12, 881.68, -5.623"})
    void shortedDiodeLoadsBothPlateaus(double source, double load, double terminal) {
        PilotNode node = new PilotNode(1000, load, 0.7, Diode.SHORTED, 0);
        assertThat(node.settled(source)).isEqualTo(terminal, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"12, Infinity, 0.1188", "12, 2740, 0.1188", "-12, 2740, -0.1188"})
    void shortToProtectiveEarthLeavesMillivolts(double source, double load, double terminal) {
        PilotNode node = new PilotNode(1000, load, 0.7, Diode.OK, 0.1);
        assertThat(node.settled(source)).isEqualTo(terminal, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"12, 2740, 732.62", "-12, 2740, 1000", "12, Infinity, 1000"})
    void capacitanceIsChargedThroughWhatConducts(double source, double load, double ohms) {
        PilotNode node = new PilotNode(1000, load, 0.7, Diode.OK, 0);
        assertThat(node.ohmsSeen(source)).isEqualTo(ohms, within(0.01));
    }
}
