package stanchion.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.security.LogVerifier.Verdict;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.gateway.store.StoreException;
import stanchion.units.Uptime;

/// The log as its owner gets it, and as somebody who altered it would have it.
class ChainedLogTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir private Path folder;
    private Uptime now = new Uptime(0);
    private boolean timeKnown = true;

    @Test
    void whatWasRecordedIsReadBackInOrderAndSound() throws Exception {
        ChainedLog log = open();
        timeKnown = false;
        record(log, Kind.STARTED, "gateway");
        timeKnown = true;
        record(log, Kind.COMMAND_REFUSED, "amps must be 0 or 6 to 80");
        log.seal();
        List<String> lines = lines(log);
        assertThat(lines.stream().map(line -> LogRecord.read(line).orElseThrow().event().kind()))
                .containsExactly(Kind.STARTED, Kind.COMMAND_REFUSED, Kind.CHECKPOINT);
        assertThat(LogRecord.read(lines.get(0)).orElseThrow().utc()).isEmpty();
        assertThat(LogRecord.read(lines.get(1)).orElseThrow().utc())
                .contains(NOON.plus(ChainedLog.INTERVAL));
        assertThat(verify(lines)).isEqualTo(new Verdict.Sound(log.id(), 1, 3, 3));
    }

    @Test
    void anyChangedByteOfAnyRecordIsFoundThere() throws Exception {
        ChainedLog log = open();
        for (int i = 0; i < 5; i++) {
            record(log, Kind.COMMAND_REFUSED, "number " + i);
        }
        log.seal();
        List<String> lines = lines(log);
        for (int record = 0; record < lines.size(); record++) {
            String line = lines.get(record);
            long number = record + 1L;
            for (int at = 0; at < line.length(); at++) {
                char other = line.charAt(at) == '7' ? '8' : '7';
                List<String> altered = new ArrayList<>(lines);
                altered.set(record, line.substring(0, at) + other + line.substring(at + 1));
                assertThat(verify(altered))
                        .as("record %d, byte %d", record + 1, at)
                        .isInstanceOfSatisfying(
                                Verdict.Broken.class,
                                broken ->
                                        assertThat(broken.number())
                                                .isBetween(Math.max(1, number - 1), number));
            }
        }
    }

    @Test
    void recordThatIsMissingOrMovedIsNamed() throws Exception {
        ChainedLog log = open();
        for (int i = 0; i < 5; i++) {
            record(log, Kind.ACCESS_REFUSED, "number " + i);
        }
        log.seal();
        List<String> without = new ArrayList<>(lines(log));
        without.remove(2);
        assertThat(verify(without))
                .isEqualTo(new Verdict.Broken(3, "record 4 stands in its place"));
        List<String> headless = lines(log).subList(2, 6);
        assertThat(verify(headless))
                .isEqualTo(
                        new Verdict.Broken(
                                1, "it is missing, and no record says that it was dropped"));
        List<String> endless = lines(log).subList(0, 4);
        assertThat(verify(endless)).isEqualTo(new Verdict.Sound(log.id(), 1, 4, 0));
    }

    @Test
    void logThatSomebodyWroteAnewWithoutTheKeyIsFound() throws Exception {
        ChainedLog log = open();
        record(log, Kind.TAMPER_ATTEMPT, "lid");
        log.seal();
        List<String> forged = new ArrayList<>();
        LogRecord first = LogRecord.read(lines(log).getFirst()).orElseThrow();
        LogRecord innocent =
                new LogRecord(
                        first.log(),
                        1,
                        new SecurityEvent(Kind.STARTED, "nothing"),
                        first.machine(),
                        first.uptimeMillis(),
                        first.utc(),
                        first.before());
        LogRecord signature = LogRecord.read(lines(log).get(1)).orElseThrow();
        forged.add(innocent.line());
        forged.add(
                new LogRecord(
                                first.log(),
                                2,
                                signature.event(),
                                signature.machine(),
                                signature.uptimeMillis(),
                                signature.utc(),
                                innocent.hash())
                        .line());
        assertThat(verify(forged))
                .isEqualTo(
                        new Verdict.Broken(
                                2, "its signature is not the charger's over the records before"));
    }

    @Test
    void lineThatAPowerCutToreIsTakenAwayAndTheLogGoesOn() throws Exception {
        ChainedLog log = open();
        record(log, Kind.STARTED, "");
        record(log, Kind.ACCESS_REFUSED, "");
        Path file = folder.resolve("000000000001.log");
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, UTF_8).indexOf('\n') + 1;
        for (int cut = first + 1; cut < whole.length; cut++) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            ChainedLog again = open();
            assertThat(lines(again)).hasSize(2).last().asString().contains("LOG_DAMAGED");
            assertThat(verify(lines(again))).isInstanceOf(Verdict.Sound.class);
        }
    }

    @Test
    void alterationIsRecordedAtTheNextStart() throws Exception {
        ChainedLog log = open();
        record(log, Kind.TAMPER_ATTEMPT, "lid");
        record(log, Kind.STARTED, "");
        Path file = folder.resolve("000000000001.log");
        Files.writeString(file, Files.readString(file).replace("lid", "dil"));
        assertThat(lines(open()).getLast()).contains("LOG_DAMAGED", "record 1: ");
    }

    @Test
    void endThatWasCutOffIsRecordedWhenSomebodyElseHasSeenIt() throws Exception {
        ChainedLog log = open();
        record(log, Kind.STARTED, "");
        record(log, Kind.TAMPER_ATTEMPT, "lid");
        Path file = folder.resolve("000000000001.log");
        String line = Files.readString(file).lines().findFirst().orElseThrow();
        Files.writeString(file, line + "\n");
        ChainedLog again = open();
        again.witnessed(2);
        assertThat(lines(again).getLast()).contains("LOG_DAMAGED", "records 2 to 2 were cut off");
        assertThat(verify(lines(again)))
                .isEqualTo(new Verdict.Broken(2, "record 3 stands in its place"));
    }

    @Test
    void oldestRecordsGoAndItIsSaidWhetherSomebodyHasThem() throws Exception {
        ChainedLog log = open();
        for (int i = 0; i < 2 * Segments.LONGEST; i++) {
            record(log, Kind.COMMAND_ACCEPTED, "");
        }
        log.exported(Segments.LONGEST);
        for (int i = 0; i < 3 * Segments.LONGEST; i++) {
            record(log, Kind.COMMAND_ACCEPTED, "");
        }
        List<String> lines = lines(log);
        assertThat(lines.size()).isBetween(Segments.LONGEST, 2 * Segments.LONGEST + 2);
        assertThat(String.join("\n", lines)).contains("are gone, not exported");
        assertThat(verify(lines)).isInstanceOf(Verdict.Sound.class);
        assertThat(verify(lines(open()))).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void floodIsCountedInsteadOfRecorded() throws Exception {
        ChainedLog log = open();
        for (int i = 0; i < ChainedLog.BURST + 1000; i++) {
            log.record(new SecurityEvent(Kind.ACCESS_REFUSED, ""));
        }
        pass(Duration.ofMinutes(1));
        log.record(new SecurityEvent(Kind.STARTED, ""));
        assertThat(lines(log)).hasSizeLessThan(ChainedLog.BURST + 6);
        assertThat(String.join("\n", lines(log))).contains("EVENTS_SUPPRESSED", "1000 events");
    }

    @Test
    void floodOfOneKindHidesNoOther() throws Exception {
        ChainedLog log = open();
        for (int i = 0; i < 10 * ChainedLog.BURST; i++) {
            log.record(new SecurityEvent(Kind.ACCESS_REFUSED, ""));
        }
        log.record(new SecurityEvent(Kind.TAMPER_ATTEMPT, "lid"));
        assertThat(lines(log).getLast()).contains("TAMPER_ATTEMPT", "lid");
    }

    @Test
    void signatureComesAfterSoManyRecordsOrSoMuchTime() throws Exception {
        ChainedLog log = open();
        record(log, Kind.STARTED, "");
        log.tick();
        assertThat(lines(log)).hasSize(1);
        pass(ChainedLog.SIGNED_AFTER.plusSeconds(1));
        log.tick();
        assertThat(lines(log)).hasSize(2).last().asString().contains("CHECKPOINT");
        pass(ChainedLog.SIGNED_AFTER.plusSeconds(1));
        log.tick();
        assertThat(lines(log)).hasSize(2);
        for (int i = 0; i < ChainedLog.SIGNED_EVERY; i++) {
            record(log, Kind.ACCESS_REFUSED, "");
        }
        assertThat(lines(log).getLast()).contains("CHECKPOINT");
    }

    private ChainedLog open() throws StoreException {
        return ChainedLog.open(
                folder,
                new ChainedLog.Setting(
                        "machine-1",
                        () -> now,
                        at ->
                                timeKnown
                                        ? Optional.of(NOON.plusNanos(at.nanos()))
                                        : Optional.empty(),
                        checkpoint -> Optional.of(signature(checkpoint)),
                        2));
    }

    private void record(ChainedLog log, Kind kind, String detail) {
        log.record(new SecurityEvent(kind, detail));
        pass(ChainedLog.INTERVAL);
    }

    private void pass(Duration span) {
        now = now.plus(span);
    }

    private static List<String> lines(ChainedLog log) throws StoreException {
        return log.after(0, Integer.MAX_VALUE - 1).rows();
    }

    private static Verdict verify(List<String> lines) {
        return LogVerifier.verify(lines, (jws, checkpoint) -> jws.equals(signature(checkpoint)));
    }

    /// A stand-in that anybody could make: the real one is of `identity.LogSeal`.
    private static String signature(Seal.Checkpoint checkpoint) {
        return LogRecord.hash("secret" + checkpoint.payload());
    }
}
