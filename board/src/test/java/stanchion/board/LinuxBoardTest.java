package stanchion.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.board.BoardFile.Described;
import stanchion.board.BoardFile.Refused;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;

/// Boards of the driver `linux`: their scales, and what is refused.
class LinuxBoardTest {
    private static final Path REFERENCE = Path.of("cm4-reference", "board.conf");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cm4-reference", "virtual"})
    void boardOfLinuxSaysWhatItsSignalsAreWiredTo(String board) {
        BoardDescription description = described(Path.of(board, "board.conf"));
        assertThat(description.profile().name()).isEqualTo(board);
        LinuxWiring wiring = description.linux().orElseThrow();
        assertThat(wiring.outputs().contactor()).hasSize(2);
        assertThat(wiring.outputs().keepAlive().name()).isEqualTo("GPIO27");
        assertThat(wiring.mains().channels()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void scalesFollowFromResistorsAndTransformers() {
        AnalogFrontEnd analog = described(REFERENCE).profile().analog();
        // by hand: node = (12 / 100k + 3 / 21.5k) / (1 / 100k + 1 / 21.5k + 1 / 26.7k)
        double node = (12 / 100e3 + 3 / 21.5e3) / (1 / 100e3 + 1 / 21.5e3 + 1 / 26.7e3);
        assertThat(analog.pilot().valueOf(node / 3 * 4096)).isCloseTo(12, within(1e-9));
        double tap = 230 * 2200 / 1_202_200.0;
        assertThat(analog.phases().get(0).volts().valueOf(tap / 1.2 * 8_388_608))
                .isCloseTo(230, within(1e-9));
        double secondary = 32 / 2500.0 * 33;
        assertThat(analog.phases().get(2).amps().valueOf(secondary / 1.2 * 8_388_608))
                .isCloseTo(32, within(1e-9));
    }

    @Test
    void whatTheProximityDividerDrawsIsReckonedWith() {
        ProximityCircuit circuit = described(REFERENCE).profile().analog().proximity();
        // by hand: 680 Ohm and the divider of 35 kOhm beside it, behind 1 kOhm at 5 V
        double beside = 1 / (1 / 680.0 + 1 / 35e3);
        double contact = 5 * beside / (beside + 1000);
        double code = contact * 20 / 35 / 3 * 4096;
        double volts = circuit.volts().valueOf(code);
        double cable =
                circuit.pullUpResistor().value() * volts / (circuit.pullUp().value() - volts);
        assertThat(cable).isCloseTo(680, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpio-chip|gpio-chip = gpio chip|gpio-chip needs no unit, not 'chip'",
                "gpio-resting-low|gpio-resting-low = GPIO0-27|gpio-resting-low: pinctrl-bcm2711"
                        + " pulls only GPIO9-27 low at reset",
                "gpio-resting-low|gpio-resting-low = all|gpio-resting-low: 'all' is not pins like"
                        + " GPIO9-27",
                "contactor-1|contactor-1 = GPIO4 active-high|contactor-1: GPIO4 is an output and"
                        + " must rest low at reset: GPIO9…27 do",
                "contactor-1|contactor-1 = GPIO17 active-low|contactor-1 must be active-high: the"
                        + " pin is low at reset",
                "contactor-1|contactor-1 = GPIO17|contactor-1 needs its level: active-high or"
                        + " active-low",
                "contactor-1|contactor-1 = GPIO22 active-high|contactor-2: GPIO22 is taken by"
                        + " contactor-1 already",
                "contactor-poles|contactor-poles = 3|contactor-poles must be 4: 3 phases and the"
                        + " neutral",
                "contactor-coils|contactor-coils = 1|unknown key 'contactor-2'",
                "keep-alive|# none|the key 'keep-alive' is missing",
                "keep-alive|keep-alive = none|keep-alive needs its level",
                "residual-test|residual-test = GPIO3 active-high|residual-test: GPIO3 is an output",
                "mirror-open|mirror-open = none|mirror-open needs its level",
                "load-live|load-live = GPIO10 active-low|mains-bus-1: GPIO10 is taken by load-live"
                        + " already",
                "residual-dc|residual-dc = GPIO26 active-low|residual-dc: GPIO26 is taken by"
                        + " residual-ac already",
                "mains-ready|mains-ready = GPIO18 active-low|mains-ready: GPIO18 is taken by"
                        + " spidev6.0 already",
                "pilot-pin|pilot-pin = GPIO2|pilot-pin: GPIO2 is an output and must rest low",
                "pilot-pwm-period|pilot-pwm-period = 100000 ns|pilot-pwm-period must be"
                        + " 980400…1020400 ns, not 100000",
                "pilot-drive|pilot-drive = backward|pilot-drive: 'backward' is none of [straight,"
                        + " inverting]",
                "pilot-adc|pilot-adc = ads1115|pilot-adc: 'ads1115' is none of [mcp3208]",
                "pilot-bus|pilot-bus = spidev0.1|mains-bus-2: spidev0.1 is taken by pilot-bus"
                        + " already",
                "pilot-bus|pilot-bus = /dev/spidev6.0|pilot-bus: '/dev/spidev6.0' is not a device"
                        + " like spidev0.0",
                "pilot-rate|pilot-rate = 8000 Hz|pilot-rate must be 10000…200000 Hz, not 8000",
                "pilot-rate|pilot-rate = 50000 Hz|pilot-rate: 24 clocks at 1000000 Hz and 10 us"
                        + " of rest a conversion give at most 29412 Hz",
                "pilot-burst|pilot-burst = 50|pilot-burst lasts 1.79 ms; it must span two PWM"
                        + " periods",
                "pilot-burst|pilot-burst = 200|pilot-burst lasts 7.14 ms; a round of the sampler"
                        + " has 4 ms",
                "rated-current|rated-current = 80 A|pilot-burst shows 3.4 codes of the shortest"
                        + " plateau; 4 are needed",
                "pilot-series|pilot-series = 1000 Ohm|pilot-series must be 100000…10000000 Ohm",
                "pilot-to-ground|pilot-to-ground = 100000 Ohm|pilot reaches -14.0…6.0 V and clips",
                "proximity-channel|proximity-channel = 0|proximity-channel is the pilot's",
                "proximity-to-ground|proximity-to-ground = 100000 Ohm|proximity reaches -0.0…3.4 V"
                        + " and clips",
                "proximity-resistor|proximity-resistor = 10 Ohm|proximity-resistor must be"
                        + " 100…10000 Ohm",
                "mains-rate|mains-rate = 2000 Hz|mains-rate must be 4000…64000 Hz, not 2000",
                "mains-rate|mains-rate = 4100 Hz|mains-rate must be 4096000 Hz (half of"
                        + " mains-crystal) divided by a power of two",
                "mains-clock|mains-clock = 2000000 Hz|mains-rate: reading a frame at mains-clock"
                        + " takes 144 us, more than half of the 250 us between frames",
                "mains-gain|mains-gain = 3|mains-gain must be one of [1, 2, 4, 8,",
                "mains-gain|mains-gain = 2|l1-volts reaches -327.9…327.9 V and clips",
                "l2-amps-channel|l2-amps-channel = 0|l2-amps-channel: channel 0 is taken already",
                "l2-amps-channel|l2-amps-channel = 8|l2-amps-channel must be 0…7, not 8",
                "l1-burden|l1-burden = 100 Ohm|l1-amps reaches -30.0…30.0 A and clips",
                "l3-volts-shunt|l3-volts-shunt = 10000 Ohm|l3-volts reaches -145.2…145.2 V and"
                        + " clips",
                "temperature-sensor|temperature-sensor = none|temperature-sensor: 'none' is none of"
                        + " [lm75, hwmon, one-wire]",
                "temperature-address|temperature-address = 72|temperature-address: '72' is not an"
                        + " address like 0x48",
                "watchdog|# none|the key 'watchdog' is missing",
                "watchdog-limit|watchdog-limit = 0 s|watchdog-limit must be 1…15 s, not 0",
                "silence-limit|silence-limit = 5000 ms|silence-limit must be 30…500 ms, not 5000",
                "tamper-latch|# none|the key 'tamper-latch' is missing",
                "tamper-latch|tamper-latch = /dev/rtc0|tamper-latch: '/dev/rtc0' is not a kernel's"
                        + " name",
                "supply-current|supply-current = 0 A|supply-current must be 6…80 A, not 0",
            })
    void unsafeWiringIsRefusedWithItsReason(String key, String replacement, String reason)
            throws IOException {
        Refused refused = refused(lines().map(key, replacement));
        assertThat(refused.reason()).startsWith(reason);
        assertThat(refused.line()).isPositive();
    }

    @Test
    void aClockThatKeepsTheLatchIsNamedByItsDriver() throws IOException {
        Path file = folder.resolve("board.conf");
        Files.write(file, lines().map("tamper-latch", "tamper-latch = rtc-rv3028").lines);
        assertThat(described(file).linux().orElseThrow().tamperLatch()).hasValue("rtc-rv3028");
    }

    @Test
    void everyLineOfABoardIsNeeded() throws IOException {
        List<String> lines = lines().lines;
        for (int i = 0; i < lines.size(); i++) {
            int left = i;
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            List<String> rest =
                    IntStream.range(0, lines.size())
                            .filter(line -> line != left)
                            .mapToObj(lines::get)
                            .toList();
            refused(new Text(rest));
        }
    }

    private record Text(List<String> lines) {
        Text map(String key, String replacement) {
            return new Text(
                    lines.stream()
                            .map(line -> line.startsWith(key + " ") ? replacement : line)
                            .toList());
        }
    }

    private static Text lines() throws IOException {
        return new Text(Files.readAllLines(REFERENCE));
    }

    private Refused refused(Text text) throws IOException {
        Path file = folder.resolve("board.conf");
        Files.write(file, text.lines);
        BoardFile.Result result = BoardFile.read(file);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private static BoardDescription described(Path file) {
        BoardFile.Result result = BoardFile.read(file);
        assertThat(result).isInstanceOf(Described.class);
        return ((Described) result).description();
    }
}
