package stanchion.control;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.Absence;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.pilot.Cable;
import stanchion.pilot.CableWatch;
import stanchion.pilot.DutyWatch;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PilotView;
import stanchion.pilot.PilotWatch;
import stanchion.pilot.PlateauReader;
import stanchion.safety.Alarms;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.FaultConditions;
import stanchion.session.FaultConditions.Meters;
import stanchion.session.FaultConditions.Signs;
import stanchion.session.Mains;
import stanchion.session.Measurements;
import stanchion.session.Measurements.Switching;
import stanchion.units.Uptime;

/// Makes measurements of samples: what the codes mean, and whether they join the previous ones.
///
/// Keeps what it saw; for one thread.
final class Senses {
    /// A cycle this late could not have opened in time.
    static final Duration LATEST_CYCLE = Duration.ofMillis(250);

    /// Switching disturbs what is near it: no self-test this soon after it.
    static final Duration SWITCHING_DISTURBS = Duration.ofSeconds(1);

    static final Duration MAINS_SILENCE = Duration.ofMillis(500);

    private final BoardProfile board;
    private final PlateauReader plateaus = new PlateauReader();
    private final PilotWatch pilot = new PilotWatch();
    private final CableWatch cable = new CableWatch();
    private final DutyWatch duties = new DutyWatch();
    private final ConverterWatch converters;
    private final Alarms alarms = new Alarms();
    private Optional<Uptime> previous = Optional.empty();
    private Optional<Uptime> switched = Optional.empty();
    private ContactorCommand contactor = ContactorCommand.OPEN;
    private Optional<Inputs> inputs = Optional.empty();
    private Optional<Uptime> lastFrames = Optional.empty();

    /// Index of the frame that comes next; negative before the first one.
    private long nextFrame = -1;

    Senses(BoardProfile board) {
        this.board = board;
        converters = new ConverterWatch(board.analog());
    }

    /// What samples show.
    ///
    /// @param commanded the output image while these samples were taken
    /// @param mains of the last window of the meter
    Sensed read(Samples samples, Commands commanded, Mains mains) {
        PilotLevels levels = levels(samples.pilot(), commanded.pilot());
        return new Sensed(
                samples.at(),
                levels,
                duties.observe(samples.pilot(), board.analog().pilot(), levels, commanded.pilot()),
                Cable.of(samples.proximityCode(), board.analog().proximity()),
                new Meters(mains, converters.observe(samples.mains())),
                samples.inputs(),
                blindness(samples));
    }

    /// What it means, since long enough.
    ///
    /// @param commanded the output image meanwhile
    Measurements judge(Sensed sensed, Commands commanded) {
        Uptime at = sensed.at();
        followContactor(commanded.contactor(), at);
        PilotView view = pilot.observe(at, sensed.levels(), commanded.pilot());
        Cable plugged = cable.observe(at, sensed.cable());
        boolean silent = sensed.levels() instanceof PilotLevels.Missing;
        Inputs believed = silent ? inputs.orElse(sensed.inputs()) : sensed.inputs();
        inputs = Optional.of(believed);
        Signs signs = new Signs(view, sensed.duty(), plugged, sensed.meters(), believed);
        FaultSet conditions =
                sensed.blindness().union(FaultConditions.sensed(signs, commanded, board));
        return new Measurements(
                at,
                view,
                plugged,
                sensed.meters().mains(),
                believed,
                alarms.observe(conditions, at),
                switching(at));
    }

    /// A converter that is fine enough to show noise and does not is stuck, whatever it says.
    private PilotLevels levels(PilotCapture capture, PilotOutput commanded) {
        AdcScale scale = board.analog().pilot();
        return scale.showsNoise() && isOneCode(capture.codes())
                ? new PilotLevels.Missing(Absence.IMPLAUSIBLE)
                : plateaus.read(capture, scale, commanded);
    }

    private static boolean isOneCode(short[] codes) {
        for (short code : codes) {
            if (code != codes[0]) {
                return false;
            }
        }
        return true;
    }

    private void followContactor(ContactorCommand commanded, Uptime at) {
        if (switched.isEmpty() || commanded != contactor) {
            switched = Optional.of(at);
        }
        contactor = commanded;
    }

    private Switching switching(Uptime at) {
        return at.isPast(SWITCHING_DISTURBS, switched.orElse(at))
                ? Switching.LONG_AGO
                : Switching.RECENT;
    }

    /// Whether codes are missing, or this cycle came too late.
    private FaultSet blindness(Samples samples) {
        Uptime at = samples.at();
        boolean late = previous.isPresent() && at.isPast(LATEST_CYCLE, previous.get());
        previous = Optional.of(at);
        boolean gap = !joins(samples.mains());
        if (samples.mains().frames() > 0) {
            nextFrame = samples.mains().firstFrame() + samples.mains().frames();
        }
        if (samples.mains().frames() > 0 || lastFrames.isEmpty()) {
            lastFrames = Optional.of(at);
        }
        boolean lost = gap || at.isPast(MAINS_SILENCE, lastFrames.get());
        return FaultSet.when(late, Fault.LOOP_OVERRUN)
                .union(FaultSet.when(lost, Fault.SAMPLES_LOST));
    }

    private boolean joins(MainsBlock block) {
        return block.frames() == 0 || nextFrame < 0 || block.firstFrame() == nextFrame;
    }
}
