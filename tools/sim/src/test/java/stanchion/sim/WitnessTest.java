package stanchion.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the witness holds against a charger, and what not.
final class WitnessTest {
    private final Witness witness = new Witness();

    private void see(int span, boolean closed, boolean asked, boolean tripped) {
        for (int milli = 0; milli < span; milli++) {
            witness.see(
                    new Witness.Moment(closed, false, asked, tripped, true, true, 0, 0, 32, 32), 1);
        }
    }

    @Test
    void polesHaveAHundredMillisecondsFromEitherCause() {
        see(10, true, true, false);
        see(100, true, false, false);
        see(10, true, true, false);
        see(100, true, true, true);
        assertThat(witness.violations()).isEmpty();
        assertThat(witness.worstOpenMillis()).isEqualTo(100);
        see(1, true, true, true);
        assertThat(witness.violations()).hasSize(1);
    }

    @Test
    void vehicleThatIsNotReadyForLongerIsSeenThoughTheMonitorIsWell() {
        see(101, true, false, false);
        assertThat(witness.violations()).hasSize(1);
    }

    @Test
    void selfTestBeforeAClosingIsNoPartOfTheTimeFromAnOpenedS2() {
        see(80, false, true, true);
        see(20, false, false, false);
        see(30, true, false, false);
        assertThat(witness.violations()).isEmpty();
        assertThat(witness.worstOpenMillis()).isEqualTo(50);
    }

    @Test
    void contactorThatClosesOnATrippedMonitorIsSeenAtOnce() {
        see(200, false, true, true);
        see(1, true, true, true);
        assertThat(witness.violations()).hasSize(1);
    }
}
