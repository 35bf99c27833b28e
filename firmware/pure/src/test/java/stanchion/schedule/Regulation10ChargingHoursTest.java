package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.schedule.Settings.Choice;
import stanchion.units.Amps;

/// Regulation 10: default charging hours outside the peak, until the owner accepts, removes or
/// changes them; and he may override them.
class Regulation10ChargingHoursTest {
    @Test
    void asShippedNothingChargesInThePeakOfWeekdaysUntilTheOwnerHasChosen() {
        Life life = new Life("2027-01-12T07:59:00Z").draws(0, 0, 0).plugged();
        assertThat(life.settings.choice()).isEqualTo(Choice.NOT_YET);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.until("2027-01-12T08:00:00Z");
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        assertThat(life.source()).contains(LimitSource.HOURS);
        life.until("2027-01-12T11:00:00Z");
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
    }

    @Test
    void hoursThatTheOwnerRemovedOrChangedHoldAtOnceButForTheDelay() {
        Life life = new Life("2027-01-12T17:00:00Z").draws(5, 6).plugged();
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.atAnyTime().step().seconds(5);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.settings = life.settings.with(Choice.ACCEPTED, ChargingHours.DEFAULT);
        life.step().seconds(6);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
    }

    @Test
    void theOwnerChargesNowUntilHisTimeIsOverOrTheVehicleLeaves() {
        Life life = new Life("2027-01-12T17:00:00Z").draws(0).plugged().overrides(1800);
        life.seconds(1799);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.seconds(1);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        life.overrides(1800).unplugged().plugged();
        assertThat(life.source()).contains(LimitSource.HOURS);
        assertThat(life.events)
                .filteredOn(event -> event.name() == PlanEvent.Name.OVERRIDE_ENDED)
                .extracting(PlanEvent::detail)
                .containsExactly("its time is over", "the vehicle left");
    }

    @Test
    void hisTimeGoesOnOverAPowerCut() {
        Life life = new Life("2027-01-12T17:00:00Z").draws(0).plugged().overrides(1800);
        life.seconds(600).blackout(Duration.ofMinutes(5)).plugged();
        assertThat(life.plan.override().orElseThrow().left(life.now())).hasSeconds(900);
    }

    @Test
    void theFuseOfTheHouseIsSetBesideTheHoursAndTheDelay() {
        Optional<HouseFuse> fuse = Optional.of(new HouseFuse(new Amps(63), new Amps(8)));
        Settings set = Settings.DEFAULT.withMaximumDelay(30).with(fuse);
        assertThat(set.fuse()).isEqualTo(fuse);
        assertThat(set.with(Optional.empty())).isEqualTo(Settings.DEFAULT.withMaximumDelay(30));
    }

    @Test
    void withoutAClockNobodyKnowsTheHoursAndTheChargeGoesOn() {
        Life life = new Life("2027-01-12T17:00:00Z").forgetsTheTime().draws(30, 40).plugged();
        life.seconds(30);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.learnsTheTime("2027-01-12T17:05:00Z");
        assertThat(life.amps()).as("the rate would fall").isEqualTo(Plan.UNLIMITED);
        life.seconds(40);
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
    }
}
