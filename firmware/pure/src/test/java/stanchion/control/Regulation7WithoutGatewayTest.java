package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.link.Request;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.session.Allowance;
import stanchion.units.Amps;

/// Regulation 7: the charger charges without a network; also without the process that speaks to it.
/// And the other way round: no current starts before that process has had its say.
final class Regulation7WithoutGatewayTest {
    private static final NamedLimit START = new NamedLimit(Amps.ZERO, LimitSource.START);

    private final Rig rig = new Rig();

    @Test
    void vehicleThatIsThereWhenTheChargerStartsWaitsForTheGateway() {
        rig.requests.add(Allowance.atStart(Allowance.PATIENCE));
        rig.plug();
        rig.closeS2();
        rig.wait(Duration.ofSeconds(60));
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.status().limit()).isEqualTo(START);
        allow(16, LimitSource.RESPONSE);
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isLessThan(3_000);
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(16), LimitSource.RESPONSE));
    }

    @Test
    void chargerWhoseGatewayNeverComesChargesAtTheFallbackCurrent() {
        rig.requests.add(Allowance.atStart(Allowance.PATIENCE));
        rig.plug();
        rig.closeS2();
        rig.wait(Allowance.PATIENCE.minusSeconds(1));
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isLessThan(4_000);
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(6), LimitSource.FALLBACK));
        assertThat(rig.events()).contains("ALLOWANCE_EXPIRED");
    }

    @Test
    void vehicleThatPlugsInMeetsAWordThatWasSpokenBefore() {
        allow(0, LimitSource.START);
        rig.plug();
        rig.closeS2();
        rig.wait(Duration.ofSeconds(30));
        assertThat(rig.isClosed()).isFalse();
        assertThat(rig.status().offer()).isEqualTo(Amps.ZERO);
    }

    @Test
    void chargeGoesOnAtTheFallbackCurrentWhenTheGatewayDies() {
        allow(80, LimitSource.BOARD);
        rig.charge();
        rig.wait(Allowance.PATIENCE.minusSeconds(5));
        assertThat(rig.status().offer()).isEqualTo(new Amps(32));
        allow(80, LimitSource.BOARD);
        rig.wait(Allowance.PATIENCE.minusSeconds(1));
        assertThat(rig.status().offer()).as("it was renewed").isEqualTo(new Amps(32));
        rig.wait(Duration.ofSeconds(7));
        assertThat(rig.isClosed()).isTrue();
        assertThat(rig.status().offer()).isEqualTo(new Amps(6));
        assertThat(rig.status().limit().source()).isEqualTo(LimitSource.FALLBACK);
    }

    @Test
    void theGatewaysWordIsNoWayAroundTheHardwareNorAroundACommand() {
        rig.supply = 16;
        allow(80, LimitSource.RESPONSE);
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(16), LimitSource.SUPPLY));
        rig.requests.add(new Request.Limit(1, new Amps(10), Duration.ofHours(1)));
        rig.run();
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(10), LimitSource.COMMAND));
    }

    private void allow(double amps, LimitSource source) {
        rig.requests.add(
                new Request.Allow(0, new NamedLimit(new Amps(amps), source), Allowance.PATIENCE));
        rig.run();
    }
}
