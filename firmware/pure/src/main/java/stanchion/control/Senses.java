package stanchion.control;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;
import stanchion.pilot.Cable;
import stanchion.pilot.CableWatch;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PilotView;
import stanchion.pilot.PilotWatch;
import stanchion.pilot.PlateauReader;
import stanchion.session.Mains;
import stanchion.session.Measurements;
import stanchion.session.Measurements.Sampling;
import stanchion.units.Uptime;

/// Makes measurements of samples: what the codes mean, and whether they join the previous ones.
///
/// Keeps what it saw; for one thread.
final class Senses {
    /// A cycle this late could not have opened in time.
    static final Duration LATEST_CYCLE = Duration.ofMillis(250);

    static final Duration MAINS_SILENCE = Duration.ofMillis(500);

    private final BoardProfile board;
    private final PlateauReader plateaus = new PlateauReader();
    private final PilotWatch pilot = new PilotWatch();
    private final CableWatch cable = new CableWatch();
    private Optional<Samples> previous = Optional.empty();
    private Optional<Inputs> inputs = Optional.empty();
    private Optional<Uptime> lastFrames = Optional.empty();

    /// Index of the frame that comes next; negative before the first one.
    private long nextFrame = -1;

    Senses(BoardProfile board) {
        this.board = board;
    }

    /// @param commanded what the generator was told to do while these samples were taken
    /// @param mains of the last window of the meter
    Measurements measure(Samples samples, PilotOutput commanded, Mains mains) {
        Uptime at = samples.at();
        PilotLevels levels = plateaus.read(samples.pilot(), board.analog().pilot(), commanded);
        PilotView view = pilot.observe(at, levels, commanded);
        Cable plugged =
                cable.observe(at, Cable.of(samples.proximityCode(), board.analog().proximity()));
        boolean silent = levels instanceof PilotLevels.Missing;
        Inputs believed = silent ? inputs.orElse(samples.inputs()) : samples.inputs();
        Sampling sampling = sampling(samples);
        inputs = Optional.of(believed);
        previous = Optional.of(samples);
        return new Measurements(at, view, plugged, mains, believed, sampling);
    }

    private Sampling sampling(Samples samples) {
        Uptime at = samples.at();
        boolean late = previous.isPresent() && at.isPast(LATEST_CYCLE, previous.get().at());
        boolean gap = !joins(samples.mains());
        if (samples.mains().frames() > 0) {
            nextFrame = samples.mains().firstFrame() + samples.mains().frames();
        }
        if (samples.mains().frames() > 0 || lastFrames.isEmpty()) {
            lastFrames = Optional.of(at);
        }
        boolean mute = at.isPast(MAINS_SILENCE, lastFrames.get());
        return late || gap || mute ? Sampling.BROKEN : Sampling.CONTINUOUS;
    }

    private boolean joins(MainsBlock block) {
        return block.frames() == 0 || nextFrame < 0 || block.firstFrame() == nextFrame;
    }
}
