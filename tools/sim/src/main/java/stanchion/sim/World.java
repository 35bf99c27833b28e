package stanchion.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import stanchion.control.Sensed;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.hal.TamperLatch.Held;
import stanchion.pilot.Cable;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PilotState;
import stanchion.safety.FaultSet;
import stanchion.session.Converters;
import stanchion.session.FaultConditions.Meters;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// Everything outside the charger's processor: circuits, mains, cable, vehicle, and the board's own
/// hardware down to the codes of its converters.
///
/// ```text
/// Commands ─► generator, coil, test current ─► circuits ─► converters ─► Samples
///                                                 └─► Witness ─► Truth
/// ```
///
/// Mechanics and switches move in steps of a millisecond, pilot and mains sample by sample. The
/// same seed gives the same codes.
public final class World {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int DRIFT_MILLIS = 100;
    private static final int CYCLE_MILLIS = 10;

    /// Closer plateaus are one to whoever reads them from samples.
    private static final double PLATEAUS_APART_VOLTS = 3;

    BoardProfile profile;
    final Parts parts;
    final PilotLine pilot;
    final ProximityLine proximity;
    final Vehicle vehicle;
    final Mains mains;
    final MainsSampler sampler;
    final Contactor contactor;
    final ResidualSensor monitor;
    final Liars liars;
    final Surroundings surroundings = new Surroundings();

    private final Converter pilotConverter;
    private final Converter thermometer;
    private final Witness witness = new Witness();
    private final double pilotSeconds;
    private final long silenceMillis;
    private Commands commands = Commands.SAFE;
    private final ValueMeter meter = new ValueMeter();
    private Held latch = new Held.Armed();
    private long millis;
    private long silentMillis;
    private long pilotSamples;
    private long frames;

    /// A world in which no vehicle is plugged in yet.
    public World(BoardProfile profile, Parts parts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.profile = profile;
        this.parts = parts;
        pilot = new PilotLine(parts);
        vehicle = new Vehicle(parts, random.split());
        mains = new Mains(random.split());
        contactor = new Contactor(parts);
        monitor = new ResidualSensor(parts);
        var analog = profile.analog();
        sampler = new MainsSampler(analog, parts, mains, vehicle, random.split());
        proximity =
                new ProximityLine(
                        analog.proximity(), parts.proximityError(), new Noise(random.nextLong()));
        pilotConverter = new Converter(analog.pilot(), 1, 0, 4, new Noise(random.nextLong()));
        thermometer = new Converter(Surroundings.SENSOR, 1, 0, 0.3, new Noise(random.nextLong()));
        liars = new Liars(random.split());
        pilotSeconds = 1 / analog.pilotRate().value();
        silenceMillis = profile.silenceLimit().toMillis();
    }

    /// Another description of the same circuits.
    public void refit(BoardProfile other) {
        profile = other;
        monitor.standard(other.safety().residual());
    }

    /// What the charger's output pins say from now on.
    public void apply(Commands output) {
        commands = output;
        silentMillis = 0;
    }

    /// The charger's processor has gone: the board's hardware falls to its safe side at once.
    public void silence() {
        silentMillis = silenceMillis;
    }

    /// What the latch holds that a battery keeps: whether the lid was opened, powered or not.
    ///
    /// @param now by the latch's clock; it tells when it was first seen tripped
    public Held latch(Supplier<Optional<Instant>> now) {
        if (!surroundings.latched()) {
            latch = new Held.Armed();
        } else if (latch instanceof Held.Armed) {
            latch = new Held.Tripped(now.get());
        }
        return latch;
    }

    /// The latch forgets; a lid that is open trips it at once.
    public void armLatch() {
        surroundings.armLatch();
    }

    /// Lets `milliseconds` go by and returns what the board sensed meanwhile.
    ///
    /// @param end the time that is then, on the board's clock
    public Samples advance(int milliseconds, Uptime end) {
        return advance(milliseconds, end, milli -> {});
    }

