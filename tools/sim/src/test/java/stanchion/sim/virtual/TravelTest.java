package stanchion.sim.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stanchion.control.ControlCycle.Outcome;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Samples;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Waves;
import stanchion.journal.JournalReader;
import stanchion.replay.Replay;
import stanchion.replay.travel.Mark.Kind;
import stanchion.replay.travel.Moment;
import stanchion.replay.travel.Moment.Row;
import stanchion.replay.travel.Standing;
import stanchion.replay.travel.Timeline;
import stanchion.replay.travel.Travel;
import stanchion.replay.travel.Travel.Found;
import stanchion.replay.travel.Travel.Way;
import stanchion.sim.virtual.LifeRun.Plan;
import stanchion.sim.virtual.RandomLife.Faults;
import stanchion.sim.virtual.VirtualTarget.Fidelity;
import stanchion.units.Uptime;

/// Walking about in the journal of a simulated charger.
final class TravelTest {
    private static final int ALTERED = 54;

    private static byte[] charge = {};

    @BeforeAll
    static void record() {
        Journalled journal = new Journalled();
        Story.charge(VirtualBench.charger(3, Fidelity.WAVEFORMS, journal));
        charge = journal.bytes();
    }

    @Test
    void everyCycleOfAChargeIsFoundAsItWasRecorded() {
        Travel travel = travelled(charge);
        List<Cycle> recorded = cycles(charge);
        assertThat(travel.progress().cycles()).isEqualTo(recorded.size());
        for (int n = 0; n < recorded.size(); n += 7) {
            Moment moment = travel.moment(n).orElseThrow();
            Outcome outcome = ((Decided) recorded.get(n).answer()).outcome();
            assertThat(moment.cycle()).isEqualTo(n);
            assertThat(moment.standing()).isEqualTo(Standing.REPEATED);
            assertThat(moment.state()).isEqualTo(outcome.status().state());
            assertThat(moment.sheets().outcome())
                    .contains(new Row("contactor", name(outcome.commands().contactor())));
        }
    }

    @Test
    void closedContactorIsExplained() {
        Travel travel = travelled(charge);
        long closing = travel.find("CONTACTOR_CLOSED", 0, Way.ON).orElseThrow();
        Moment moment = travel.moment(closing).orElseThrow();
        assertThat(moment.state()).isEqualTo("Charging");
        assertThat(moment.why().cycle()).isEqualTo(closing);
        assertThat(moment.why().text())
                .isEqualTo(
                        "Preparing -> Charging: the residual-current monitor passed its test and"
                                + " the contactor is seen open");
        assertThat(moment.sheets().interlock())
                .containsExactly(new Row("verdict", "lets the contactor be closed"));
        assertThat(moment.sheets().session()).contains(new Row("residual test", "passed"));
        assertThat(travel.moment(closing - 1).orElseThrow().why().text())
                .startsWith("Connected -> Preparing: S2 is closed (pilot C)");
    }

    @Test
    void samplesAreShownInVolts() {
        Travel travel = travelled(charge);
        long closing = travel.find("CONTACTOR_CLOSED", 0, Way.ON).orElseThrow();
        Moment.Waves waves = travel.moment(closing + 200).orElseThrow().waves();
        assertThat(waves.pilot().levels().get(0)).isBetween(5.4, 6.6);
        assertThat(waves.pilot().levels().get(1)).isBetween(-12.6, -11.4);
        assertThat(waves.pilot().volts()).hasSize(200);
        assertThat(waves.mains().volts()).hasSize(3);
        List<Double> volts = waves.mains().volts().getFirst();
        assertThat(volts).hasSize(192);
        assertThat(waves.mains().own()).isEqualTo(144);
        assertThat(volts.stream().mapToDouble(volt -> volt).max().orElseThrow())
                .isBetween(315.0, 335.0);
        List<Double> amps = waves.mains().amps().getFirst();
        assertThat(amps.stream().mapToDouble(amp -> amp).max().orElseThrow()).isGreaterThan(5);
    }

    @Test
    void stepsLeadByChangeAndBySecondAndBackAgain() {
        Travel travel = travelled(charge);
        List<Long> forwards = new ArrayList<>();
        for (long at = 0; travel.change(at, Way.ON).isPresent(); ) {
            at = travel.change(at, Way.ON).orElseThrow();
            forwards.add(at);
        }
        List<Long> backwards = new ArrayList<>();
        long last = travel.progress().cycles();
        while (travel.change(last, Way.BACK).isPresent() && last > forwards.getFirst()) {
            last = travel.change(last, Way.BACK).orElseThrow();
            backwards.addFirst(last);
        }
        assertThat(forwards).hasSizeGreaterThan(3).isEqualTo(backwards);
        assertThat(travel.second(10, Way.ON)).isEqualTo(110);
        assertThat(travel.second(110, Way.BACK)).isEqualTo(10);
        assertThat(travel.second(10, Way.BACK)).isZero();
    }

