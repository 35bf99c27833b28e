package stanchion.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stanchion.hal.Absence;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

class LinkCodecTest {
    private static final Uptime AT = new Uptime(123_456_789L);

    static Stream<LinkRecord> oneOfEach() {
        Report.Meter.Phase phase =
                new Report.Meter.Phase(
                        new Volts(230.1),
                        new Amps(15.9),
                        new Watts(3650),
                        new Vars(-12),
                        new VoltAmperes(3655),
                        0.998);
        return Stream.of(
                new LinkRecord.Hello(-5, AT, "0.1.0", "bench", new Amps(32), 3),
                new LinkRecord.Acknowledge(7),
                new LinkRecord.Asked(new Request.Limit(1, new Amps(16), Duration.ofMinutes(5))),
                new LinkRecord.Asked(new Request.Enable(2, Request.Enablement.DISABLED)),
                new LinkRecord.Asked(new Request.ClearFaults(3)),
                new LinkRecord.Asked(new Request.ClearTampering(6)),
                new LinkRecord.Asked(new Request.Suspect(7, Fault.REFUSED_TOO_OFTEN)),
                new LinkRecord.Asked(new Request.AlertTold(8, AT)),
                new LinkRecord.Asked(new Request.Hold(4, Duration.ofMinutes(1))),
                new LinkRecord.Asked(
                        new Request.Allow(
                                5,
                                new NamedLimit(new Amps(12.5), LimitSource.HOUSE),
                                Duration.ofMinutes(2))),
                new LinkRecord.Numbered(1, status(new Reading.Present<>(new Celsius(21.5)))),
                new LinkRecord.Numbered(2, status(new Reading.Missing<>(Absence.SILENT))),
                new LinkRecord.Numbered(
                        3,
                        meter(List.of(phase, phase, phase), new Reading.Present<>(new Hertz(50)))),
                new LinkRecord.Numbered(
                        7, meter(List.of(phase), new Reading.Missing<>(Absence.SILENT))),
                new LinkRecord.Numbered(4, new Report.Event(AT, "PLUGGED", "Kabel 32 Ω")),
                new LinkRecord.Numbered(
                        5,
                        new Report.Session(
                                AT,
                                12,
                                Duration.ofSeconds(90),
                                new Report.Charged(
                                        new WattHours(120),
                                        new WattHours(0.5),
                                        new Watts(7400),
                                        new WattHours(1234.5)),
                                "UNPLUGGED")),
                new LinkRecord.Numbered(7, new Report.Rhythm(AT, 123_456, 7)),
                new LinkRecord.Numbered(
                        6,
                        new Report.RequestOutcome(
                                AT, 1, Verdict.REFUSED, new Amps(16), "above the board's rating")));
    }

    private static Report.Meter meter(List<Report.Meter.Phase> phases, Reading<Hertz> frequency) {
        return new Report.Meter(
                AT,
                phases,
                frequency,
                new Watts(10_950),
                totals(phases.size()),
                new WattHours(34.5));
    }

    private static EnergyTotals totals(int phases) {
        EnergyTotals.Phase phase = new EnergyTotals.Phase(new WattHours(411), new WattHours(0.25));
        return new EnergyTotals(
                new WattHours(1234.5), new WattHours(0.75), Collections.nCopies(phases, phase));
    }

