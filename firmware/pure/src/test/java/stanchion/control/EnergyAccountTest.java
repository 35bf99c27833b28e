package stanchion.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.hal.Absence;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.MainsBlock;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.session.Mains;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// The register counts everything; only whole windows say what the mains is like.
final class EnergyAccountTest {
    private static final Uptime AT = new Uptime(0);
    private static final AnalogFrontEnd ANALOG =
            Rig.board(CableAttachment.SOCKET, Ventilation.ABSENT).analog();
    private static final int RATE = 8000;
    private static final double AMPS = 10;

    private final EnergyAccount account = new EnergyAccount(ANALOG, EnergyTotals.ZERO);
    private double volts = 230;
    private double hertz = 50;
    private double lag;
    private long frame;

    @Test
    void windowCutShortCountsItsEnergyButSaysNothingOfTheMains() {
        take(RATE);
        Mains whole = account.mains();
        double counted = account.totals().imported().value();
        take(RATE / 400);
        frame += 1;
        take(1);
        assertThat(account.totals().imported().value()).isGreaterThan(counted);
        assertThat(account.mains()).isEqualTo(whole);
        take(RATE);
        assertThat(measured().lowest().value()).isCloseTo(230, within(0.5));
    }

    @Test
    void windowCutShortHasNoShareInTheSecondsValues() {
        take(RATE / 2);
        for (int cut = 0; cut < 20; cut++) {
            frame += 1;
            take(RATE / 200);
        }
        frame += 1;
        take(RATE * 3 / 4);
        Report.Meter second = account.report(AT, WattHours.ZERO).orElseThrow();
        assertThat(second.phases().getFirst().voltage().value()).isCloseTo(230, within(0.1));
        assertThat(second.power().value()).isCloseTo(2300, within(1.0));
    }

    @Test
    void secondIsReportedOnceAndNotBeforeItIsWhole() {
        take(RATE * 9 / 10);
        assertThat(account.report(AT, WattHours.ZERO)).isEmpty();
        take(RATE / 5);
        Optional<Report.Meter> second = account.report(AT, new WattHours(3));
        assertThat(second).map(Report.Meter::sessionEnergy).contains(new WattHours(3));
        assertThat(second.orElseThrow().frequency())
                .isInstanceOfSatisfying(
                        Reading.Present.class,
                        present ->
                                assertThat(((Hertz) present.value()).value())
                                        .isCloseTo(50, within(0.001)));
        assertThat(account.report(AT, WattHours.ZERO)).isEmpty();
    }

    @Test
    void secondHasTheMeansOfItsWindows() {
        lag = 0.5;
        take(RATE * 3 / 2);
        Report.Meter.Phase phase =
                account.report(AT, WattHours.ZERO).orElseThrow().phases().getFirst();
        assertThat(phase.current().value()).isCloseTo(AMPS, within(0.01));
        assertThat(phase.active().value()).isCloseTo(2300 * Math.cos(0.5), within(1.0));
        assertThat(phase.reactive().value()).isCloseTo(2300 * Math.sin(0.5), within(1.0));
        assertThat(phase.apparent().value()).isCloseTo(2300, within(1.0));
        assertThat(phase.powerFactor()).isCloseTo(Math.cos(0.5), within(0.001));
    }

    @Test
    void secondWithoutMainsHasNoFrequencyBecauseTheMainsIsSilent() {
        volts = 0;
        take(RATE * 3 / 2);
        assertThat(account.report(AT, WattHours.ZERO))
                .map(Report.Meter::frequency)
                .contains(new Reading.Missing<>(Absence.SILENT));
    }

    @Test
    void secondOfAVoltageThatIsNoMainsHasNoPlausibleFrequency() {
        hertz = 30;
        take(RATE * 3 / 2);
        assertThat(account.report(AT, WattHours.ZERO))
                .map(Report.Meter::frequency)
                .contains(new Reading.Missing<>(Absence.IMPLAUSIBLE));
    }

    @Test
    void highestAndLowestPhaseAndTheMostLoadedOneAreTold() {
        AnalogFrontEnd.PhaseChannels phase = ANALOG.phases().getFirst();
        EnergyAccount three =
                new EnergyAccount(
                        new AnalogFrontEnd(
                                ANALOG.pilot(),
                                ANALOG.pilotRate(),
                                ANALOG.proximity(),
                                ANALOG.mainsRate(),
                                List.of(phase, phase, phase)),
                        EnergyTotals.ZERO);
        three.take(block(RATE, new double[] {220, 5, 240, 12, 230, 8}));
        Mains.Measured measured = (Mains.Measured) three.mains();
        assertThat(measured.lowest().value()).isCloseTo(220, within(0.5));
        assertThat(measured.highest().value()).isCloseTo(240, within(0.5));
        assertThat(measured.current().value()).isCloseTo(12, within(0.1));
    }

    @Test
    void eachPhaseCountsItsOwnDirectionWhileTheSumsCountTheDifference() {
        AnalogFrontEnd.PhaseChannels phase = ANALOG.phases().getFirst();
        EnergyAccount two =
                new EnergyAccount(
                        new AnalogFrontEnd(
                                ANALOG.pilot(),
                                ANALOG.pilotRate(),
                                ANALOG.proximity(),
                                ANALOG.mainsRate(),
                                List.of(phase, phase)),
                        EnergyTotals.of(new WattHours(100)));
        two.take(block(RATE * 10, new double[] {230, 10, 230, -4}));
        EnergyTotals totals = two.totals();
        double hours = 9.8 / 3600;
        assertThat(totals.phase(0).imported().value()).isCloseTo(2300 * hours, within(0.2));
        assertThat(totals.phase(0).exported().value()).isZero();
        assertThat(totals.phase(1).imported().value()).isZero();
        assertThat(totals.phase(1).exported().value()).isCloseTo(920 * hours, within(0.1));
        assertThat(totals.imported().value() - 100)
                .isCloseTo(
                        totals.phase(0).imported().value() - totals.phase(1).exported().value(),
                        within(0.011)); // a register's debt, paid before it exports
        assertThat(totals.exported().value()).isZero();
    }

    private Mains.Measured measured() {
        return (Mains.Measured) account.mains();
    }

    private void take(int frames) {
        account.take(block(frames, new double[] {volts, AMPS}));
        frame += frames;
    }

    /// @param rms of each channel, in volts and amperes by turns
    private MainsBlock block(int frames, double[] rms) {
        int[] codes = new int[frames * rms.length];
        for (int i = 0; i < frames; i++) {
            double phase = 2 * Math.PI * hertz * (frame + i) / RATE;
            for (int channel = 0; channel < rms.length; channel++) {
                boolean isVolts = channel % 2 == 0;
                double sine = Math.sqrt(2) * Math.sin(isVolts ? phase : phase - lag);
                double perCode = isVolts ? 0.02 : 0.004;
                codes[i * rms.length + channel] = (int) Math.round(rms[channel] * sine / perCode);
            }
        }
        return new MainsBlock(frame, rms.length, codes);
    }
}
