package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.link.Report;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// Turns the codes of the mains channels into electrical values and energy, without skipping a
/// frame.
public final class Meter {
    private static final double WINDOW_SECONDS = 0.2;
    private static final double LAG_SECONDS = 0.005;
    private static final double LEAST_VOLTS = 10;

    private final AnalogFrontEnd analog;
    private final double rate;
    private final int windowFrames;
    private final int lagFrames;
    private final double[][] volts;
    private final double[][] amps;
    private int filled;
    private int clipped;
    private int overruns;
    private long firstFrame = -1;

    public Meter(AnalogFrontEnd analog) {
        this.analog = analog;
        rate = analog.mainsRate().value();
        windowFrames = (int) Math.round(rate * WINDOW_SECONDS);
        lagFrames = (int) Math.round(rate * LAG_SECONDS);
        volts = new double[analog.phases().size()][windowFrames];
        amps = new double[analog.phases().size()][windowFrames];
    }

    /// Takes the next frames and returns the windows that became complete, in order; mostly none.
    public List<MeterWindow> accept(MainsBlock block) {
        if (block.channels() != 2 * volts.length) {
            throw new IllegalArgumentException(
                    block.channels() + " channels for " + volts.length + " phases");
        }
        if (firstFrame + filled != block.firstFrame()) {
            overruns += firstFrame < 0 ? 0 : 1;
            firstFrame = block.firstFrame();
            filled = 0;
        }
        List<MeterWindow> windows = new ArrayList<>(1);
        for (int frame = 0; frame < block.frames(); frame++) {
            take(block, frame);
            if (filled == windowFrames) {
                windows.add(window());
            }
        }
        return windows;
    }

    private void take(MainsBlock block, int frame) {
        int at = frame * block.channels();
        boolean clips = false;
        for (int phase = 0; phase < volts.length; phase++) {
            PhaseChannels channels = analog.phases().get(phase);
            int voltsCode = block.codes()[at + 2 * phase];
            int ampsCode = block.codes()[at + 2 * phase + 1];
            volts[phase][filled] = channels.volts().valueOf(voltsCode);
            amps[phase][filled] = channels.amps().valueOf(ampsCode);
            clips |= clips(channels.volts(), voltsCode) || clips(channels.amps(), ampsCode);
        }
        clipped += clips ? 1 : 0;
        filled++;
    }

    private static boolean clips(AdcScale scale, int code) {
        return code <= scale.lowestCode() || code >= scale.highestCode();
    }

    private MeterWindow window() {
        List<Report.Meter.Phase> phases = new ArrayList<>(volts.length);
        double watts = 0;
        for (int phase = 0; phase < volts.length; phase++) {
            Report.Meter.Phase values = values(volts[phase], amps[phase]);
            watts += values.active().value();
            phases.add(values);
        }
        double wattHours = watts * windowFrames / rate / 3600;
        MeterWindow window =
                new MeterWindow(
                        firstFrame,
                        windowFrames,
                        phases,
                        frequency(),
                        new WattHours(Math.max(0, wattHours)),
                        new WattHours(Math.max(0, -wattHours)),
                        new MeterWindow.Defects(overruns, clipped));
        firstFrame += filled;
        filled = 0;
        clipped = 0;
        overruns = 0;
        return window;
    }

    private static Report.Meter.Phase values(double[] volts, double[] amps) {
        double voltage = Math.sqrt(covariance(volts, volts, 0));
        double current = Math.sqrt(covariance(amps, amps, 0));
        double active = covariance(volts, amps, 0);
        double apparent = voltage * current;
        double reactive = Math.sqrt(Math.max(0, apparent * apparent - active * active));
        return new Report.Meter.Phase(
                new Volts(voltage),
                new Amps(current),
                new Watts(active),
                new Vars(reactive),
                new VoltAmperes(apparent),
                apparent == 0 ? 0 : active / apparent);
    }

    private MainsFrequency frequency() {
        double meanSquare = covariance(volts[0], volts[0], 0);
        if (meanSquare < LEAST_VOLTS * LEAST_VOLTS) {
            return new MainsFrequency.Untracked(MainsFrequency.Cause.NO_VOLTAGE);
        }
        double cosine = Math.clamp(covariance(volts[0], volts[0], lagFrames) / meanSquare, -1, 1);
        double hertz = Math.acos(cosine) * rate / lagFrames / (2 * Math.PI);
        if (hertz < 45 || hertz > 65) {
            return new MainsFrequency.Untracked(MainsFrequency.Cause.OUT_OF_RANGE);
        }
        return new MainsFrequency.Tracked(new Hertz(hertz));
    }

    private static double covariance(double[] a, double[] b, int lag) {
        double sumA = 0;
        double sumB = 0;
        double sumProduct = 0;
        for (int n = lag; n < a.length; n++) {
            sumA += a[n];
            sumB += b[n - lag];
            sumProduct += a[n] * b[n - lag];
        }
        int count = a.length - lag;
        return sumProduct / count - sumA / count * sumB / count;
    }
}