    private static Report.Status status(Reading<Celsius> temperature) {
        return new Report.Status(
                AT,
                PilotState.C,
                "Charging",
                new DutyCycle(26.67),
                new Amps(16),
                new NamedLimit(new Amps(32), LimitSource.CABLE),
                Request.Enablement.ENABLED,
                ContactorPosition.CLOSED,
                Set.of(Fault.GROUND_FAULT, Fault.TAMPER),
                temperature,
                new WattHours(120));
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void everyRecordArrivesAsItWasSent(LinkRecord record) {
        ByteBuffer received = ByteBuffer.wrap(LinkCodec.encode(record));
        assertThat(LinkCodec.decode(received)).isEqualTo(new Decoded.Complete<>(record));
        assertThat(received.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void frameCutAtAnyByteIsIncompleteAndStaysInTheBuffer(LinkRecord record) {
        byte[] frame = LinkCodec.encode(record);
        for (int length = 0; length < frame.length; length++) {
            ByteBuffer received = ByteBuffer.wrap(frame, 0, length);
            assertThat(LinkCodec.decode(received)).isInstanceOf(Decoded.Incomplete.class);
            assertThat(received.remaining()).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void payloadCutAtAnyByteUnderAMatchingLengthIsRefused(LinkRecord record) {
        byte[] frame = LinkCodec.encode(record);
        for (int length = 2; length < frame.length - Integer.BYTES; length++) {
            ByteBuffer received = ByteBuffer.wrap(frame.clone(), 0, Integer.BYTES + length);
            received.putInt(0, length);
            assertThat(LinkCodec.decode(received))
                    .as("%s cut to %d", record, length)
                    .isEqualTo(new Decoded.Refused<>(Refusal.TRUNCATED));
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void flippedBitNeverThrowsAndNeverTakesMoreThanTheFrame(LinkRecord record) {
        byte[] frame = LinkCodec.encode(record);
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(LinkCodec.decode(ByteBuffer.wrap(flipped))).isNotNull();
        }
    }

    @Test
    void randomBytesUnderAValidHeaderNeverThrow() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(120)];
            random.nextBytes(payload);
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 6).putInt(payload.length + 2);
            frame.put((byte) 1).put((byte) (1 + random.nextInt(4))).put(payload).flip();
            assertThat(LinkCodec.decode(frame)).isNotNull();
        }
    }

    @Test
    void twoFramesInOneBufferAreTakenOneByOne() {
        byte[] first = LinkCodec.encode(new LinkRecord.Acknowledge(1));
        byte[] second = LinkCodec.encode(new LinkRecord.Acknowledge(2));
        ByteBuffer received =
                ByteBuffer.allocate(first.length + second.length).put(first).put(second).flip();
        assertThat(LinkCodec.decode(received))
                .isEqualTo(new Decoded.Complete<>(new LinkRecord.Acknowledge(1)));
        assertThat(LinkCodec.decode(received))
                .isEqualTo(new Decoded.Complete<>(new LinkRecord.Acknowledge(2)));
        assertThat(LinkCodec.decode(received)).isInstanceOf(Decoded.Incomplete.class);
    }

    static Stream<Arguments> refusals() {
        byte[] limit =
                LinkCodec.encode(
                        new LinkRecord.Asked(
                                new Request.Limit(1, new Amps(16), Duration.ofSeconds(1))));
        byte[] enable =
                LinkCodec.encode(
                        new LinkRecord.Asked(new Request.Enable(1, Request.Enablement.ENABLED)));
        byte[] event = LinkCodec.encode(new LinkRecord.Numbered(1, new Report.Event(AT, "A", "B")));
        byte[] twoFaults =
                LinkCodec.encode(
                        new LinkRecord.Numbered(1, status(new Reading.Missing<>(Absence.SILENT))));
        return Stream.of(
                refused(Refusal.FRAME_TOO_LONG, at(limit, 0, 0x7F)),
                refused(Refusal.FRAME_TOO_LONG, at(limit, 0, 0xFF)),
                refused(Refusal.FRAME_TOO_SHORT, at(limit, 3, 1)),
                refused(Refusal.UNKNOWN_VERSION, at(limit, 4, 2)),
                refused(Refusal.UNKNOWN_TYPE, at(limit, 5, 9)),
                refused(Refusal.UNKNOWN_TYPE, at(limit, 6, 9)),
                refused(Refusal.NOT_A_NUMBER, at(at(limit, 15, 0x7F), 16, 0xF8)),
                refused(Refusal.OUT_OF_RANGE, at(limit, 23, 0x80)),
                refused(Refusal.UNKNOWN_CONSTANT, at(enable, 15, 2)),
                refused(Refusal.TEXT_TOO_LONG, at(event, 23, 0x7F)),
                refused(Refusal.MALFORMED_TEXT, at(event, 25, 0xFF)),
                refused(Refusal.DUPLICATE, at(twoFaults, 64, 0)),
                refused(Refusal.TRAILING_BYTES, longerByOne(enable)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRefusalHasItsOwnCause(Refusal cause, byte[] frame) {
        assertThat(LinkCodec.decode(ByteBuffer.wrap(frame)))
                .isEqualTo(new Decoded.Refused<>(cause));
    }

    @Test
    void textBeyondTheLimitIsCutAtACharactersEnd() {
        String longText = "ä".repeat(500) + "x";
        byte[] frame =
                LinkCodec.encode(
                        new LinkRecord.Numbered(1, new Report.Event(AT, "NAME", "x" + longText)));
        assertThat(LinkCodec.decode(ByteBuffer.wrap(frame)))
                .isEqualTo(
                        new Decoded.Complete<>(
                                new LinkRecord.Numbered(
                                        1, new Report.Event(AT, "NAME", "x" + "ä".repeat(399)))));
    }

    private static Arguments refused(Refusal cause, byte[] frame) {
        return Arguments.of(cause, frame);
    }

    private static byte[] at(byte[] frame, int place, int value) {
        byte[] changed = frame.clone();
        changed[place] = (byte) value;
        return changed;
    }

    private static byte[] longerByOne(byte[] frame) {
        ByteBuffer longer = ByteBuffer.allocate(frame.length + 1).put(frame).put((byte) 0);
        return longer.putInt(0, frame.length - Integer.BYTES + 1).array();
    }
}
