package stanchion.board.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.board.LinuxWiring.Meter;
import stanchion.board.LinuxWiring.MeterDirection;
import stanchion.board.LinuxWiring.MeterParity;
import stanchion.board.LinuxWiring.MeterType;
import stanchion.hal.linux.modbus.MeterSettings;

final class EquippedBoardTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyMeterOfADescriptionHasADriver(MeterType type) {
        Meter meter =
                new Meter(type, "ttyUSB0", 9_600, MeterParity.ODD, 2, MeterDirection.KERNEL, 7);
        MeterSettings settings = EquippedBoard.settings(meter);
        assertThat(settings.kind().word())
                .isEqualTo(type.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(settings.line().port()).isEqualTo(Path.of("/dev/ttyUSB0"));
        assertThat(settings.address()).isEqualTo(7);
    }
}
