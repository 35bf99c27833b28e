package stanchion.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import stanchion.hal.Absence;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MeterWindow;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// The electrical values of several windows as one: powers averaged, voltages and currents as RMS,
/// each window weighted by its frames.
final class WindowMean {
    private WindowMean() {}

    /// @param windows at least one
    static Report.Meter of(
            List<MeterWindow> windows, Uptime at, EnergyTotals totals, WattHours sessionEnergy) {
        List<Report.Meter.Phase> phases = new ArrayList<>();
        double watts = 0;
        for (int phase = 0; phase < windows.getFirst().phases().size(); phase++) {
            Report.Meter.Phase values = phase(windows, phase);
            phases.add(values);
            watts += values.active().value();
        }
        return new Report.Meter(
                at, phases, frequency(windows), new Watts(watts), totals, sessionEnergy);
    }

    private static Report.Meter.Phase phase(List<MeterWindow> windows, int phase) {
        double watts = mean(windows, phase, values -> values.active().value());
        double apparent = mean(windows, phase, values -> values.apparent().value());
        return new Report.Meter.Phase(
                new Volts(Math.sqrt(mean(windows, phase, v -> square(v.voltage().value())))),
                new Amps(Math.sqrt(mean(windows, phase, v -> square(v.current().value())))),
                new Watts(watts),
                new Vars(mean(windows, phase, values -> values.reactive().value())),
                new VoltAmperes(apparent),
                apparent == 0 ? 0 : Math.clamp(watts / apparent, -1, 1));
    }

    private static double mean(
            List<MeterWindow> windows, int phase, ToDoubleFunction<Report.Meter.Phase> value) {
        double sum = 0;
        double frames = 0;
        for (MeterWindow window : windows) {
            sum += window.frames() * value.applyAsDouble(window.phases().get(phase));
            frames += window.frames();
        }
        return sum / frames;
    }

    private static double square(double value) {
        return value * value;
    }

    /// The mean of the windows that have a frequency; without one, the last window says why.
    private static Reading<Hertz> frequency(List<MeterWindow> windows) {
        double sum = 0;
        double frames = 0;
        for (MeterWindow window : windows) {
            if (window.frequency() instanceof MainsFrequency.Tracked(Hertz hertz)) {
                sum += window.frames() * hertz.value();
                frames += window.frames();
            }
        }
        return frames == 0
                ? new Reading.Missing<>(why(windows.getLast()))
                : new Reading.Present<>(new Hertz(sum / frames));
    }

    private static Absence why(MeterWindow window) {
        return switch (window.frequency()) {
            case MainsFrequency.Untracked(Cause why) when why == Cause.NO_VOLTAGE -> Absence.SILENT;
            case MainsFrequency.Untracked _, MainsFrequency.Tracked _ -> Absence.IMPLAUSIBLE;
        };
    }
}
