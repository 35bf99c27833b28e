package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Reading;
import stanchion.link.Report;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.link.Request.Enablement;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Watts;

/// Who may change the offer, how fast, and what a vehicle that does not follow meets.
final class OfferStoryTest {
    private final Rig rig = new Rig();

    @AfterEach
    void neitherFaultNorInterlockHadAnythingToSay() {
        assertThat(rig.events()).doesNotContain("INTERLOCK_INTERVENED", "FAULT_RAISED");
    }

    @Test
    void offerIsTheSmallestOfBoardSupplyCableAndRemoteLimit() {
        rig.cableOhms = 680;
        rig.plug();
        rig.wait(Duration.ofSeconds(1));
        assertThat(rig.status().offer()).isEqualTo(new Amps(20));
        rig.supply = 16;
        rig.run();
        assertThat(rig.status().offer()).isEqualTo(new Amps(16));
        limit(10, Duration.ofHours(1));
        rig.wait(Duration.ofSeconds(6));
        assertThat(rig.status().offer()).isEqualTo(new Amps(10));
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(10), LimitSource.COMMAND));
    }

    @Test
    void remoteLimitsChangeTheOfferNoMoreOftenThanEveryFiveSeconds() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        limit(10, Duration.ofHours(1));
        assertThat(rig.status().offer()).isEqualTo(new Amps(10));
        limit(20, Duration.ofHours(1));
        assertThat(rig.until(status -> status.offer().equals(new Amps(20))))
                .isBetween(4900L, 5000L);
    }

    @Test
    void supplyThatShrinksLowersTheOfferAtOnceAndRaisesItLater() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        rig.supply = 12;
        rig.run();
        assertThat(rig.status().offer()).isEqualTo(new Amps(12));
        rig.supply = 11;
        rig.run();
        assertThat(rig.status().offer()).isEqualTo(new Amps(11));
        rig.supply = 16;
        assertThat(rig.until(status -> status.offer().equals(new Amps(16)))).isEqualTo(5000);
    }

    @Test
    void limitThatNobodyRenewsFallsBackToTheBoardsFallbackCurrent() {
        rig.charge();
        limit(20, Duration.ofSeconds(10));
        rig.wait(Duration.ofSeconds(9));
        assertThat(rig.status().offer()).isEqualTo(new Amps(20));
        rig.wait(Duration.ofSeconds(2));
        assertThat(rig.status().offer()).isEqualTo(new Amps(6));
        assertThat(rig.events()).contains("LIMIT_EXPIRED");
    }

    @Test
    void allowanceThatNobodyRenewsFallsBackOnceAndIsSaidOnce() {
        NamedLimit hours = new NamedLimit(new Amps(10), LimitSource.HOURS);
        assertThat(send(new Request.Allow(8, hours, Duration.ofSeconds(60))).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.status().limit()).isEqualTo(hours);
        rig.wait(Duration.ofSeconds(59));
        assertThat(rig.events()).doesNotContain("ALLOWANCE_EXPIRED");
        rig.wait(Duration.ofSeconds(60));
        assertThat(rig.details("ALLOWANCE_EXPIRED")).containsExactly("fallback 6 A");
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(6), LimitSource.FALLBACK));
    }

    @Test
    void requestRaisesOnlyWithinBoardAndInstallation() {
        rig.supply = 16;
        Report.RequestOutcome outcome = limit(32, Duration.ofHours(1));
        assertThat(outcome.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(outcome.effective()).isEqualTo(new Amps(16));
    }

    @Test
    void nonsenseIsRefusedWithASentence() {
        for (double amps : new double[] {5.9, -1, 80.1}) {
            Report.RequestOutcome outcome = limit(amps, Duration.ofHours(1));
            assertThat(outcome.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(outcome.effective()).isEqualTo(new Amps(32));
            assertThat(outcome.reason()).endsWith(".").contains("A");
        }
        assertThat(limit(10, Duration.ofMillis(999)).verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(limit(10, Duration.ofHours(25)).verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void disabledChargerWithdrawsTheOfferAndTheVehicleStopsByItself() {
        rig.charge();
        rig.wait(Duration.ofSeconds(6));
        enable(Enablement.DISABLED);
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyHigh());
        assertThat(rig.status().state()).isEqualTo("Pausing");
        rig.wait(Duration.ofSeconds(2));
        assertThat(rig.isClosed()).isTrue();
        rig.vehicleAmps = 0;
        rig.plug();
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isLessThanOrEqualTo(40);
        assertThat(rig.events()).contains("CHARGE_PAUSED").doesNotContain("VEHICLE_CUT_OFF");
        assertThat(rig.status().offer()).isEqualTo(Amps.ZERO);
        assertThat(rig.status().enablement()).isEqualTo(Enablement.DISABLED);
    }

    @Test
    void heldChargerOffersNothingAndThenWhatItsOwnerAllowsAsBefore() {
        limit(10, Duration.ofHours(1));
        assertThat(send(new Request.Hold(7, Duration.ofSeconds(60))).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(rig.status().limit()).isEqualTo(new NamedLimit(Amps.ZERO, LimitSource.HOLD));
        rig.wait(Duration.ofSeconds(61));
        assertThat(rig.status().limit())
                .isEqualTo(new NamedLimit(new Amps(10), LimitSource.COMMAND));
        assertThat(rig.events()).doesNotContain("LIMIT_EXPIRED");
    }

    @Test
    void vehicleThatIgnoresTheWithdrawnOfferIsCutOffAfterSixSeconds() {
        rig.charge();
        rig.wait(Duration.ofSeconds(6));
        limit(0, Duration.ofHours(1));
        assertThat(rig.untilContactor(ContactorCommand.OPEN)).isEqualTo(6000);
        assertThat(rig.events()).contains("VEHICLE_CUT_OFF");
        rig.wait(Duration.ofSeconds(30));
        assertThat(rig.isClosed()).isFalse();
        limit(16, Duration.ofHours(1));
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isLessThan(10_000);
    }

    @Test
    void reclosingWaitsFiveSecondsAfterSTwoOpened() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        rig.plug();
        rig.untilContactor(ContactorCommand.OPEN);
        rig.closeS2();
        assertThat(rig.untilContactor(ContactorCommand.CLOSE)).isBetween(5000L, 5500L);
    }

    @Test
    void sleepingVehicleIsWokenAfterAMinuteAndOnceMore() {
        rig.charge();
        rig.wait(Duration.ofSeconds(6));
        enable(Enablement.DISABLED);
        rig.plug();
        rig.wait(Duration.ofSeconds(30));
        enable(Enablement.ENABLED);
        assertThat(rig.until(status -> status.state().equals("Waking"))).isEqualTo(60_000);
        assertThat(rig.commands.pilot()).isEqualTo(new PilotOutput.SteadyLow());
        assertThat(rig.until(status -> status.state().equals("Connected"))).isEqualTo(4000);
        rig.wait(Duration.ofSeconds(89));
        assertThat(rig.status().state()).isEqualTo("Connected");
        rig.until(status -> status.state().equals("Waking"));
        rig.wait(Duration.ofMinutes(5));
        assertThat(rig.events().stream().filter("WAKE_ATTEMPTED"::equals)).hasSize(2);
        rig.closeS2();
        rig.untilContactor(ContactorCommand.CLOSE);
        assertThat(rig.events().stream().filter("VEHICLE_CONNECTED"::equals)).hasSize(1);
    }

    @Test
    void vehicleThatNeverDrewCurrentIsNotWoken() {
        rig.plug();
        rig.wait(Duration.ofMinutes(5));
        assertThat(rig.events()).doesNotContain("WAKE_ATTEMPTED");
    }

    @Test
    void statusAndMeterAreReportedEverySecondAndStatusOnEveryChange() {
        rig.wait(Duration.ofSeconds(2));
        rig.reports.clear();
        rig.wait(Duration.ofSeconds(10));
        assertThat(rig.reports).filteredOn(Report.Status.class::isInstance).hasSize(10);
        assertThat(rig.reports).filteredOn(Report.Meter.class::isInstance).hasSizeBetween(9, 10);
        rig.reports.clear();
        rig.plug();
        rig.wait(Duration.ofMillis(300));
        assertThat(rig.reports)
                .filteredOn(Report.Status.class::isInstance)
                .extracting(report -> ((Report.Status) report).offer())
                .contains(new Amps(32));
    }

    @Test
    void meterReportHoldsTheMeanOfItsSecondAndAMonotonicRegister() {
        rig.charge();
        rig.wait(Duration.ofSeconds(5));
        double before = 1000;
        for (Report report : rig.reports) {
            if (report instanceof Report.Meter meter) {
                assertThat(meter.energy().imported().value()).isGreaterThanOrEqualTo(before);
                before = meter.energy().imported().value();
            }
        }
        Report.Meter last =
                (Report.Meter)
                        rig.reports.stream()
                                .filter(Report.Meter.class::isInstance)
                                .reduce((_, later) -> later)
                                .orElseThrow();
        assertThat(last.power()).isBetween(new Watts(2295), new Watts(2305));
        assertThat(((Reading.Present<Hertz>) last.frequency()).value().value())
                .isBetween(49.99, 50.01);
        assertThat(last.phases().getFirst().powerFactor()).isBetween(0.999, 1.0);
    }

    private Report.RequestOutcome limit(double amps, Duration validFor) {
        return send(new Request.Limit(5, new Amps(amps), validFor));
    }

    private void enable(Enablement enablement) {
        assertThat(send(new Request.Enable(6, enablement)).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    private Report.RequestOutcome send(Request request) {
        rig.requests.add(request);
        rig.run();
        Report.RequestOutcome outcome =
                (Report.RequestOutcome)
                        rig.reports.stream()
                                .filter(Report.RequestOutcome.class::isInstance)
                                .reduce((_, last) -> last)
                                .orElseThrow();
        assertThat(outcome.id()).isEqualTo(request.id());
        return outcome;
    }
}
