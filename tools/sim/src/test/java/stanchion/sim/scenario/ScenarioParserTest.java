package stanchion.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.sim.scenario.Claim.Range;
import stanchion.sim.scenario.Step.Expect;
import stanchion.units.Amps;

final class ScenarioParserTest {
    private static final Duration SETTLING = ExpectationGrammar.SETTLING;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plug",
                "plug cable 32A",
                "Plug  Cable 20 A",
                "unplug",
                "s2 close",
                "S2 OPEN",
                "ventilation on",
                "ventilation off",
                "draw 16A",
                "draw 16 A phases 3",
                "draw 7.5A phases 2",
                "supply 16A",
                "diode short",
                "diode ok",
                "pilot short",
                "pilot ok",
                "proximity short",
                "proximity open",
                "proximity ok",
                "mains 230V",
                "mains 230V 50Hz",
                "mains 207.5 v 49.5 hz",
                "mains off",
                "residual 30mA ac",
                "residual 6 mA DC",
                "residual 0mA ac",
                "earth lost",
                "earth ok",
                "weld on",
                "weld off",
                "temperature 70C",
                "temperature -10 °C",
                "tamper open",
                "tamper closed",
                "link down",
                "link up",
                "restart",
                "wait 5s",
                "wait 500 ms",
                "wait 2min",
                "harmonics 15%",
                "noise 0.5 %",
                "obey off",
                "limit 10A",
                "limit 10A for 60s",
                "enable",
                "disable",
                "clear",
                "clear as owner",
                "forge",
                "tap 4A",
                "update offer 0.2.0",
                "Update Offer 1.20.3-rc1 crashing",
                "update offer 0.2.0 TAMPERED # on its way",
                "update check",
                "expect update WAITING within 60s",
                "expect update downloading",
                "expect waiting VEHICLE_CHARGES for 2s",
                "expect firmware 0.2.0 within 120s",
                "expect refused chunks 1 within 30s",
                "expect given up 0",
                "expect event UPDATE_REVERTED within 60s",
                "expect state C",
                "expect state c within 3s",
                "expect contactor closed within 3 s for 2s",
                "expect contactor open for 2s within 3s",
                "expect duty 26.67% ± 1%",
                "expect duty 26.67 % +- 1 %",
                "expect offer 16A",
                "expect offer 16A ±0.5A within 5s",
                "expect fault GROUND_FAULT",
                "expect fault none for 2s",
                "expect event CHARGE_STARTED within 3s",
                "expect energy 120Wh ± 1%",
                "expect energy 1.2kWh +/- 10 Wh within 3s",
                "expect energy 120Wh within 60s ± 1%",
                "expect duty 16.67% for 1s ± 1% within 2s",
                "expect offer 10A within 1s ± 0.5A for 2s",
            })
    void everyFormOfTheLanguageIsRead(String line) {
        assertThat(ScenarioParser.parse("a", line)).isInstanceOf(Parsed.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plg                      | unknown verb 'plg', allowed: plug, unplug
                    plug cable 17A           | no cable carries 17 A, allowed: 13A, 20A, 32A, 63A
                    plug cable               | the line ends too early, expected a current such as 16A
                    plug 32A                 | '32A' is too much, allowed: plug [cable
                    unplug now               | 'now' is too much, allowed: nothing after unplug
                    s2 closed                | 'closed' is not known here, allowed: close or open
                    draw 16                  | '16': expected a current such as 16A
                    draw 16V                 | '16V': expected a current such as 16A
                    draw sixteen             | 'sixteen' is no quantity, expected a current
                    draw 16A phases 4        | '4': expected a number of phases, 1, 2 or 3
                    draw 16A phases 1.5      | '1.5': expected a number of phases
                    draw -1A                 | '-1A': expected a current
                    mains                    | the line ends too early, expected mains VOLTAGE
                    mains on                 | expected mains VOLTAGE [FREQUENCY] or mains off
                    mains 230V 5Hz           | '5Hz': expected a frequency such as 50Hz, 40…70Hz
                    residual 30mA            | the line ends too early, expected ac or dc
                    temperature 700C         | '700C': expected a temperature
                    lie                      | the line ends too early, expected pilot, proximity
                    lie moon stuck           | 'moon' is not known here, allowed: pilot, proximity
                    lie pilot badly          | 'badly' is not known here, allowed: stuck, drifting
                    lie earth drifting 5%    | a switch cannot drift, allowed: stuck, noisy, delayed
                    lie pilot delayed 3s     | a delay is at most 2s
                    lie pilot noisy          | the line ends too early, expected a percentage
                    lie pilot stuck 5%       | '5%' is too much, allowed: lie INPUT stuck
                    pole 4 welded            | '4': expected a number of phases, 1, 2 or 3
                    pole 1.5 ok              | '1.5': expected 1, 2 or 3
                    ct 1 broken              | 'broken' is not known here, allowed: ok, open
                    generator                | the line ends too early, expected a percentage
                    stop on                  | 'on' is not known here, allowed: released, pressed
                    logic high               | expected logic low or logic ok
                    board red                | 'red' is not known here, allowed: open_pen, ccid20
                    wait                     | the line ends too early, expected a time
                    wait 5 parsecs           | '5': expected a time such as 5s
                    wait 5sec                | is neither a word nor a quantity
                    weld maybe               | 'maybe' is not known here, allowed: on or off
                    expect                   | the line ends too early, expected one of state
                    expect love              | cannot expect 'love', allowed: state, contactor
                    expect state G           | 'g' is not known here, allowed: A, B, C, D, E, F
                    expect contactor shut    | 'shut' is not known here, allowed: open, closed
                    expect fault WRONG       | 'wrong' is not known here, allowed: GROUND_FAULT
                    expect event SOMETHING   | 'something' is not known here, allowed: STARTED
                    expect duty 26.67        | '26.67': expected a percentage
                    expect offer 16A within  | the line ends too early, expected a time
                    expect event ENABLED for 2s | an event has no duration
                    expect state C soon      | 'soon' is too much, allowed: [within TIME] [for TIME]
                    expect state C within 3s within 4s | 'within' is too much
                    expect state C for 3s within 4s for 3s | 'for' is too much
                    expect offer 16A ± 1% ± 2% | '±' is too much, allowed: [± TOLERANCE]
                    mains 5000V              | '5000V': expected a voltage such as 230V, 0…400V
                    Draw 99999 A             | '99999 A': expected a current such as 16A, 0…1000A
                    expect state C ± 1%      | '±' is too much
                    update                   | the line ends too early, expected offer or check
                    update offer             | the line ends too early, expected a version such as 0.2.0
                    update offer 2           | '2' is no version, expected a version such as 0.2.0
                    update offer 0.2.        | '0.2.' is neither a word nor a quantity
                    update offer 0.2.0 broken | 'broken' is not known here, allowed: crashing or tampered
                    update offer 0.2.0 crashing twice | 'twice' is too much, allowed: update offer VERSION
                    update check 0.2.0       | '0.2.0' is too much, allowed: update offer VERSION
                    expect update DONE       | 'done' is not known here, allowed: IDLE, REFRESHING
                    expect waiting FOR_RAIN  | 'for_rain' is not known here, allowed: VEHICLE_CHARGES
                    expect firmware new      | 'new' is no version, expected a version such as 0.2.0
                    expect refused 1         | '1' is not expected here, allowed: chunks
                    expect refused chunks 1.5 | '1.5': expected a number, 0…10000
                    expect given up many     | 'many' is no number, expected a number, 0…10000
                    wait 0.2.0               | '0.2.0' is no quantity, expected a time
                    draw 16A; unplug         | '; unplug' is neither a word nor a quantity
                    """)
    void badLineIsNamedWithWhatIsAllowed(String line, String reason) {
        assertThat(ScenarioParser.parse("lab.scenario", "plug\n\n" + line + " # why\n"))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class,
                        rejected ->
                                assertThat(rejected.problems())
                                        .singleElement()
                                        .asString()
                                        .startsWith("lab.scenario:3: ")
                                        .contains(reason));
    }

    @Test
    void orderOfWhatFollowsAClaimDoesNotMatter() {
        assertThat(step("expect energy 120Wh within 60s ± 1%"))
                .isEqualTo(step("expect energy 120Wh ± 1% within 60s"))
                .isEqualTo(
                        new Expect(
                                new Claim.Energy(new Range(120, 1.2)),
                                Duration.ofSeconds(60),
                                Duration.ZERO));
    }

    private static Step step(String line) {
        return scenario(line).lines().getFirst().step();
    }

    @Test
    void versionsKeepTheirSpelling() {
        assertThat(step("update offer 0.2.0-Beta1 crashing"))
                .isEqualTo(new Step.Act(new Verb.UpdateOffer("0.2.0-Beta1", Verb.Flaw.CRASHING)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update offer 0.2.0",
                "update check",
                "expect update IDLE",
                "expect firmware 0.2.0",
                "expect event UPDATE_STAGED",
                "expect given up 1",
            })
    void whatIsAboutVersionsNeedsRealProcesses(String line) {
        Scenario scenario = scenario("plug\n" + line);
        assertThat(scenario.needsProcesses().orElseThrow().number()).isEqualTo(2);
        assertThat(scenario("plug\nrestart\nexpect event STARTED").needsProcesses()).isEmpty();
    }

    private static Scenario scenario(String text) {
        Parsed parsed = ScenarioParser.parse("x", text);
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        return ((Parsed.Accepted) parsed).scenario();
    }

    @Test
    void everyBadLineIsNamed() {
        assertThat(ScenarioParser.parse("x", "foo\nplug\nbar"))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class,
                        rejected -> assertThat(rejected.problems()).hasSize(2));
    }

    @Test
    void emptyScenarioIsRefused() {
        assertThat(ScenarioParser.parse("x", "# nothing\n\n"))
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class,
                        rejected -> assertThat(rejected.problems().getFirst()).startsWith("x:1: "));
    }

    @Test
    void linesKeepTheirNumbersAndTheirMeaning() {
        Parsed parsed =
                ScenarioParser.parse(
                        "x",
                        """
                        # first charge
                        plug cable 20A   # a thin one

                        expect state b within 500ms
                        expect contactor closed for 2s
                        expect fault ground_fault
                        expect offer 16A ± 10%
                        """);
        assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        assertThat(((Parsed.Accepted) parsed).scenario().lines())
                .containsExactly(
                        new Scenario.Line(
                                2,
                                "plug cable 20A",
                                new Step.Act(new Verb.Plug(Optional.of(new Amps(20))))),
                        new Scenario.Line(
                                4,
                                "expect state b within 500ms",
                                new Expect(
                                        new Claim.State(PilotState.B),
                                        Duration.ofMillis(500),
                                        Duration.ZERO)),
                        new Scenario.Line(
                                5,
                                "expect contactor closed for 2s",
                                new Expect(
                                        new Claim.Contactor(ContactorPosition.CLOSED),
                                        SETTLING,
                                        Duration.ofSeconds(2))),
                        new Scenario.Line(
                                6,
                                "expect fault ground_fault",
                                new Expect(
                                        new Claim.FaultIs(Optional.of(Fault.GROUND_FAULT)),
                                        SETTLING,
                                        Duration.ZERO)),
                        new Scenario.Line(
                                7,
                                "expect offer 16A ± 10%",
                                new Expect(
                                        new Claim.Offer(new Range(16, 1.6)),
                                        SETTLING,
                                        Duration.ZERO)));
    }
}
