package stanchion.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.EventName;

/// Which events stand in the security log.
class SecurityTableTest {
    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultIsOfConcernWhenSomebodyBroughtItAbout(Fault fault) {
        String detail = fault.name() + " " + fault.mrec().code();
        assertThat(kind(EventName.FAULT_RAISED.name(), detail))
                .isEqualTo(
                        FaultSet.TAMPERING.contains(fault)
                                ? Optional.of(Kind.TAMPER_ATTEMPT)
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND_DENIED, ACCESS_REFUSED",
        "SETUP_CODE_REFUSED, ACCESS_REFUSED",
        "SIGNED_COMMAND_ACCEPTED, COMMAND_ACCEPTED",
        "OWNER_BOUND, OWNER_CHANGED",
        "UPDATE_REFUSED, UPDATE_REFUSED",
        "UPDATE_CHUNK_REFUSED, UPDATE_REFUSED",
        "UPDATE_CONFIRMED, UPDATE",
        "IDENTITY_REFUSED, CERTIFICATE_REFUSED",
        "STARTED, STARTED",
    })
    void accessUpdatesAndStartsAreOfConcern(String name, Kind kind) {
        assertThat(kind(name, "")).contains(kind);
    }

    @Test
    void chargingIsOfNone() {
        assertThat(kind(EventName.CHARGE_STARTED.name(), "")).isEmpty();
        assertThat(kind("COMMAND_ACCEPTED", "a home controller sets a limit every few seconds"))
                .isEmpty();
    }

    private static Optional<Kind> kind(String name, String detail) {
        return SecurityTable.of(name, detail).map(SecurityEvent::kind);
    }
}
