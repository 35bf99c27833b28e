package stanchion.metering;

import java.util.List;
import stanchion.link.Report;
import stanchion.units.WattHours;

/// Electrical values of whole mains cycles, about 0.2 s.
///
/// Windows join: each begins at the frame where the previous one ended, unless samples were lost.
/// Energy is that of exactly these frames and of no other window.
///
/// @param firstFrame index of the window's first frame, counted as in [stanchion.hal.MainsBlock]
/// @param frames how many frames the window covers
/// @param phases values per phase, L1 first; active power is negative towards the mains
/// @param energies what the registers of each phase gain, L1 first
/// @param frequency of the voltage, or why there is none
/// @param net what the registers of the sum gain: a phase that feeds back is set off against the
///   others
/// @param defects what was wrong with the samples
public record MeterWindow(
        long firstFrame,
        int frames,
        List<Report.Meter.Phase> phases,
        List<Energy> energies,
        MainsFrequency frequency,
        Energy net,
        Defects defects) {

    public MeterWindow {
        phases = List.copyOf(phases);
        energies = List.copyOf(energies);
    }

    /// What an import and an export register gain; neither is ever negative.
    public record Energy(WattHours imported, WattHours exported) {}

    /// What the import register of the sum gains.
    public WattHours imported() {
        return net.imported();
    }

    /// What the export register of the sum gains.
    public WattHours exported() {
        return net.exported();
    }

    /// What was wrong with the samples of a window.
    ///
    /// @param overruns breaks in the numbering of frames that ended this window or came just before
    ///   it; the frames in between were never measured
    /// @param clippedFrames frames in which a converter stood at its end
    public record Defects(int overruns, int clippedFrames) {
        public static final Defects NONE = new Defects(0, 0);
    }
}
