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
/// @param frequency of the voltage, or why there is none
/// @param imported what the import register gains, never negative; counted is the sum of the phases
///   over the window, so that a phase that feeds back is set off against the others
/// @param exported what an export register gains, never negative
/// @param defects what was wrong with the samples
public record MeterWindow(
        long firstFrame,
        int frames,
        List<Report.Meter.Phase> phases,
        MainsFrequency frequency,
        WattHours imported,
        WattHours exported,
        Defects defects) {

    public MeterWindow {
        phases = List.copyOf(phases);
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
