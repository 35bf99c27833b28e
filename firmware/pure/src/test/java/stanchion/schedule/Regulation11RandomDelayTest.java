package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stanchion.schedule.LimitSource.DELAY;
import static stanchion.schedule.LimitSource.HOURS;
import static stanchion.schedule.LimitSource.RESPONSE;
import static stanchion.schedule.LimitSource.START;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.schedule.Response.Priority;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Regulation 11: a random delay at every moment at which the current would start, or its rate rise
/// or fall.
class Regulation11RandomDelayTest {
    private static final String TUESDAY_NIGHT = "2027-01-12T23:00:00Z";

    @Test
    void theDelayIsDrawnFromZeroToSixHundredSecondsInclusiveAsShipped() {
        AtomicInteger asked = new AtomicInteger(-1);
        Situation plugged =
                new Situation(new Life(TUESDAY_NIGHT).now(), 1, Situation.Vehicle.PRESENT);
        Planner.step(
                Plan.FIRST,
                Settings.DEFAULT,
                plugged,
                most -> {
                    asked.set(most);
                    return most;
                });
        assertThat(asked).hasValue(600);
    }

    @Test
    void aChargeStartsToTheSecondWhenItsDelayIsOver() {
        Life life = new Life(TUESDAY_NIGHT).draws(600).plugged();
        assertThat(life.source()).contains(DELAY);
        life.seconds(599);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.seconds(3600);
        assertThat(life.names())
                .containsExactly(PlanEvent.Name.DELAY_DRAWN, PlanEvent.Name.DELAY_OVER);
    }

