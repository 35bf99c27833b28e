package stanchion.session;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.Absence;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Cable;
import stanchion.pilot.Diode;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.FaultConditions.Meters;
import stanchion.session.FaultConditions.Signs;
import stanchion.session.Measurements.Switching;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;
import stanchion.units.Volts;

/// What one cycle can meet: everything measured, and what is asked for.
///
/// @param trouble what is wrong beyond pilot, contactor, monitor and temperature; of two troubles
///   at once each is met alone
record Surrounding(
        PilotState pilot,
        Contactor contactor,
        ResidualMonitor residual,
        Heat heat,
        Trouble trouble,
        FaultSet bare,
        Load load,
        Wish wish,
        Delay delay) {

    /// A healthy charger with nobody there.
    static final Surrounding REST =
            new Surrounding(
                    PilotState.A,
                    Contactor.OPEN,
                    ResidualMonitor.READY,
                    Heat.COOL,
                    Trouble.NONE,
                    FaultSet.NONE,
                    Load.NOTHING,
                    Wish.CHARGE,
                    Delay.OVER);

    /// What mirror contact and voltage behind the contactor say.
    @SuppressWarnings("ImmutableEnumChecker") // a side is a record of bits
    enum Contactor {
        OPEN(ContactorPosition.OPEN, LoadSide.DEAD),
        CLOSED(ContactorPosition.CLOSED, LoadSide.LIVE),
        /// Open by its mirror, with voltage behind it: one pole is welded.
        POLE_WELDED(ContactorPosition.OPEN, LoadSide.LIVE),
        /// Closed, and the mains is off.
        CLOSED_DEAD(ContactorPosition.CLOSED, LoadSide.DEAD);

        private final ContactorPosition mirror;
        private final LoadSide side;

        Contactor(ContactorPosition mirror, LoadSide side) {
            this.mirror = mirror;
            this.side = side;
        }
    }

    /// One temperature in each stage of derating, one in which the stage stays, and none.
    @SuppressWarnings("ImmutableEnumChecker") // a reading is a record of records
    enum Heat {
        COOL(new Reading.Present<>(new Celsius(20))),
        BETWEEN(new Reading.Present<>(new Celsius(63))),
        HALF(new Reading.Present<>(new Celsius(66))),
        QUARTER(new Reading.Present<>(new Celsius(69))),
        STOP(new Reading.Present<>(new Celsius(75))),
        NOT_YET(new Reading.Missing<>(Absence.NOT_YET)),
        SILENT(new Reading.Missing<>(Absence.SILENT));

        private final Reading<Celsius> reading;

        Heat(Reading<Celsius> reading) {
            this.reading = reading;
        }
    }

    enum Trouble {
        NONE,
        DIODE_UNTESTED,
        MAINS_UNKNOWN,
        SUPPLY_NOTHING,
        CABLE_SHORTED,
        CABLE_ABSENT,
        DIODE_FAULTY,
        PILOT_IMPLAUSIBLE,
        PILOT_LOST,
        MAINS_LOW,
        MAINS_HIGH,
        EARTH_LOST,
        LID_OPEN,
        STOP_PRESSED,
        SAMPLES_BROKEN;

        /// Whether it raises no fault of its own.
        boolean isPlain() {
            return compareTo(SUPPLY_NOTHING) <= 0;
        }
    }

    /// Whether what takes its time has had it.
    enum Delay {
        RUNNING,
        OVER
    }

    /// Nothing, less than any offer, more than any offer.
    enum Load {
        NOTHING(0),
        WITHIN(5),
        BEYOND(70);

        private final double amps;

        Load(double amps) {
            this.amps = amps;
        }
    }

    /// What the outside asks for.
    @SuppressWarnings("ImmutableEnumChecker") // an intent is a record of records
    enum Wish {
        CHARGE(Intent.INITIAL),
        SLOWLY(limited(6)),
        PAUSE(limited(0)),
        NOBODY_STEERS(Intent.INITIAL.with(new Intent.RemoteLimit.Expired())),
        HOLD(Intent.INITIAL.heldUntil(Ages.NOW.plus(Duration.ofMinutes(1)))),
        DISABLED(Intent.INITIAL.with(Enablement.DISABLED));

        private final Intent intent;

        Wish(Intent intent) {
            this.intent = intent;
        }

        private static Intent limited(double amps) {
            return Intent.INITIAL.with(
                    new Intent.RemoteLimit.Until(
                            new Amps(amps), Ages.NOW.plus(Duration.ofHours(1))));
        }
    }

    Surrounding with(PilotState other) {
        return new Surrounding(other, contactor, residual, heat, trouble, bare, load, wish, delay);
    }

    Surrounding with(ResidualMonitor other) {
        return new Surrounding(pilot, contactor, other, heat, trouble, bare, load, wish, delay);
    }

    Surrounding with(Contactor other) {
        return new Surrounding(pilot, other, residual, heat, trouble, bare, load, wish, delay);
    }

    Surrounding with(Heat other) {
        return new Surrounding(pilot, contactor, residual, other, trouble, bare, load, wish, delay);
    }

    Surrounding with(Trouble other, Delay lasting) {
        return new Surrounding(pilot, contactor, residual, heat, other, bare, load, wish, lasting);
    }

    Surrounding with(FaultSet alarms) {
        return new Surrounding(
                pilot, contactor, residual, heat, trouble, alarms, load, wish, delay);
    }

    Surrounding with(Load drawn, Wish asked) {
        return new Surrounding(
                pilot, contactor, residual, heat, trouble, bare, drawn, asked, delay);
    }

    Intent intent() {
        return wish.intent;
    }

    /// What is measured in it on this board.
    ///
    /// @param commanded the output image meanwhile
    Measurements measured(BoardProfile board, Commands commanded, Uptime at) {
        Signs signs =
                new Signs(
                        view(),
                        Duty.AS_COMMANDED,
                        cable(),
                        new Meters(mains(), Converters.GOOD),
                        inputs(board));
        FaultSet conditions =
                trouble == Trouble.SAMPLES_BROKEN
                        ? FaultSet.of(Fault.SAMPLES_LOST)
                        : FaultConditions.sensed(signs, commanded, board);
        return new Measurements(
                at,
                signs.pilot(),
                signs.cable(),
                signs.meters().mains(),
                signs.inputs(),
                lasting(conditions).union(bare),
                delay == Delay.OVER ? Switching.LONG_AGO : Switching.RECENT);
    }

    private FaultSet lasting(FaultSet conditions) {
        return conditions.where(fault -> delay == Delay.OVER || fault.detection().hold().isZero());
    }

    private PilotView view() {
        Diode diode =
                switch (trouble) {
                    case DIODE_UNTESTED -> Diode.UNTESTED;
                    case DIODE_FAULTY -> Diode.FAULTY;
                    default -> Diode.SOUND;
                };
        PilotView.Health health =
                switch (trouble) {
                    case PILOT_IMPLAUSIBLE -> PilotView.Health.IMPLAUSIBLE;
                    case PILOT_LOST -> PilotView.Health.LOST;
                    default -> PilotView.Health.GOOD;
                };
        return new PilotView(
                new PilotLevels.Steady(Volts.ZERO), Optional.of(pilot), pilot, diode, health);
    }

    private Cable cable() {
        return switch (trouble) {
            case CABLE_SHORTED -> new Cable.Shorted();
            case CABLE_ABSENT -> new Cable.Absent();
            default -> Cable.THIRTY_TWO;
        };
    }

    private Mains mains() {
        return switch (trouble) {
            case MAINS_UNKNOWN -> new Mains.Unknown();
            case MAINS_LOW -> Script.measured(150, load.amps);
            case MAINS_HIGH -> Script.measured(300, load.amps);
            default -> Script.measured(230, load.amps);
        };
    }

    private Housing housing() {
        return switch (trouble) {
            case LID_OPEN -> Housing.IN_ORDER.with(Enclosure.OPEN);
            case STOP_PRESSED -> Housing.IN_ORDER.with(EmergencyStop.PRESSED);
            default -> Housing.IN_ORDER;
        };
    }

    private Inputs inputs(BoardProfile board) {
        return new Inputs(
                contactor.mirror,
                contactor.side,
                residual,
                trouble == Trouble.EARTH_LOST ? Earth.LOST : Earth.CONNECTED,
                housing(),
                LogicSupply.GOOD,
                heat.reading,
                trouble == Trouble.SUPPLY_NOTHING ? Amps.ZERO : board.ratedCurrent());
    }
}