    /// The same with something to be done before each of the milliseconds, counted from 0.
    public Samples advance(int milliseconds, Uptime end, IntConsumer before) {
        short[] pilotCodes = new short[(int) (due(pilotRate(), milliseconds) - pilotSamples)];
        int channels = profile.analog().phases().size() * 2;
        long firstFrame = frames;
        int[] codes = new int[(int) (due(mainsRate(), milliseconds) - frames) * channels];
        long firstPilot = pilotSamples;
        for (int i = 0; i < milliseconds; i++) {
            before.accept(i);
            stepHardware();
            millis++;
            samplePilot(pilotCodes, firstPilot);
            long until = due(mainsRate(), 0);
            sampler.sample(
                    codes, (int) (frames - firstFrame), (int) (until - firstFrame), contactor);
            frames = until;
            witness.see(moment(), 1);
        }
        return liars.told(
                new Samples(
                        end,
                        new PilotCapture(pilotCodes),
                        proximity.code(),
                        new MainsBlock(firstFrame, channels, codes),
                        inputs()));
    }

    /// Lets time go by as [#advance] does, but says what the board senses in values: without
    /// waveforms, and in one stride while nothing changes.
    ///
    /// @param longestMillis how much time, unless something changes after the first cycle of it
    public Sensed sense(int longestMillis) {
        for (int gone = 0; gone < longestMillis && (gone < CYCLE_MILLIS || isSteady()); ) {
            stepHardware();
            int span = isSteady() ? longestMillis - gone : 1;
            if (contactor.isClosed() || sampler.through(0, contactor) > 0) {
                sampler.flow(span / 1000.0, contactor);
            }
            silentMillis += span - 1;
            driftIn(span);
            millis += span;
            witness.see(moment(), span);
            gone += span;
        }
        return new Sensed(
                new Uptime(age().toNanos()),
                pilotLevels(),
                pilot.isObedient() ? Duty.AS_COMMANDED : Duty.OTHER,
                Cable.of(proximity.code(), profile.analog().proximity()),
                new Meters(meter.read(this, millis), Converters.GOOD),
                inputs(),
                FaultSet.NONE);
    }

    /// Whether the hardware goes on as it is while the charger does.
    public boolean isSteady() {
        return contactor.isSettled() && monitor.isSteady() && vehicle.isSteady(pilot);
    }

    private PilotLevels pilotLevels() {
        Volts high = converted(pilot.highVolts());
        Volts low = converted(pilot.lowPlateauVolts());
        if (!pilot.swings()) {
            return new PilotLevels.Steady(pilot.isDriven() ? high : low);
        }
        boolean apart = high.value() - low.value() >= PLATEAUS_APART_VOLTS;
        return apart
                ? new PilotLevels.Swinging(high, low)
                : new PilotLevels.Steady(new Volts((high.value() + low.value()) / 2));
    }

    private Volts converted(double volts) {
        return new Volts(profile.analog().pilot().valueOf(pilotConverter.code(volts)));
    }

    private double pilotRate() {
        return profile.analog().pilotRate().value();
    }

    private double mainsRate() {
        return profile.analog().mainsRate().value();
    }

    private long due(double rate, int aheadMillis) {
        return (long) ((millis + aheadMillis) * rate / 1000);
    }

    private void samplePilot(short[] codes, long first) {
        long until = due(pilotRate(), 0);
        while (pilotSamples < until) {
            codes[(int) (pilotSamples - first)] =
                    (short) pilotConverter.code(pilot.after(pilotSeconds));
            pilotSamples++;
        }
    }

    private void stepHardware() {
        boolean silent = silentMillis >= silenceMillis;
        silentMillis++;
        Commands output = silent ? Commands.SAFE : commands;
        pilot.drive(output.pilot());
        pilot.attach(vehicle.node(surroundings.pilotShortSiemens()));
        vehicle.step(pilot, isLive());
        monitor.test(output.residualTest() == ResidualTest.ON);
        monitor.step();
        contactor.step(output.contactor() == ContactorCommand.CLOSE && !monitor.isTripped());
        if (millis % DRIFT_MILLIS == 0) {
            mains.drift();
        }
    }

