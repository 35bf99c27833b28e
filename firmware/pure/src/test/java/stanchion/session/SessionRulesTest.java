package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.hal.Absence;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.hal.SafetyLimits.Heat;
import stanchion.link.Request;
import stanchion.link.Request.Enablement;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.session.Intent.RemoteLimit;
import stanchion.session.RequestRule.Ruling;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// The small rules the session is made of, each by its table.
final class SessionRulesTest {
    @ParameterizedTest
    @CsvSource({
        "FULL,64.9,FULL", "FULL,65,HALF", "FULL,67.9,HALF", "FULL,68,QUARTER", "FULL,70.9,QUARTER",
        "FULL,71,STOP", "HALF,62.1,HALF", "HALF,62,FULL", "QUARTER,65,QUARTER", "STOP,70,STOP",
        "STOP,62.1,STOP", "STOP,62,FULL", "HALF,68,QUARTER", "QUARTER,71,STOP"
    })
    void offerFollowsTheTemperatureWithHysteresis(Derate before, double celsius, Derate after) {
        assertThat(before.next(new Reading.Present<>(new Celsius(celsius)), Heat.USUAL))
                .isEqualTo(after);
    }

    @Test
    void temperatureSensorThatFailsCountsAsTooHotButOneNotYetReadDoesNot() {
        assertThat(Derate.FULL.next(new Reading.Missing<>(Absence.SILENT), Heat.USUAL))
                .isEqualTo(Derate.STOP);
        assertThat(Derate.FULL.next(new Reading.Missing<>(Absence.IMPLAUSIBLE), Heat.USUAL))
                .isEqualTo(Derate.STOP);
        assertThat(Derate.HALF.next(new Reading.Missing<>(Absence.NOT_YET), Heat.USUAL))
                .isEqualTo(Derate.HALF);
    }

    @ParameterizedTest
    @CsvSource({"FULL,32", "HALF,16", "QUARTER,8", "STOP,0"})
    void stageScalesTheCurrent(Derate stage, double amps) {
        assertThat(stage.of(new Amps(32))).isEqualTo(new Amps(amps));
    }

    @Test
    void monitorPassesItsTestByTrippingAndClearing() {
        ResidualCheck testing = new ResidualCheck.Testing(at(0));
        assertThat(testing.next(at(10), ResidualMonitor.READY)).isEqualTo(testing);
        ResidualCheck clearing = testing.next(at(20), ResidualMonitor.TRIPPED_DC);
        assertThat(clearing).isEqualTo(new ResidualCheck.Clearing(at(20)));
        assertThat(clearing.next(at(30), ResidualMonitor.TRIPPED_AC)).isEqualTo(clearing);
        assertThat(clearing.next(at(40), ResidualMonitor.READY))
                .isEqualTo(new ResidualCheck.Passed(at(40)));
    }

    @ParameterizedTest
    @CsvSource({"999,READY,false", "1000,READY,true", "10,FAILED,true"})
    void monitorFailsItsTestWhenItDoesNotTripInTime(
            int millis, ResidualMonitor monitor, boolean failed) {
        ResidualCheck next = new ResidualCheck.Testing(at(0)).next(at(millis), monitor);
        assertThat(next instanceof ResidualCheck.Failed).isEqualTo(failed);
    }

    @ParameterizedTest
    @CsvSource({"999,TRIPPED_AC,false", "1000,TRIPPED_DC,true", "10,FAILED,true"})
    void monitorFailsItsTestWhenItDoesNotClearInTime(
            int millis, ResidualMonitor monitor, boolean failed) {
        ResidualCheck next = new ResidualCheck.Clearing(at(0)).next(at(millis), monitor);
        assertThat(next instanceof ResidualCheck.Failed).isEqualTo(failed);
    }

    @Test
    void passedTestHoldsForADay() {
        ResidualCheck passed = new ResidualCheck.Passed(at(0));
        long day = Duration.ofHours(24).toMillis();
        assertThat(passed.isStale(at(day - 1))).isFalse();
        assertThat(passed.isStale(at(day))).isTrue();
        assertThat(new ResidualCheck.Untested().isStale(at(day))).isFalse();
        assertThat(passed.isRunning()).isFalse();
        assertThat(passed.next(at(9), ResidualMonitor.TRIPPED_AC)).isEqualTo(passed);
    }

