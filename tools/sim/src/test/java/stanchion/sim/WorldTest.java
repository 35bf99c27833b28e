package stanchion.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Samples;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.CurrentKind;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;

/// The circuits with no firmware: the test is the charger.
final class WorldTest {
    private static final BoardProfile PROFILE = BenchBoardProfile.read();
    private static final Commands OFFER_16_AMPS =
            new Commands(
                    new PilotOutput.Pwm(new DutyCycle(26.67)),
                    ContactorCommand.OPEN,
                    ResidualTest.OFF);
    private static final Commands CHARGE_16_AMPS =
            new Commands(OFFER_16_AMPS.pilot(), ContactorCommand.CLOSE, ResidualTest.OFF);

    private final World world = new World(PROFILE, Parts.NOMINAL, 1);

    @Test
    void plateausAreInTheCodes() {
        world.apply(OFFER_16_AMPS);
        plugged();
        Samples samples = run(10, OFFER_16_AMPS);
        double[] volts = volts(samples);
        assertThat(volts).hasSize(200);
        Arrays.sort(volts);
        assertThat(volts[190]).isEqualTo(8.979, within(0.02));
        assertThat(volts[50]).isEqualTo(-12, within(0.02));
        assertThat(Arrays.stream(volts).filter(v -> v > 0).count()).isBetween(50L, 56L);
    }

    @Test
    void vehicleReadsTheOfferWithinARise() {
        plugged();
        run(10, OFFER_16_AMPS);
        assertThat(world.truth().duty().percent()).isBetween(26.5, 26.67);
        assertThat(world.truth().advertised().value()).isBetween(15.9, 16.0);
    }

    @Test
    void framesJoinWithoutAGap() {
        Samples first = run(10, Commands.SAFE);
        Samples second = run(5, Commands.SAFE);
        assertThat(first.mains().frames()).isEqualTo(48);
        assertThat(second.mains().firstFrame()).isEqualTo(48);
        assertThat(second.mains().channels()).isEqualTo(6);
    }

    @Test
    void sixteenAmpsForAMinuteAreSixtyOneWattHours() {
        ready();
        run(10_000, CHARGE_16_AMPS);
        double before = world.truth().energy().value();
        run(60_000, CHARGE_16_AMPS);
        double drawn = world.truth().energy().value() - before;
        assertThat(drawn).isEqualTo(230 * 16 / 60.0, within(1.0));
    }

