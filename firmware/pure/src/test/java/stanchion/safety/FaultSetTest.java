package stanchion.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.safety.Protection.Latch;
import stanchion.safety.Protection.Origin;

/// The set that travels from cycle to cycle, and the table behind it.
final class FaultSetTest {
    private static final FaultSet TWO = FaultSet.of(Fault.TAMPER).with(Fault.OVER_TEMPERATURE);

    @Test
    void setHoldsWhatWasPutIntoIt() {
        assertThat(TWO.asSet()).isEqualTo(Set.of(Fault.TAMPER, Fault.OVER_TEMPERATURE));
        assertThat(TWO.contains(Fault.TAMPER)).isTrue();
        assertThat(TWO.contains(Fault.INTERLOCK)).isFalse();
        assertThat(TWO.isEmpty()).isFalse();
        assertThat(FaultSet.NONE.isEmpty()).isTrue();
        assertThat(TWO.minus(FaultSet.of(Fault.TAMPER)))
                .isEqualTo(FaultSet.of(Fault.OVER_TEMPERATURE));
        assertThat(TWO.where(fault -> fault.latch() == Latch.NEVER))
                .isEqualTo(FaultSet.of(Fault.OVER_TEMPERATURE));
        assertThat(TWO.intersects(FaultSet.of(Fault.TAMPER))).isTrue();
        assertThat(TWO.intersects(FaultSet.of(Fault.INTERLOCK))).isFalse();
    }

    @Test
    void faultsComeInTheOrderOfTheTableInEveryRunOfTheProgram() {
        assertThat(new FaultSet((1L << Fault.values().length) - 1).asSet())
                .containsExactly(Fault.values());
    }

    @Test
    void textNamesEveryFault() {
        assertThat(TWO.text()).isEqualTo("OVER_TEMPERATURE TAMPER");
        assertThat(FaultSet.NONE.text()).isEmpty();
    }

    @Test
    void longestWaitHolds() {
        assertThat(TWO.reclose(ResidualStandard.RDC_DD)).isEqualTo(Duration.ofSeconds(30));
        assertThat(FaultSet.of(Fault.OVER_TEMPERATURE).reclose(ResidualStandard.RDC_DD))
                .isEqualTo(Duration.ofSeconds(5));
        FaultSet trip = FaultSet.of(Fault.GROUND_FAULT);
        assertThat(trip.reclose(ResidualStandard.RDC_DD)).isEqualTo(Duration.ofSeconds(30));
        assertThat(trip.reclose(ResidualStandard.CCID20)).isEqualTo(Duration.ofMinutes(15));
        assertThat(FaultSet.NONE.reclose(ResidualStandard.RDC_DD)).isEqualTo(Duration.ZERO);
    }

    @Test
    void everyFaultHasAnErrorCodeOfTheList() {
        for (Fault fault : Fault.values()) {
            assertThat(fault.mrec().code()).matches("CX0(0[0-8]|10|14|15|17|23)");
        }
        assertThat(Fault.GROUND_FAULT.mrec().code()).isEqualTo("CX002");
        assertThat(Fault.GROUND_FAULT.mrec().title()).isEqualTo("GroundFailure");
        assertThat(Fault.PILOT_SHORT.mrec().code()).isEqualTo("CX014");
        assertThat(Fault.CONTACTOR_WELDED.mrec().code()).isEqualTo("CX017");
    }

    @Test
    void vehicleMayTakeAlongWhatItBrought() {
        assertThat(Fault.values())
                .filteredOn(fault -> fault.origin() == Origin.VEHICLE)
                .containsExactly(
                        Fault.GROUND_FAULT,
                        Fault.DIODE_FAULT,
                        Fault.PILOT_SHORT,
                        Fault.PILOT_IMPLAUSIBLE,
                        Fault.PROXIMITY_FAULT,
                        Fault.OVER_CURRENT,
                        Fault.PHASE_IMBALANCE,
                        Fault.VENTILATION_ABSENT);
        assertThat(Fault.TAMPER.origin()).isEqualTo(Origin.CHARGER);
    }

    @Test
    void onlyAPersonClearsAWeldAndAnInterventionAndOnlyTheOwnerATamper() {
        assertThat(Fault.values())
                .filteredOn(fault -> fault.latch() == Latch.AT_ONCE)
                .containsExactly(Fault.CONTACTOR_WELDED, Fault.EMERGENCY_STOP, Fault.INTERLOCK);
        assertThat(FaultSet.TAMPERING.asSet())
                .containsExactlyInAnyOrder(
                        Fault.TAMPER,
                        Fault.TAMPERED_WHILE_OFF,
                        Fault.TILTED,
                        Fault.STRAY_CURRENT,
                        Fault.SEAL_BROKEN,
                        Fault.DEBUG_PORT_USED,
                        Fault.METERS_DISAGREE,
                        Fault.METER_REMOVED,
                        Fault.REFUSED_TOO_OFTEN);
    }
}
