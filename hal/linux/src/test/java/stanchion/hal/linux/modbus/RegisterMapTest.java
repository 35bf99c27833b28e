package stanchion.hal.linux.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.modbus.RegisterMap.Row;
import stanchion.units.Uptime;

final class RegisterMapTest {
    @ParameterizedTest
    @EnumSource
    void everyRowLiesInOneBlockAndNoTwoBlocksAreOfOneLength(MeterKind kind) {
        List<Block> blocks = kind.map().blocks();
        for (Row row : kind.map().rows()) {
            assertThat(blocks.stream().filter(block -> block.holds(row))).as("%s", row).hasSize(1);
        }
        assertThat(blocks.stream().map(Block::count)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyMeterGivesVoltsAndAmperesOfEachPhaseAndBothEnergies(MeterKind kind) {
        assertThat(kind.map().rows().stream().map(Row::quantity))
                .doesNotHaveDuplicates()
                .contains(
                        Quantity.VOLTS_L1, Quantity.AMPS_L1, Quantity.IMPORTED, Quantity.EXPORTED);
        assertThat(MeterKind.of(kind.word())).contains(kind);
    }

    /// The example of Modbus over Serial Line's own appendix and of every manual: 01 04 0000 0002.
    @Test
    void frameOfARequestIsAsEveryManualPrintsIt() {
        assertThat(new ReadRequest(1, 4, 0, 2).frame())
                .containsExactly(1, 4, 0, 0, 0, 2, 0x71, (byte) 0xCB);
    }

    @Test
    void whatAMeterDoesNotHaveIsNoNumber() {
        assertThat(Format.UINT32.read(new int[] {0xFFFF, 0xFFFF}, 0)).isEmpty();
        assertThat(Format.INT32.read(new int[] {0x7FFF, 0xFFFF}, 0)).isEmpty();
        assertThat(Format.INT32_LOW_FIRST.read(new int[] {0xFFFF, 0x7FFF}, 0)).isEmpty();
        assertThat(Format.UINT64.read(new int[] {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}, 0)).isEmpty();
        assertThat(Format.FLOAT32.read(new int[] {0x7FC0, 0}, 0)).isEmpty();
    }

    @Test
    void wordOrderAndSignAreThoseOfTheFormat() {
        assertThat(Format.FLOAT32.read(new int[] {0x4366, 0x3333}, 0))
                .isEqualTo(OptionalDouble.of(Float.intBitsToFloat(0x43663333)));
        assertThat(Format.INT32.read(new int[] {0xFFFF, 0xFFFE}, 0)).hasValue(-2);
        assertThat(Format.INT32_LOW_FIRST.read(new int[] {0xFFFE, 0xFFFF}, 0)).hasValue(-2);
        assertThat(Format.UINT32.read(new int[] {0xFFFF, 0xFFFE}, 0)).hasValue(4_294_967_294.0);
        assertThat(Format.UINT64.read(new int[] {0, 1, 0, 2}, 0)).hasValue(4_294_967_298.0);
    }

    @Test
    void valueBeyondAnyChargersSupplyIsNotBelieved() {
        RegisterMap map = MeterKind.SDM120.map();
        int[] instant = new int[14];
        int high = Float.floatToIntBits(900) >> 16;
        assertThat(map.decode(List.of(instant, new int[4]), new Uptime(0))).isPresent();
        instant[0] = high;
        assertThat(map.decode(List.of(instant, new int[4]), new Uptime(0)))
                .isEqualTo(Optional.empty());
    }
}