    @Test
    void contactorTakesItsTimeAndBounces() {
        ready();
        assertThat(run(20, CHARGE_16_AMPS).inputs().mirror()).isEqualTo(ContactorPosition.OPEN);
        run(10, CHARGE_16_AMPS);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.CLOSED);
        assertThat(world.truth().closures()).isEqualTo(1);
        run(14, OFFER_16_AMPS);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.CLOSED);
        run(3, OFFER_16_AMPS);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.OPEN);
        assertThat(world.truth().violations()).isEmpty();
    }

    @Test
    void weldedContactorStaysClosedUntilTheWeldBreaks() {
        ready();
        Hands.apply(new Verb.Weld(Setting.ON), world);
        run(100, CHARGE_16_AMPS);
        run(100, Commands.SAFE);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.CLOSED);
        Hands.apply(new Verb.Weld(Setting.OFF), world);
        run(2, Commands.SAFE);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.OPEN);
    }

    @Test
    void residualCurrentOpensTheContactorWithoutTheCharger() {
        ready();
        run(100, CHARGE_16_AMPS);
        Hands.apply(new Verb.Residual(new Amps(0.03), CurrentKind.AC), world);
        Samples samples = run(200, CHARGE_16_AMPS);
        assertThat(samples.inputs().residual()).isEqualTo(ResidualMonitor.TRIPPED_AC);
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.OPEN);
    }

    @Test
    void smallResidualCurrentDoesNotTrip() {
        Hands.apply(new Verb.Residual(new Amps(0.002), CurrentKind.DC), world);
        assertThat(run(500, Commands.SAFE).inputs().residual()).isEqualTo(ResidualMonitor.READY);
    }

    @Test
    void testCurrentTripsAWorkingMonitorOnly() {
        Commands test =
                new Commands(new PilotOutput.SteadyHigh(), ContactorCommand.OPEN, ResidualTest.ON);
        assertThat(run(100, test).inputs().residual()).isEqualTo(ResidualMonitor.TRIPPED_DC);
        assertThat(run(100, Commands.SAFE).inputs().residual()).isEqualTo(ResidualMonitor.READY);
        Hands.apply(new Verb.Monitor(Verb.Condition.OPEN), world);
        assertThat(run(100, test).inputs().residual()).isEqualTo(ResidualMonitor.READY);
    }

    @Test
    void boardOpensWhenCommandsStopComing() {
        ready();
        run(100, CHARGE_16_AMPS);
        world.advance(190, new Uptime(0));
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.CLOSED);
        world.advance(30, new Uptime(0));
        assertThat(world.truth().poles()).isEqualTo(ContactorPosition.OPEN);
        assertThat(world.truth().duty().percent()).isEqualTo(100);
    }

    @Test
    void contactorThatStaysClosedAfterUnpluggingViolates() {
        ready();
        run(1000, CHARGE_16_AMPS);
        Hands.apply(new Verb.Unplug(), world);
        run(90, CHARGE_16_AMPS);
        assertThat(world.truth().violations()).isEmpty();
        run(20, CHARGE_16_AMPS);
        assertThat(world.truth().violations())
                .singleElement()
                .asString()
                .contains("without a vehicle");
        assertThat(world.truth().worstOpenMillis()).isGreaterThan(100);
    }

    @Test
    void offerAboveTheCableViolatesWhenItCouldBeReadAndAboveALoweredSupplyAfterFiveSeconds() {
        plugged();
        run(100, OFFER_16_AMPS);
        Hands.apply(new Verb.Supply(new Amps(10)), world);
        run(4_900, OFFER_16_AMPS);
        assertThat(world.truth().violations()).isEmpty();
        run(200, OFFER_16_AMPS);
        assertThat(world.truth().violations()).singleElement().asString().contains("advertised");

        World thin = new World(PROFILE, Parts.NOMINAL, 1);
        Hands.apply(new Verb.Plug(Optional.of(new Amps(13))), thin);
        thin.apply(OFFER_16_AMPS);
        thin.advance(190, new Uptime(0));
        thin.apply(OFFER_16_AMPS);
        thin.advance(190, new Uptime(0));
        thin.apply(OFFER_16_AMPS);
        assertThat(thin.truth().violations()).isEmpty();
        thin.advance(190, new Uptime(0));
        assertThat(thin.truth().violations()).hasSize(1);
    }

    @Test
    void vehicleThatObeysOpensS2WhenTheOfferIsWithdrawn() {
        ready();
        run(10_000, CHARGE_16_AMPS);
        Commands withdrawn =
                new Commands(
                        new PilotOutput.SteadyHigh(), ContactorCommand.CLOSE, ResidualTest.OFF);
        run(3_000, withdrawn);
        assertThat(world.vehicle.isReady()).isFalse();
        run(1_000, OFFER_16_AMPS);
        assertThat(world.vehicle.isReady()).isTrue();
    }

    @Test
    void vehicleFollowsALowerOfferWithinFiveSeconds() {
        ready();
        run(10_000, CHARGE_16_AMPS);
        assertThat(world.vehicle.amps(0)).isBetween(15.8, 16.0);
        Commands less =
                new Commands(
                        new PilotOutput.Pwm(new DutyCycle(10)),
                        ContactorCommand.CLOSE,
                        ResidualTest.OFF);
        run(5_000, less);
        assertThat(world.vehicle.amps(0)).isBetween(5.9, 6.01);
    }

    @Test
    void sameSeedGivesTheSameCodes() {
        World other = new World(PROFILE, Parts.NOMINAL, 1);
        Samples one = world.advance(50, new Uptime(0));
        Samples two = other.advance(50, new Uptime(0));
        assertThat(one.pilot().codes()).isEqualTo(two.pilot().codes());
        assertThat(one.mains().codes()).isEqualTo(two.mains().codes());
        Samples third = new World(PROFILE, Parts.NOMINAL, 2).advance(50, new Uptime(0));
        assertThat(third.mains().codes()).isNotEqualTo(one.mains().codes());
    }

    private void plugged() {
        Hands.apply(new Verb.Plug(Optional.empty()), world);
    }

    private void ready() {
        plugged();
        run(100, OFFER_16_AMPS);
        Hands.apply(new Verb.S2(Contact.CLOSED), world);
        run(100, OFFER_16_AMPS);
    }

    private Samples run(int millis, Commands commands) {
        Samples samples = world.advance(0, new Uptime(0));
        for (int done = 0; done < millis; done += 10) {
            world.apply(commands);
            samples = world.advance(Math.min(10, millis - done), new Uptime(0));
        }
        return samples;
    }

    private static double[] volts(Samples samples) {
        short[] codes = samples.pilot().codes();
        double[] volts = new double[codes.length];
        for (int i = 0; i < codes.length; i++) {
            volts[i] = PROFILE.analog().pilot().valueOf(codes[i]);
        }
        return volts;
    }
}