    @Test
    void aDelayOfZeroSecondsIsNone() {
        Life life = new Life(TUESDAY_NIGHT).draws(0).plugged();
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void itsMaximumReachesFromNothingToHalfAnHour() {
        Life life = new Life(TUESDAY_NIGHT).draws(1800);
        life.settings = life.settings.withMaximumDelay(1800);
        life.plugged().seconds(1799);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThatThrownBy(() -> life.settings.withMaximumDelay(1801))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> life.settings.withMaximumDelay(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1,false", "0,true", "1800,true", "1801,false"})
    void noOtherMaximumIsOne(int seconds, boolean is) {
        assertThat(RandomDelay.isMaximum(seconds)).isEqualTo(is);
    }

    @Test
    void theOwnerIsToldWhenTheDelayEndsAlsoAfterAPowerCut() {
        Life life = new Life(TUESDAY_NIGHT).draws(500).plugged().seconds(100);
        Instant end = Instant.parse(TUESDAY_NIGHT).plusSeconds(500);
        assertThat(life.plan.delay().orElseThrow().ends(life.now())).contains(end);
        life.blackout(Duration.ofSeconds(150));
        Countdown resumed = life.plan.delay().orElseThrow();
        assertThat(resumed.ends(life.now())).contains(end);
        assertThat(resumed.utc()).contains(Instant.parse(TUESDAY_NIGHT));
        life.forgetsTheTime();
        assertThat(resumed.ends(life.now())).isEmpty();
    }

    @Test
    void aGeneratorThatExceedsTheMaximumIsABug() {
        Moment now = new Life(TUESDAY_NIGHT).now();
        assertThatThrownBy(() -> RandomDelay.drawn(600, now, most -> 601))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> RandomDelay.drawn(600, now, most -> -1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hoursThatOpenAndHoursThatCloseAreRelevantTimes() {
        Life life = new Life("2027-01-12T15:00:00Z").draws(10, 20, 30).plugged().seconds(10);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.until("2027-01-12T16:00:00Z"); // the peak begins: the rate would fall
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.seconds(19);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        assertThat(life.source()).contains(HOURS);
        life.until("2027-01-12T22:00:00Z"); // it ends: the current would start
        assertThat(life.source()).contains(DELAY);
        life.seconds(29);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThat(life.undrawn()).isZero();
    }

    @Test
    void whatARateMayBeAfterAResponseWaitsToo() {
        Life life = new Life(TUESDAY_NIGHT).draws(0, 45).plugged();
        life.asks("e", 8, Priority.CONTRACT, TUESDAY_NIGHT, "2027-01-12T23:10:00Z").step();
        assertThat(life.amps()).isEqualTo(new Amps(8));
        life.until("2027-01-12T23:10:00Z");
        assertThat(life.source()).contains(DELAY);
        assertThat(life.amps()).as("the rate would rise").isEqualTo(new Amps(8));
        life.seconds(45);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void aResponseIsProvidedWithoutDelay() {
        Life life = new Life("2027-01-12T17:00:00Z").plugged(); // peak: nothing flows
        assertThat(life.source()).contains(HOURS);
        life.asks("raise", 16, Priority.ADVICE, "2027-01-12T17:00:00Z", "2027-01-12T18:00:00Z");
        life.step();
        assertThat(life.amps()).isEqualTo(new Amps(16));
        assertThat(life.source()).contains(RESPONSE);
    }

    @Test
    void anOverrideIsNotDelayedAndEndsADelayThatRuns() {
        Life life = new Life(TUESDAY_NIGHT).draws(500).plugged().seconds(3);
        life.overrides(3600);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThat(life.names())
                .containsExactly(PlanEvent.Name.DELAY_DRAWN, PlanEvent.Name.DELAY_DROPPED);
        assertThat(new Life("2027-01-12T17:00:00Z").plugged().overrides(60).amps())
                .as("in the peak")
                .isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void theOwnerMayCancelEachDelayAndTheNextOneIsDrawnAllTheSame() {
        Life life = new Life("2027-01-12T15:50:00Z").draws(300, 200).plugged();
        life.plan = life.plan.undelayed(life.now());
        life.step();
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.until("2027-01-12T16:00:00Z");
        assertThat(life.plan.delay()).map(Countdown::seconds).contains(200);
    }

    @Test
    void oneDelayIsAppliedOnceHoweverOftenTheChangeChanges() {
        Life life = new Life("2027-01-12T15:59:50Z").draws(100).plugged();
        life.until("2027-01-12T16:00:00Z");
        assertThat(life.plan.delay()).as("no start is wanted any more").isEmpty();
        assertThat(life.names())
                .containsExactly(PlanEvent.Name.DELAY_DRAWN, PlanEvent.Name.DELAY_DROPPED);
        Life other = new Life(TUESDAY_NIGHT).draws(100).plugged().seconds(50);
        other.unplugged().seconds(10).plugged();
        assertThat(other.plan.delay().orElseThrow().left(other.now())).hasSeconds(40);
    }

    @Test
    void aDelayIsKeptOverAPowerCutAndEndsWhenItWouldHaveEnded() {
        Life life = new Life(TUESDAY_NIGHT).draws(500).plugged().seconds(100);
        life.blackout(Duration.ofSeconds(150));
        assertThat(life.plan.delay().orElseThrow().left(life.now())).hasSeconds(250);
        life.seconds(249);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void aDelayThatEndedInTheDarkIsDrawnAnewSoThatNoFleetStartsTogether() {
        Life life = new Life(TUESDAY_NIGHT).draws(500, 77).plugged();
        life.blackout(Duration.ofHours(1));
        assertThat(life.plan.delay()).map(Countdown::seconds).contains(77);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
    }

    @Test
    void aChargeThatABlackoutBrokeOffStartsAfterANewDelay() {
        Life life = new Life(TUESDAY_NIGHT).draws(0, 333).plugged().seconds(60);
        life.blackout(Duration.ofSeconds(30));
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.seconds(333);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void aRestartOfTheGatewayAloneNeitherDrawsNorStopsAnything() {
        Life life = new Life(TUESDAY_NIGHT).draws(0).plugged().seconds(60);
        life.gatewayRestarts(Duration.ofSeconds(20));
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        Life waiting = new Life(TUESDAY_NIGHT).draws(300).plugged();
        waiting.gatewayRestarts(Duration.ofSeconds(20));
        assertThat(waiting.plan.delay().orElseThrow().left(waiting.now())).hasSeconds(280);
    }

    @Test
    void withoutAClockTheDelayIsDrawnCountedAndWaitedForAnewAfterARestart() {
        Life life = new Life(TUESDAY_NIGHT).forgetsTheTime().draws(100).plugged().seconds(60);
        life.blackout(Duration.ofSeconds(5));
        assertThat(life.plan.delay().orElseThrow().left(life.now())).hasSeconds(100);
        life.seconds(100);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void aWallClockThatStepsBackDoesNotLengthenADelay() {
        Life life = new Life(TUESDAY_NIGHT).draws(100).plugged().seconds(10);
        life.learnsTheTime("2027-01-12T22:30:00Z").seconds(90);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        Countdown stepped = new Countdown(100, new Uptime(0), life.now().utc());
        life.learnsTheTime("2027-01-12T22:00:00Z");
        assertThat(stepped.resumed(life.now()).left(life.now())).hasSeconds(100);
    }

    @Test
    void afterAFaultTheCurrentWouldStartAnew() {
        Life life = new Life(TUESDAY_NIGHT).draws(0, 60).plugged();
        life.vehicle = Situation.Vehicle.UNABLE;
        assertThat(life.step().source()).contains(START);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.plugged();
        assertThat(life.source()).contains(DELAY);
        life.seconds(60);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void withoutAVehicleNothingMayStartAndNothingIsDrawn() {
        Life life = new Life(TUESDAY_NIGHT).seconds(3);
        assertThat(life.source()).contains(START);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        assertThat(life.events).isEmpty();
    }
}