    @ParameterizedTest
    @CsvSource({
        "0,60,true",
        "6,60,true",
        "80,60,true",
        "5.99,60,false",
        "80.01,60,false",
        "-1,60,false",
        "10,1,true",
        "10,86400,true",
        "10,0,false",
        "10,86401,false",
        "10,-5,false"
    })
    void limitIsAcceptedWithinItsContract(double amps, long seconds, boolean accepted) {
        Request.Limit request = new Request.Limit(1, new Amps(amps), Duration.ofSeconds(seconds));
        Ruling ruling = RequestRule.judge(request, Intent.INITIAL, at(0));
        if (accepted) {
            RemoteLimit limit = new RemoteLimit.Until(new Amps(amps), at(seconds * 1000));
            assertThat(ruling).isEqualTo(new Ruling.Accepted(Intent.INITIAL.with(limit)));
        } else {
            assertThat(ruling).isInstanceOf(Ruling.Refused.class);
        }
    }

    @Test
    void limitRunsOutAtItsTimeAndOnlyThen() {
        Intent limited = Intent.INITIAL.with(new RemoteLimit.Until(new Amps(10), at(1000)));
        assertThat(RequestRule.aged(limited, at(999))).isEqualTo(limited);
        assertThat(RequestRule.aged(limited, at(1000)).limit())
                .isEqualTo(new RemoteLimit.Expired());
        assertThat(RequestRule.aged(Intent.INITIAL, at(1000))).isEqualTo(Intent.INITIAL);
    }

    @Test
    void enablingKeepsTheLimitAndALimitKeepsTheEnabling() {
        RemoteLimit limit = new RemoteLimit.Until(new Amps(10), at(1000));
        Intent both = Intent.INITIAL.with(Enablement.DISABLED).with(limit);
        assertThat(both)
                .isEqualTo(
                        new Intent(
                                Enablement.DISABLED,
                                limit,
                                new Allowance.None(),
                                Optional.empty()));
        assertThat(RequestRule.judge(new Request.Enable(1, Enablement.ENABLED), both, at(0)))
                .isEqualTo(new Ruling.Accepted(both.with(Enablement.ENABLED)));
    }

    @Test
    void holdOffersNothingAndLeavesTheLimitWhatItIs() {
        RemoteLimit limit = new RemoteLimit.Until(new Amps(10), at(100_000));
        Intent limited = Intent.INITIAL.with(limit);
        Request.Hold hold = new Request.Hold(1, Duration.ofSeconds(60));
        Intent held = limited.heldUntil(at(60_000));
        assertThat(RequestRule.judge(hold, limited, at(0))).isEqualTo(new Ruling.Accepted(held));
        assertThat(RequestRule.aged(held, at(59_999))).isEqualTo(held);
        assertThat(RequestRule.aged(held, at(60_000))).isEqualTo(limited);
        assertThat(RequestRule.judge(new Request.Hold(1, Duration.ZERO), limited, at(0)))
                .isInstanceOf(Ruling.Refused.class);
        assertThat(RequestRule.judge(new Request.Hold(1, Duration.ofSeconds(121)), limited, at(0)))
                .isInstanceOf(Ruling.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"1,true", "120,true", "0,false", "121,false"})
    void holdIsAcceptedWithinItsContract(long seconds, boolean accepted) {
        Ruling ruling =
                RequestRule.judge(
                        new Request.Hold(1, Duration.ofSeconds(seconds)), Intent.INITIAL, at(0));
        assertThat(ruling instanceof Ruling.Accepted).isEqualTo(accepted);
    }

    private static final Set<Fault> BEAR_A_DELAY =
            EnumSet.of(
                    Fault.SEAL_BROKEN,
                    Fault.DEBUG_PORT_USED,
                    Fault.METERS_DISAGREE,
                    Fault.METER_REMOVED,
                    Fault.REFUSED_TOO_OFTEN);

