package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads whose board is not what its description says.
@EnabledOnOs(OS.LINUX)
class AbsentDeviceTest {
    @TempDir Path folder;

    private Roots roots() {
        return new Roots(folder, folder);
    }

    @Test
    void chipThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> GpioChip.byLabel(roots(), "pinctrl-bcm2711"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'pinctrl-bcm2711'")
                .hasMessageContaining("holds none");
    }

    @Test
    void pwmChipThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        Path device = Files.createDirectories(folder.resolve("devices/fe20c800.pwm"));
        Path chip = Files.createDirectories(folder.resolve("class/pwm/pwmchip0"));
        Files.createSymbolicLink(chip.resolve("device"), device);
        PwmChannel.Wanted wanted =
                new PwmChannel.Wanted(
                        "fe20c000.pwm", 0, Duration.ofMillis(1), 0, Polarity.ACTIVE_HIGH);
        assertThatThrownBy(() -> PwmChannel.open(roots(), wanted))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'fe20c000.pwm'")
                .hasMessageContaining("[fe20c800.pwm]");
    }

    @Test
    void deviceNodeThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Mcp3208.open(folder.resolve("spidev6.0"), 1_000_000))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("spidev6.0") + ": is not there (ENOENT)");
    }

    @Test
    void fileThatIsNoDeviceIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("i2c-1"), "");
        assertThatThrownBy(() -> I2cDevice.open(file, 0x48))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": cannot take address 0x48: is not such a device (ENOTTY)");
        assertThatThrownBy(() -> I2cDevice.open(file, 0x78)).hasMessageContaining("0x78");
    }

    @Test
    void converterAndSensorsThatAreNotThereAreNamed() {
        IioBuffer.Wanted wanted =
                new IioBuffer.Wanted("ads131m04", Optional.empty(), List.of("in_voltage0"), 4000);
        assertThatThrownBy(() -> IioBuffer.open(roots(), wanted))
                .hasMessageContaining("'ads131m04'");
        assertThatThrownBy(() -> OneWireTemperature.open(roots(), "28-0316a2794bff"))
                .hasMessageContaining("'28-0316a2794bff'");
        assertThatThrownBy(() -> HwmonTemperature.open(roots(), "lm75"))
                .hasMessageContaining("'lm75'");
    }
}
