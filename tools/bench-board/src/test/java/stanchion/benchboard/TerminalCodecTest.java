package stanchion.benchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.benchboard.TerminalRecord.Driven;
import stanchion.benchboard.TerminalRecord.KeepAlive;
import stanchion.benchboard.TerminalRecord.Latch;
import stanchion.benchboard.TerminalRecord.Rearm;
import stanchion.benchboard.TerminalRecord.Sensed;
import stanchion.hal.Absence;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
import stanchion.link.Decoded;
import stanchion.link.Refusal;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;

class TerminalCodecTest {
    private static Sensed sensed() {
        return new Sensed(
                new Samples(
                        new Uptime(5),
                        new PilotCapture(new short[] {-32_768, 0, 32_767}),
                        1234,
                        new MainsBlock(1L << 40, 6, new int[] {1, -2, 3, -4, 5, Integer.MIN_VALUE}),
                        Inputs.lost(Absence.SILENT)));
    }

    static Stream<TerminalRecord> oneOfEach() {
        return Stream.of(
                sensed(),
                new Driven(Commands.SAFE),
                new Driven(
                        new Commands(
                                new PilotOutput.SteadyLow(),
                                ContactorCommand.OPEN,
                                ResidualTest.ON)),
                new Driven(
                        new Commands(
                                new PilotOutput.Pwm(new DutyCycle(26.67)),
                                ContactorCommand.CLOSE,
                                ResidualTest.OFF)),
                new KeepAlive(),
                new Latch(new Held.Armed()),
                new Latch(new Held.Tripped(Optional.empty())),
                new Latch(new Held.Tripped(Optional.of(Instant.ofEpochSecond(1_793_672_049)))),
                new Rearm());
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void everyRecordArrivesAsItWasSent(TerminalRecord record) {
        Decoded<TerminalRecord> decoded =
                TerminalCodec.decode(ByteBuffer.wrap(TerminalCodec.encode(record)));
        assertThat(decoded).usingRecursiveComparison().isEqualTo(new Decoded.Complete<>(record));
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void payloadCutAtAnyByteUnderAMatchingLengthIsRefused(TerminalRecord record) {
        byte[] frame = TerminalCodec.encode(record);
        for (int length = 2; length < frame.length - Integer.BYTES; length++) {
            ByteBuffer received = ByteBuffer.wrap(frame.clone(), 0, Integer.BYTES + length);
            received.putInt(0, length);
            assertThat(TerminalCodec.decode(received))
                    .isEqualTo(new Decoded.Refused<>(Refusal.TRUNCATED));
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void flippedBitNeverThrows(TerminalRecord record) {
        byte[] frame = TerminalCodec.encode(record);
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(TerminalCodec.decode(ByteBuffer.wrap(flipped))).isNotNull();
        }
    }
}
