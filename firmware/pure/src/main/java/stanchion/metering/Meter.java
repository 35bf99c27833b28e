package stanchion.metering;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.link.Report;
import stanchion.metering.MeterWindow.Defects;
import stanchion.metering.WaveMeter.Measured;
import stanchion.metering.WaveMeter.Trust;

/// Turns the codes of the mains channels into electrical values and energy, without skipping a
/// frame.
///
/// ```text
/// codes ─► bundles of about 1 ms ─► slices of 0.1 s ─► windows of 0.2 s ─► registers
///          transformer's lag      ▲ frequency          │
///                                 └────────────────────┘
/// ```
///
/// Blocks may be of any size. A window comes out about 20 ms after its last frame, the first one
/// covers 0.2 s more than the others. Where the numbering of frames breaks, the meter closes the
/// window at once with what it has, keeps nothing in between, and starts afresh; the few frames
/// that wait for a bundle or for the voltages around it are lost with the gap, as the next window's
/// `firstFrame` shows.
public final class Meter {
    /// RMS; far below any mains, far above any noise.
    private static final double LEAST_VOLTS = 10;

    /// Frames per second.
    private static final double LEAST_RATE = 4000;

    private static final double SECONDS_PER_HOUR = 3600;

    private final double rate;
    private final CodeLine line;
    private final Bundles[] bundles;
    private final WaveMeter waves;
    private final Register net = new Register();
    private final List<Register> registers = new ArrayList<>();
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
        int each = Bundles.frames(rate);
        line = new CodeLine(analog, each);
        bundles = new Bundles[analog.phases().size()];
        List<Sensing> sensing = new ArrayList<>();
        for (int phase = 0; phase < bundles.length; phase++) {
            bundles[phase] = new Bundles(WaveMeter.delay(rate, each));
            sensing.add(line.sensing(phase));
            registers.add(new Register());
        }
        waves = new WaveMeter(rate, each, sensing, new Trust(Coupling.AC, LEAST_VOLTS));
    }

    /// Takes the next frames and returns the windows that became whole, in order; mostly none.
    public List<MeterWindow> accept(MainsBlock block) {
        if (block.channels() != line.channels()) {
            throw new IllegalArgumentException(
                    block.channels() + " channels instead of " + line.channels());
        }
        if (block.frames() == 0) {
            return List.of();
        }
        finished.clear();
        join(block.firstFrame());
        int taken = 0;
        while (taken < block.frames()) {
            int from = taken;
            taken = line.append(block, from);
            waves.accept(bundles, line.bundle(bundles), this::finish);
            clippedFrames += line.clipped(block, from, taken);
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
        line.restart();
        for (Bundles phase : bundles) {
            phase.restart();
        }
        windowStart = firstFrame + line.before();
    }

    private void finish(Measured measured) {
        finished.add(window(measured));
        windowStart += measured.frames();
        overruns = 0;
        clippedFrames = 0;
        if (measured.frequency() instanceof MainsFrequency.Tracked) {
            waves.learn(measured);
        }
    }

    private MeterWindow window(Measured measured) {
        List<Report.Meter.Phase> phases = new ArrayList<>(bundles.length);
        List<MeterWindow.Energy> energies = new ArrayList<>(bundles.length);
        double sum = 0;
        for (int phase = 0; phase < bundles.length; phase++) {
            double wattHours = measured.wattFrames().get(phase) / rate / SECONDS_PER_HOUR;
            phases.add(measured.values(phase));
            energies.add(registers.get(phase).count(wattHours));
            sum += wattHours;
        }
        return new MeterWindow(
                windowStart,
                measured.frames(),
                phases,
                energies,
                measured.frequency(),
                net.count(sum),
                new Defects(overruns, clippedFrames));
    }
}
