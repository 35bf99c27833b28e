package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.control.ControlCycle.Outcome;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalReader;
import stanchion.replay.Difference;
import stanchion.replay.Replay;
import stanchion.sim.virtual.LifeRun.Plan;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.VirtualTarget.Fidelity;
import stanchion.units.Uptime;

/// What a journal promises, seen on the journal of a simulated charger.
final class JournalTest {
    private static final int ALTERED = 54;

    private static byte[] good = {};

    /// Its first cycles, in blocks of ten.
    private static byte[] small = {};

    @BeforeAll
    static void record() {
        Journalled journal = new Journalled();
        Story.charge(VirtualBench.charger(3, Fidelity.WAVEFORMS, journal));
        good = journal.bytes();
        Journalled beginning = new Journalled();
        List<JournalEntry> entries = entries(good).subList(0, 34);
        for (int i = 0; i < entries.size(); i++) {
            beginning.accept(entries.get(i));
            if (i % 10 == 0) {
                beginning.flush();
            }
        }
        small = beginning.bytes();
    }

    @Test
    void sessionOfARandomSeedIsRepeated() {
        Journalled journal = new Journalled();
        SessionRun.of(5, 2, _ -> {}, journal);
        assertThat(Replay.of(journal.buffer(), _ -> {})).isInstanceOf(Replay.Identical.class);
    }

    @Test
    void lifeInValuesIsRepeated() {
        Journalled journal = new Journalled();
        Plan plan = new Plan(5, 1, Duration.ofHours(1), Faults.SOME);
        LifeRun run = LifeRun.of(plan, _ -> {}, journal);
        Replay.Result result = Replay.of(journal.buffer(), _ -> {});
        assertThat(result).isInstanceOf(Replay.Identical.class);
        assertThat(result.tally().cycles()).isGreaterThan(run.cycles() / 2);
    }

    @Test
    void flippedByteIsRefusedWithThePositionOfItsBlock() {
        List<Integer> blocks = blocks(small);
        for (int at = 0; at < small.length; at++) {
            byte[] flipped = small.clone();
            flipped[at] ^= 0x40;
            JournalReader.Refused refused = refusal(flipped);
            int expected = at;
            int block =
                    blocks.stream()
                            .filter(start -> start <= expected)
                            .max(Integer::compare)
                            .orElse(0);
            int opening = at == 7 ? 7 : 0;
            assertThat(refused.position()).isEqualTo(at < 8 ? opening : block);
        }
    }

    @Test
    void journalCutAnywhereInItsLastBlockIsRepeatedUpToIt() {
        int last = blocks(small).getLast();
        for (int end = last; end < small.length; end++) {
            Replay.Result result = Replay.of(ByteBuffer.wrap(small, 0, end).slice(), _ -> {});
            assertThat(result)
                    .isEqualTo(new Replay.Identical(new Replay.Tally(30, 1, 0, 0), end - last));
        }
    }

    @Test
    void missingBlockIsRefused() {
        List<Integer> blocks = blocks(small);
        byte[] without =
                ByteBuffer.allocate(small.length - blocks.get(3) + blocks.get(2))
                        .put(small, 0, blocks.get(2))
                        .put(small, blocks.get(3), small.length - blocks.get(3))
                        .array();
        assertThat(refusal(without).position()).isEqualTo(blocks.get(2));
        assertThat(refusal(without).reason()).isEqualTo("block 3 where 2 belongs");
    }

    @Test
    void alteredDecisionIsReportedAtItsCycle() {
        Journalled altered = new Journalled();
        AtomicInteger number = new AtomicInteger();
        entries(good)
                .forEach(entry ->
                        altered.accept(
                                entry instanceof Cycle cycle && number.getAndIncrement() == ALTERED
                                        ? altered(cycle)
                                        : entry));
        assertThat(Replay.of(altered.buffer(), _ -> {}))
                .isEqualTo(
                        new Replay.Differs(
                                new Replay.Tally(ALTERED, 1, 0, 0),
                                ALTERED,
                                new Uptime((ALTERED + 1) * 10_000_000L),
                                new Difference("commands.contactor", "CLOSE", "OPEN")));
    }

    @Test
    void cyclesBehindAGapAreNotRepeated() {
        Journalled holed = new Journalled();
        List<JournalEntry> entries = entries(good);
        entries.subList(0, 201).forEach(holed);
        holed.accept(new JournalEntry.Missed(5));
        entries.subList(206, entries.size()).forEach(holed);
        assertThat(Replay.of(holed.buffer(), _ -> {}))
                .isEqualTo(
                        new Replay.Identical(
                                new Replay.Tally(200, 1, 5, entries.size() - 206L), 0));
    }

    @Test
    void everythingComesOutAsItWentIn() {
        List<JournalEntry> entries = entries(good);
        Journalled again = new Journalled();
        entries.forEach(again);
        assertThat(again.bytes()).isEqualTo(good);
    }

    private static Cycle altered(Cycle cycle) {
        Outcome so = ((Decided) cycle.answer()).outcome();
        Commands other =
                new Commands(
                        so.commands().pilot(),
                        ContactorCommand.CLOSE,
                        so.commands().residualTest());
        return new Cycle(
                cycle.input(),
                cycle.requests(),
                new Decided(new Outcome(other, so.status(), so.reports())));
    }

    private static List<JournalEntry> entries(byte[] journal) {
        List<JournalEntry> entries = new ArrayList<>();
        JournalReader reader = new JournalReader(ByteBuffer.wrap(journal));
        while (reader.next() instanceof JournalReader.Entry(JournalEntry entry)) {
            entries.add(entry);
        }
        return entries;
    }

    private static JournalReader.Next ending(byte[] journal) {
        JournalReader reader = new JournalReader(ByteBuffer.wrap(journal));
        JournalReader.Next next = reader.next();
        while (next instanceof JournalReader.Entry) {
            next = reader.next();
        }
        return next;
    }

    private static JournalReader.Refused refusal(byte[] journal) {
        JournalReader.Next end = ending(journal);
        assertThat(end).isInstanceOf(JournalReader.Refused.class);
        return (JournalReader.Refused) end;
    }

    /// Where blocks begin.
    private static List<Integer> blocks(byte[] journal) {
        List<Integer> starts = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(journal);
        for (int at = 8; at < journal.length; at += 13 + bytes.getInt(at) + 4) {
            starts.add(at);
        }
        return starts;
    }
}
