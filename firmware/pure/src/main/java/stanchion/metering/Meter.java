package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.MainsBlock;
import stanchion.link.Report;
import stanchion.metering.MeterWindow.Defects;
import stanchion.metering.WaveMeter.Measured;
import stanchion.units.WattHours;

/// Turns the codes of the mains channels into electrical values and energy, without skipping a
/// frame.
///
/// ```text
/// codes ─► converters ─► alignment ─► slices of 0.1 s ─► windows of 0.2 s ─► register
///            ▲ offsets     CT's lag     ▲ frequency            │
///            └──────────────────────────┴──────────────────────┘
/// ```
///
/// Blocks may be of any size. A window comes out about 20 ms after its last frame, the first one
/// covers 0.2 s more than the others. Where the numbering of frames breaks, the meter closes the
/// window at once with what it has, keeps nothing in between, and starts afresh; the few frames
/// still in the alignment are lost with the gap, as the next window's `firstFrame` shows.
public final class Meter {
    /// RMS; far below any mains, far above any noise.
    private static final double LEAST_VOLTS = 10;

    /// Frames per second.
    private static final double LEAST_RATE = 4000;

    private static final double SECONDS_PER_HOUR = 3600;

    private final double rate;
    private final Converters converters;
    private final Alignment alignment;
    private final WaveMeter waves;
    private final Register register = new Register();
    private final double[] frame;
    private final List<MeterWindow> finished = new ArrayList<>();
    private Joining joining = Joining.START;
    private long nextFrame;
    private long windowStart;
    private int overruns;
    private int clippedFrames;

    private enum Joining {
        START,
        CONTINUE
    }

    public Meter(AnalogFrontEnd analog) {
        rate = analog.mainsRate().value();
        if (rate < LEAST_RATE) {
            throw new IllegalArgumentException(
                    "metering needs " + LEAST_RATE + " frames per second, not " + rate);
        }
        converters = new Converters(analog.phases());
        alignment =
                new Alignment(
                        rate, analog.phases().stream().map(PhaseChannels::currentLag).toList());
        waves = new WaveMeter(rate, analog.phases().size(), Coupling.AC, LEAST_VOLTS);
        frame = new double[converters.channels()];
    }

    /// Takes the next frames and returns the windows that became whole, in order; mostly none.
    public List<MeterWindow> accept(MainsBlock block) {
        if (block.channels() != converters.channels()) {
            throw new IllegalArgumentException(
                    block.channels() + " channels instead of " + converters.channels());
        }
        if (block.frames() == 0) {
            return List.of();
        }
        finished.clear();
        join(block.firstFrame());
        for (int at = 0; at < block.frames(); at++) {
            take(block, at);
        }
        nextFrame = block.firstFrame() + block.frames();
        return List.copyOf(finished);
    }

    private void join(long firstFrame) {
        if (joining == Joining.CONTINUE && firstFrame == nextFrame) {
            return;
        }
        if (joining == Joining.CONTINUE) {
            overruns++;
            waves.cut().ifPresent(this::finish);
        }
        joining = Joining.CONTINUE;
        alignment.restart();
        windowStart = firstFrame + alignment.warmUp() - alignment.delay();
    }

    private void take(MainsBlock block, int at) {
        clippedFrames += converters.convert(block, at, frame) ? 1 : 0;
        if (!alignment.align(frame)) {
            return;
        }
        // no ifPresent(this::finish): that would allocate at every frame
        Optional<Measured> measured = waves.accept(frame);
        if (measured.isPresent()) {
            finish(measured.get());
        }
    }

    private void finish(Measured measured) {
        register.count(measured.wattFrames() / rate / SECONDS_PER_HOUR);
        finished.add(window(measured));
        windowStart += measured.frames();
        overruns = 0;
        clippedFrames = 0;
        if (measured.frequency() instanceof MainsFrequency.Tracked) {
            converters.learn(measured.sums());
        }
    }

    private MeterWindow window(Measured measured) {
        List<Report.Meter.Phase> phases = new ArrayList<>(measured.sums().phaseCount());
        for (int phase = 0; phase < measured.sums().phaseCount(); phase++) {
            phases.add(measured.sums().phase(phase).values(measured.coupling()));
        }
        return new MeterWindow(
                windowStart,
                measured.frames(),
                phases,
                measured.frequency(),
                new WattHours(register.imported()),
                new WattHours(register.exported()),
                new Defects(overruns, clippedFrames));
    }
}
