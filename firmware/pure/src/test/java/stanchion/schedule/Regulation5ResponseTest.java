package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.schedule.Response.Priority;
import stanchion.units.Amps;

/// Regulation 5: the charger answers a request of the grid by raising or lowering the rate, or by
/// charging at another time.
class Regulation5ResponseTest {
    private static final String NIGHT = "2027-01-12T23:00:00Z";
    private static final String LATER = "2027-01-12T23:30:00Z";
    private static final String END = "2027-01-13T00:00:00Z";

    @Test
    void aResponseHoldsFromItsStartToItsEnd() {
        Life life = new Life(NIGHT).draws(0, 0).plugged();
        life.asks("less", 8, Priority.ADVICE, LATER, END).step();
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        life.until(LATER);
        assertThat(life.amps()).isEqualTo(new Amps(8));
        life.until(END);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThat(life.plan.responses().all()).isEmpty();
        assertThat(life.names())
                .containsSubsequence(
                        PlanEvent.Name.RESPONSE_STARTED, PlanEvent.Name.RESPONSE_ENDED);
        assertThat(life.events)
                .anyMatch(event -> event.detail().contains("less by grid: 8 A, ADVICE"))
                .anyMatch(event -> event.detail().endsWith("its time is over"));
    }

    @Test
    void theHigherPriorityDecidesAndTheLaterOfEquals() {
        Life life = new Life(NIGHT).draws(0, 0).plugged();
        life.asks("contract", 10, Priority.CONTRACT, NIGHT, END);
        life.asks("advice", 16, Priority.ADVICE, NIGHT, END).step();
        assertThat(life.amps()).isEqualTo(new Amps(10));
        life.asks("later", 12, Priority.CONTRACT, NIGHT, END).step();
        assertThat(life.amps()).isEqualTo(new Amps(12));
        life.asks("danger", 0, Priority.EMERGENCY, NIGHT, LATER).step();
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        assertThat(life.events)
                .anyMatch(event -> event.detail().endsWith("replaced by later"))
                .anyMatch(event -> event.detail().endsWith("replaced by danger"));
        life.until(LATER);
        assertThat(life.amps()).isEqualTo(new Amps(12));
    }

    @Test
    void aResponseOfTheSameNameReplacesAndACancelledOneIsGone() {
        Life life = new Life(NIGHT).draws(0, 0).plugged();
        life.asks("e", 10, Priority.CONTRACT, NIGHT, END).step();
        life.asks("e", 14, Priority.CONTRACT, NIGHT, END).step();
        assertThat(life.amps()).isEqualTo(new Amps(14));
        assertThat(life.plan.responses().all()).hasSize(1);
        assertThat(life.plan.responses().knows("e")).isTrue();
        assertThat(life.plan.responses().knows("another")).isFalse();
        life.plan = life.plan.with(life.plan.responses().without("e"));
        life.step();
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThat(life.events.reversed()).anyMatch(event -> event.detail().endsWith("cancelled"));
    }

    @Test
    void theOwnerOverridesWhatHeAgreedToButNotAnEmergency() {
        Life life = new Life(NIGHT).draws(0).plugged();
        life.asks("contract", 6, Priority.CONTRACT, NIGHT, END).step().overrides(7200);
        assertThat(life.amps()).isEqualTo(Plan.UNLIMITED);
        assertThat(life.events)
                .anyMatch(event -> event.detail().endsWith("overridden by the owner"));
        life.asks("danger", 0, Priority.EMERGENCY, NIGHT, END).step();
        assertThat(life.amps()).isEqualTo(Amps.ZERO);
        assertThat(life.source()).contains(LimitSource.RESPONSE);
    }

    @Test
    void aResponseIsKeptOverAPowerCutAndWaitsForTheClock() {
        Life life = new Life(NIGHT).draws(0, 0).plugged();
        life.asks("e", 10, Priority.CONTRACT, NIGHT, END).step();
        life.forgetsTheTime().blackout(Duration.ofSeconds(30));
        assertThat(life.amps()).as("no clock, no response").isEqualTo(Plan.UNLIMITED);
        life.learnsTheTime("2027-01-12T23:10:00Z");
        assertThat(life.amps()).isEqualTo(new Amps(10));
    }
}