    @Test
    void timelineShowsTheSameCloseAndFromAfar() {
        Travel travel = travelled(charge);
        long cycles = travel.progress().cycles();
        Timeline whole = travel.timeline(0, cycles, 50);
        assertThat(whole.columns()).hasSizeLessThanOrEqualTo(50);
        long closing = travel.find("CONTACTOR_CLOSED", 0, Way.ON).orElseThrow();
        Timeline close = travel.timeline(closing - 2, closing + 2, 1000);
        assertThat(close.columns()).hasSize(4);
        assertThat(close.columns().get(1).contactor() & 3).isEqualTo(1);
        assertThat(close.columns().get(2).contactor() & 3).isEqualTo(2);
        assertThat(close.columns().get(2).states()).containsExactly("Charging");
        assertThat(close.columns().get(2).marks()).contains(Kind.STATE, Kind.EVENT);
        assertThat(whole.columns())
                .filteredOn(column -> column.first() <= closing)
                .last()
                .satisfies(column -> assertThat(column.states()).contains("Charging"));
    }

    @Test
    void decisionThatIsNotRepeatedIsShownAndWhatFollowsAsRecorded() {
        Journalled altered = new Journalled();
        int number = 0;
        for (JournalEntry entry : entries(charge)) {
            boolean here = entry instanceof Cycle && number++ == ALTERED;
            altered.accept(here ? altered((Cycle) entry) : entry);
        }
        Travel travel = travelled(altered.bytes());
        assertThat(travel.progress().difference().orElseThrow().cycle()).isEqualTo(ALTERED);
        assertThat(travel.progress().end()).containsInstanceOf(Replay.Identical.class);
        assertThat(travel.progress().cycles()).isEqualTo(cycles(charge).size());
        assertThat(travel.moment(ALTERED - 1).orElseThrow().standing())
                .isEqualTo(Standing.REPEATED);
        assertThat(travel.moment(ALTERED).orElseThrow().standing()).isEqualTo(Standing.DIFFERS);
        Moment later = travel.moment(ALTERED + 300).orElseThrow();
        assertThat(later.standing()).isEqualTo(Standing.UNREPEATED);
        assertThat(later.why().text()).endsWith("as recorded");
        assertThat(travel.marks("differs", 0, 10))
                .extracting(Found::text)
                .containsExactly("commands.contactor recorded CLOSE, replayed OPEN");
    }

    @Test
    void gapAndLateCycleAreMarked() {
        Journalled holed = new Journalled();
        List<JournalEntry> entries = entries(charge);
        entries.subList(0, 101).forEach(holed);
        holed.accept(new JournalEntry.Missed(5));
        holed.accept(entries.get(106));
        holed.accept(later((Cycle) entries.get(107)));
        Travel travel = travelled(holed.bytes());
        assertThat(travel.marks("gap", 0, 10))
                .singleElement()
                .satisfies(mark -> assertThat(mark.cycle()).isEqualTo(100));
        assertThat(travel.moment(100).orElseThrow().number()).isEqualTo(105);
        assertThat(travel.marks("missed", 0, 10))
                .extracting(Found::text)
                .containsExactly("40.0 ms after the one before: 3 deadlines missed");
        assertThat(travel.second(99, Way.ON)).isEqualTo(100);
    }

    @Test
    void lifeInValuesIsWalkedThroughWithoutWaveforms() {
        Journalled journal = new Journalled();
        LifeRun.of(new Plan(5, 1, Duration.ofHours(1), Faults.SOME), _ -> {}, journal);
        Travel travel = travelled(journal.bytes());
        assertThat(travel.progress().difference()).isEmpty();
        Moment middle = travel.moment(travel.progress().cycles() / 2).orElseThrow();
        assertThat(middle.waves().pilot().volts()).isEmpty();
        assertThat(middle.sheets().measured()).extracting(Row::name).contains("pilot", "cable");
        assertThat(travel.timeline(0, Long.MAX_VALUE, 500).columns()).hasSizeBetween(100, 500);
    }

    @Test
    void damagedJournalIsShownUpToTheDamage() {
        byte[] damaged = charge.clone();
        damaged[damaged.length * 2 / 3] ^= 1;
        Travel travel = travelled(damaged);
        assertThat(travel.progress().end()).containsInstanceOf(Replay.Refused.class);
        assertThat(travel.progress().cycles()).isBetween(100L, cycles(charge).size() - 1L);
        assertThat(travel.moment(Long.MAX_VALUE).orElseThrow().cycle())
                .isEqualTo(travel.progress().cycles() - 1);
    }

    private static Travel travelled(byte[] journal) {
        Travel travel = new Travel(ByteBuffer.wrap(journal));
        travel.run();
        return travel;
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

    private static Cycle later(Cycle cycle) {
        Samples samples = ((Waves) cycle.input()).samples();
        Samples later =
                new Samples(
                        new Uptime(samples.at().nanos() + 30_000_000),
                        samples.pilot(),
                        samples.proximityCode(),
                        samples.mains(),
                        samples.inputs());
        return new Cycle(new Waves(later), cycle.requests(), cycle.answer());
    }

    private static List<Cycle> cycles(byte[] journal) {
        return entries(journal).stream()
                .filter(Cycle.class::isInstance)
                .map(Cycle.class::cast)
                .toList();
    }

    private static List<JournalEntry> entries(byte[] journal) {
        List<JournalEntry> entries = new ArrayList<>();
        JournalReader reader = new JournalReader(ByteBuffer.wrap(journal));
        while (reader.next() instanceof JournalReader.Entry(JournalEntry entry)) {
            entries.add(entry);
        }
        return entries;
    }

    private static String name(ContactorCommand command) {
        return command == ContactorCommand.CLOSE ? "close" : "open";
    }
}
