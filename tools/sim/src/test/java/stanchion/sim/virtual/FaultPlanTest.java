package stanchion.sim.virtual;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.sim.Lie.Kind;
import stanchion.sim.Lie.Sense;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.scenario.TimelineEntry;

/// Every input lies in every way, before the plug and in the middle of a charge, and two of them at
/// once: nothing happens that must not, and afterwards the charger charges again.
///
/// What one input alone cannot tell is left out: a pilot that is later than the 50 ms which a
/// board's driver calls too old, and a supply switch that says more than the board's rating.
final class FaultPlanTest {
    private static final List<Sense> ALL = List.of(Sense.values());
    private static final int PAIRS = 60;

    private static final String AFTERWARDS =
            """
            wait 2s
            clear as owner
            wait 1s
            plug
            s2 close
            expect contactor closed within 10s
            expect fault none
            """;

    @ParameterizedTest
    @EnumSource
    void inputThatLiesInTheMiddleOfAChargeHarmsNobody(Sense sense) {
        for (Kind kind : kinds(sense)) {
            holds(
                    """
                    draw 16A phases 3
                    plug
                    s2 close
                    wait 4s
                    %s
                    wait 6s
                    s2 open
                    wait 300ms
                    unplug
                    wait 2s
                    lie %s never
                    """
                            .formatted(lie(sense, kind), sense));
        }
    }

    @ParameterizedTest
    @EnumSource
    void inputThatLiesFromTheStartHarmsNobody(Sense sense) {
        for (Kind kind : kinds(sense)) {
            holds(
                    """
                    %s
                    draw 16A phases 3
                    plug
                    s2 close
                    wait 12s
                    unplug
                    wait 2s
                    lie %s never
                    """
                            .formatted(lie(sense, kind), sense));
        }
    }

    @Test
    void twoInputsThatLieAtOnceHarmNobody() {
        SplittableRandom random = new SplittableRandom(20_260);
        for (int i = 0; i < PAIRS; i++) {
            List<String> lies = new ArrayList<>();
            List<Sense> senses = new ArrayList<>();
            while (lies.size() < 2) {
                Sense sense = ALL.get(random.nextInt(ALL.size()));
                List<Kind> kinds = kinds(sense);
                senses.add(sense);
                lies.add(lie(sense, kinds.get(random.nextInt(kinds.size()))));
            }
            holds(
                    """
                    draw 16A phases 3
                    plug
                    s2 close
                    wait 4s
                    %s
                    wait %dms
                    %s
                    wait 6s
                    unplug
                    wait 2s
                    lie %s never
                    lie %s never
                    """
                            .formatted(
                                    lies.get(0),
                                    random.nextInt(0, 2000),
                                    lies.get(1),
                                    senses.get(0),
                                    senses.get(1)));
        }
    }

    private static List<Kind> kinds(Sense sense) {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.DRIFTING || sense.isAnalog())
                .toList();
    }

    private static String lie(Sense sense, Kind kind) {
        String how =
                switch (kind) {
                    case STUCK -> "stuck";
                    case DRIFTING -> "drifting 5%";
                    case NOISY -> "noisy 2%";
                    case DELAYED -> sense == Sense.PILOT ? "delayed 20ms" : "delayed 300ms";
                    case INTERMITTENT -> "intermittent 50ms";
                };
        return ("lie " + sense + " " + how).toLowerCase(ROOT);
    }

    private static void holds(String text) {
        String whole = text + AFTERWARDS;
        Parsed parsed = ScenarioParser.parse("plan", whole);
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        VirtualTarget target = VirtualBench.charger(7);
        List<TimelineEntry> timeline = new ArrayList<>();
        new ScenarioRunner(target, timeline::add).run(((Parsed.Accepted) parsed).scenario());
        assertThat(target.truth().violations()).as(whole).isEmpty();
        assertThat(target.interventions()).as(whole).isZero();
        assertThat(timeline).as(whole).noneMatch(entry -> entry.kind() == TimelineEntry.Kind.FAIL);
    }
}