    /// What a stride leaves out.
    private void driftIn(int span) {
        long strides = (millis + span - 1) / DRIFT_MILLIS - millis / DRIFT_MILLIS;
        for (long i = 0; i < strides; i++) {
            mains.drift();
        }
    }

    private boolean isLive() {
        return contactor.isClosed(0) && mains.rmsVolts() > 100;
    }

    private Inputs.LoadSide loadSide() {
        int live = 0;
        for (int pole = 0; pole < 3; pole++) {
            live |= contactor.isClosed(pole) && mains.rmsVolts() > 100 ? 1 << pole : 0;
        }
        return new Inputs.LoadSide(live);
    }

    private Inputs inputs() {
        return new Inputs(
                contactor.isMirrorForced() ? ContactorPosition.CLOSED : ContactorPosition.OPEN,
                loadSide(),
                monitor.state(),
                surroundings.earth(),
                surroundings.housing(),
                surroundings.logicSupply(),
                new Reading.Present<>(
                        new Celsius(
                                Surroundings.SENSOR.valueOf(
                                        thermometer.code(surroundings.celsius())))),
                new Amps(surroundings.supplyAmps()));
    }

    private Witness.Moment moment() {
        boolean ventilated =
                !vehicle.asksForVentilation()
                        || profile.ventilation() == BoardProfile.Ventilation.PRESENT;
        return new Witness.Moment(
                contactor.isClosed(),
                contactor.isHeldByWeld(),
                vehicle.isReady() && surroundings.pilotShortSiemens() == 0 && isReleased(),
                monitor.isTripped(),
                (vehicle.hasDiode() || !pilot.alternates())
                        && surroundings.earth() == Inputs.Earth.CONNECTED
                        && ventilated,
                pilot.isObedient(),
                vehicle.amps(0),
                advertised(),
                Math.min(profile.ratedCurrent().value(), surroundings.supplyAmps()),
                cable());
    }

    private boolean isReleased() {
        return surroundings.housing().stop() == Inputs.EmergencyStop.RELEASED;
    }

    private double advertised() {
        return vehicle.isPlugged() && pilot.alternates()
                ? VehicleOffer.amps(pilot.dutyPercent())
                : 0;
    }

    private double cable() {
        return profile.attachment() == BoardProfile.CableAttachment.SOCKET
                ? proximity.cableAmps().orElse(Double.POSITIVE_INFINITY)
                : Double.POSITIVE_INFINITY;
    }

    /// What the vehicle shows on the pilot, when nothing is wrong with it.
    public PilotState vehicleState() {
        if (!vehicle.isPlugged()) {
            return PilotState.A;
        }
        if (!vehicle.isReady()) {
            return PilotState.B;
        }
        return vehicle.asksForVentilation() ? PilotState.D : PilotState.C;
    }

    /// What is so now.
    public Truth truth() {
        return new Truth(
                new WattHours(sampler.wattHours()),
                contactor.isClosed() ? ContactorPosition.CLOSED : ContactorPosition.OPEN,
                new DutyCycle(pilot.dutyPercent()),
                new Amps(advertised()),
                witness.worstOpenMillis(),
                witness.closures(),
                witness.openedUnderLoad(),
                witness.violations());
    }

    /// What an ideal meter at the contactor's load side shows of phase 0, 1 or 2.
    public PhaseTruth phaseTruth(int phase) {
        double volts = mains.rmsVolts();
        double amps = sampler.through(phase, contactor);
        double angle = mains.loadAngle();
        return new PhaseTruth(
                new Volts(volts),
                new Amps(amps),
                new Watts(volts * amps * Math.cos(angle)),
                new Vars(volts * amps * Math.sin(angle)));
    }

    /// One phase as it is, without converters.
    public record PhaseTruth(Volts volts, Amps amps, Watts watts, Vars vars) {}

    /// How long this world has been.
    public Duration age() {
        return Duration.ofNanos(millis * NANOS_PER_MILLI);
    }
}
