package stanchion.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.link.EnergyTotals;
import stanchion.link.Report;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MainsFrequency.Untracked;
import stanchion.metering.Meter;
import stanchion.metering.MeterWindow;
import stanchion.session.Mains;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// The registers per direction and phase, and the electrical values of each second.
///
/// Keeps the windows of the running second; for one thread.
final class EnergyAccount {
    /// Windows hold whole mains cycles; five of about 0.2 s make the second.
    private static final double SECOND = 0.95;

    private final Meter meter;
    private final double framesPerSecond;
    private final List<MeterWindow> second = new ArrayList<>();
    private EnergyTotals totals;
    private int frames;
    private Mains mains = new Mains.Unknown();

    EnergyAccount(AnalogFrontEnd analog, EnergyTotals before) {
        meter = new Meter(analog);
        framesPerSecond = analog.mainsRate().value();
        totals = before;
    }

    /// Counts the next frames. The energy of every window counts; what is left of one that was cut
    /// short may be a few frames of a sine, of which nothing else can be told.
    void take(MainsBlock block) {
        for (MeterWindow window : meter.accept(block)) {
            totals = counted(window);
            if (!isCutShort(window)) {
                frames += window.frames();
                second.add(window);
                mains = new Mains.Measured(window.phases(), window.frequency());
            }
        }
    }

    EnergyTotals totals() {
        return totals;
    }

    Mains mains() {
        return mains;
    }

    /// The report of the second that has just become complete, if one has.
    Optional<Report.Meter> report(Uptime at, WattHours sessionEnergy) {
        if (frames < framesPerSecond * SECOND) {
            return Optional.empty();
        }
        Report.Meter report = WindowMean.of(second, at, totals, sessionEnergy);
        second.clear();
        frames = 0;
        return Optional.of(report);
    }

    private EnergyTotals counted(MeterWindow window) {
        List<EnergyTotals.Phase> phases = new ArrayList<>(window.energies().size());
        for (int i = 0; i < window.energies().size(); i++) {
            EnergyTotals.Phase before = totals.phase(i);
            phases.add(
                    new EnergyTotals.Phase(
                            plus(before.imported(), window.energies().get(i).imported()),
                            plus(before.exported(), window.energies().get(i).exported())));
        }
        return new EnergyTotals(
                plus(totals.imported(), window.imported()),
                plus(totals.exported(), window.exported()),
                phases);
    }

    private static WattHours plus(WattHours register, WattHours more) {
        return new WattHours(register.value() + more.value());
    }

    private static boolean isCutShort(MeterWindow window) {
        return window.frequency() instanceof Untracked(Cause why) && why == Cause.CUT_SHORT;
    }
}