    @ParameterizedTest
    @EnumSource
    void theGatewayMaySuspectNothingButTamperingThatBearsADelay(Fault sign) {
        Ruling ruling = RequestRule.judge(new Request.Suspect(1, sign), Intent.INITIAL, at(0));
        if (BEAR_A_DELAY.contains(sign)) {
            assertThat(ruling).isEqualTo(new Ruling.Suspected(sign));
        } else {
            assertThat(ruling)
                    .isEqualTo(new Ruling.Refused(sign + " is not the gateway's to see."));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "300,true", "0,false", "301,false"})
    void allowanceIsAcceptedWithinItsContractAndRunsOut(long seconds, boolean accepted) {
        NamedLimit hours = new NamedLimit(Amps.ZERO, LimitSource.HOURS);
        Request.Allow request = new Request.Allow(1, hours, Duration.ofSeconds(seconds));
        Ruling ruling = RequestRule.judge(request, Intent.INITIAL, at(0));
        if (!accepted) {
            assertThat(ruling).isInstanceOf(Ruling.Refused.class);
            return;
        }
        Intent allowed = Intent.INITIAL.with(new Allowance.Until(hours, at(seconds * 1000)));
        assertThat(ruling).isEqualTo(new Ruling.Accepted(allowed));
        assertThat(RequestRule.aged(allowed, at(seconds * 1000 - 1))).isEqualTo(allowed);
        assertThat(RequestRule.aged(allowed, at(seconds * 1000)).allowance())
                .isEqualTo(new Allowance.Expired());
    }

    @Test
    void seventhFaultOfAKindThatRunsOutOfRetriesLatches() {
        FaultLog log = FaultLog.CLEAN;
        FaultSet fault = FaultSet.of(Fault.DIODE_FAULT);
        for (int retry = 0; retry < 6; retry++) {
            FaultLog raised = log.raised(fault);
            assertThat(raised.latched()).isEqualTo(FaultSet.NONE);
            log = raised.retried();
        }
        assertThat(log.raised(fault).latched()).isEqualTo(fault);
        assertThat(log.raised(fault).unplugged()).isEqualTo(FaultLog.CLEAN);
    }

    @Test
    void vehicleThatLeavesInGoodOrderGivesTheTriesBack() {
        FaultSet fault = FaultSet.of(Fault.DIODE_FAULT);
        FaultLog tried = FaultLog.CLEAN.raised(fault).retried();
        assertThat(tried).isEqualTo(new FaultLog(FaultSet.NONE, FaultSet.NONE, 1));
        assertThat(tried.withoutRetries()).isEqualTo(FaultLog.CLEAN);
        assertThat(FaultLog.CLEAN.withoutRetries()).isSameAs(FaultLog.CLEAN);
    }

    @Test
    void withoutAWindowOfTheMeterNoCurrentFlows() {
        assertThat(new Mains.Unknown().current()).isEqualTo(Amps.ZERO);
        assertThat(Script.measured(230, 7).current()).isEqualTo(new Amps(7));
    }

    @Test
    void faultsThatAlwaysClearByThemselvesCostNoRetry() {
        FaultLog log = FaultLog.CLEAN.raised(FaultSet.of(Fault.UNDER_VOLTAGE)).retried();
        assertThat(log).isEqualTo(FaultLog.CLEAN);
    }

    @Test
    void whatLatchedAtOnceStaysWhenTheVehicleLeaves() {
        FaultLog log =
                FaultLog.CLEAN
                        .raised(FaultSet.of(Fault.DIODE_FAULT))
                        .raised(FaultSet.of(Fault.TAMPER));
        FaultSet tamper = FaultSet.of(Fault.TAMPER);
        assertThat(log.latched()).isEqualTo(tamper);
        assertThat(log.held()).isEqualTo(tamper.with(Fault.DIODE_FAULT));
        assertThat(log.unplugged()).isEqualTo(new FaultLog(tamper, tamper, 0));
    }

    private static Uptime at(long millis) {
        return new Uptime(millis * 1_000_000L);
    }
}
