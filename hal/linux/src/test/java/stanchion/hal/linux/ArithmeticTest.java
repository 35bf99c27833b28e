package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.units.Celsius;

/// Bits and bytes of converters and sensors, against their datasheets.
class ArithmeticTest {
    @Test
    void checksumIsThatOfTheCatalogue() {
        int crc = CcittCrc.SEED;
        for (byte octet : "123456789".getBytes(StandardCharsets.US_ASCII)) {
            crc = CcittCrc.next(crc, octet);
        }
        assertThat(crc).isEqualTo(0x29B1); // the check value of CRC-16/CCITT-FALSE
    }

    @Test
    void anMcp3208IsAskedAsItsDatasheetDrawsIt() {
        assertThat(Mcp3208.request(0)).containsExactly(0x06, 0x00, 0x00);
        assertThat(Mcp3208.request(3)).containsExactly(0x06, 0xC0, 0x00);
        assertThat(Mcp3208.request(7)).containsExactly(0x07, 0xC0, 0x00);
        assertThatThrownBy(() -> Mcp3208.request(8)).hasMessageContaining("no channel 8");
    }

    @Test
    void anMcp3208ThatIsNotThereHasNoCode() {
        assertThat(Mcp3208.code(0xEA, 0xBC)).isEqualTo(0xABC);
        assertThat(Mcp3208.code(0xFF, 0xFF)).isEqualTo(Mcp3208.NO_ANSWER);
    }

    @Test
    void anAds131m04IsSetUpByItsRegisters() throws IOException {
        assertThat(Ads131m04.clock(1024)).isEqualTo(0x0F0E); // the chip's own after a reset
        assertThat(Ads131m04.clock(128)).isEqualTo(0x0F02);
        assertThat(Ads131m04.clock(16_384)).isEqualTo(0x0F1E);
        assertThat(Ads131m04.gains(1)).isZero();
        assertThat(Ads131m04.gains(32)).isEqualTo(0x5555);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 1000, 32_768, -128})
    void anOversamplingTheChipHasNotIsRefused(int oversampling) {
        assertThatThrownBy(() -> Ads131m04.clock(oversampling))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no oversampling of " + oversampling);
    }

    @Test
    void anAds1115ConvertsOneChannelAgainstGround() {
        assertThat(Ads1115.configuration(0)).isEqualTo(0xC3E3);
        assertThat(Ads1115.configuration(3)).isEqualTo(0xF3E3);
    }

    @ParameterizedTest
    @CsvSource({"0x1900, 25.0", "0x7D00, 125.0", "0xE700, -25.0", "0x1980, 25.5", "0x0010, 0.0625"})
    void anLm75SaysDegreesInItsUpperBits(String word, double celsius) {
        assertThat(I2cTemperature.celsius(Integer.decode(word)))
                .isEqualTo(new Reading.Present<>(new Celsius(celsius)));
    }

    @Test
    void aSensorBeyondItsRangeIsNoReading() {
        assertThat(I2cTemperature.celsius(0x8000))
                .isEqualTo(new Reading.Missing<Celsius>(Absence.IMPLAUSIBLE));
        assertThat(OneWireTemperature.celsius("127000"))
                .isEqualTo(new Reading.Missing<Celsius>(Absence.IMPLAUSIBLE));
    }

    @Test
    void whatAOneWireSensorHoldsBeforeItsFirstConversionIsNoReading() {
        assertThat(OneWireTemperature.celsius("85000"))
                .isEqualTo(new Reading.Missing<Celsius>(Absence.NOT_YET));
        assertThat(OneWireTemperature.celsius("84937"))
                .isEqualTo(new Reading.Present<>(new Celsius(84.937)));
        assertThat(OneWireTemperature.celsius(""))
                .isEqualTo(new Reading.Missing<Celsius>(Absence.SILENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "le:s24/32>>8 | 00 FF FF FF | -1",
                "le:s24/32>>0 | 01 00 80 00 | -8388607",
                "be:s24/32>>8 | 80 00 00 55 | -8388608",
                "le:u12/16>>4 | F0 AB | 2751",
                "be:u16/16 | 12 34 | 4660",
                "le:s8/8 | 80 | -128",
                "le:s64/64>>0 | 01 00 00 00 00 00 00 80 | -9223372036854775807",
                "be:u1/64>>63 | 80 00 00 00 00 00 00 00 | 1"
            })
    void aScanTypeSaysHowAValueStands(String type, String bytes, long value) throws IOException {
        String[] digits = bytes.split(" ", -1);
        byte[] buffer = new byte[digits.length];
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = (byte) Integer.parseInt(digits[i], 16);
        }
        assertThat(ScanElement.parse(type).value(MemorySegment.ofArray(buffer), 0))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "le:s24/32>>9", "xe:s24/32", "le:s24/24", "le:s16/32X2>>0", "le:s0/8"})
    void aScanTypeThatIsNoneIsRefused(String type) {
        assertThatThrownBy(() -> ScanElement.parse(type))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'" + type + "'");
    }

    @Test
    void eachElementOfAScanStandsAtAMultipleOfItsSize() throws IOException {
        ScanElement two = ScanElement.parse("le:u12/16>>0");
        ScanElement four = ScanElement.parse("le:s24/32>>0");
        ScanElement time = ScanElement.parse("le:s64/64>>0");
        assertThat(ScanLayout.of(List.of(two, four, two, time)))
                .isEqualTo(new ScanLayout(List.of(0L, 4L, 8L, 16L), 24));
        assertThat(ScanLayout.of(List.of(two, two, two)))
                .isEqualTo(new ScanLayout(List.of(0L, 2L, 4L), 6));
    }

    /// `_IOC(direction, type, number, size)` of asm-generic/ioctl.h.
    @Test
    void requestsCarryTheSizesOfTheirStructures() {
        assertThat(GpioAbi.CHIP_INFO).isEqualTo(ioc(2, 0xB4, 0x01, GpioAbi.CHIP_INFO_BYTES));
        assertThat(GpioAbi.LINE_INFO).isEqualTo(ioc(3, 0xB4, 0x05, GpioAbi.LINE_INFO_BYTES));
        MemorySegment request = GpioAbi.request(List.of(1), 0);
        assertThat(GpioAbi.REQUEST_LINES).isEqualTo(ioc(3, 0xB4, 0x07, request.byteSize()));
        assertThat(GpioAbi.READ_VALUES).isEqualTo(ioc(3, 0xB4, 0x0E, GpioAbi.VALUES_BYTES));
        assertThat(GpioAbi.WRITE_VALUES).isEqualTo(ioc(3, 0xB4, 0x0F, GpioAbi.VALUES_BYTES));
        SpiBurst burst = new SpiBurst(List.of(new byte[3], new byte[3]));
        assertThat(burst.request()).isEqualTo(ioc(1, 'k', 0, burst.message().byteSize()));
    }

    private static long ioc(int direction, int type, int number, long size) {
        return (long) direction << 30 | size << 16 | (long) type << 8 | number;
    }
}
