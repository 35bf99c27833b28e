package stanchion.journal;

import java.util.ArrayList;
import java.util.List;
import stanchion.control.Sensed;
import stanchion.hal.Absence;
import stanchion.link.Refusal;
import stanchion.link.Report.Meter.Phase;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.pilot.Cable;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotLevels;
import stanchion.safety.FaultSet;
import stanchion.session.Converters;
import stanchion.session.FaultConditions.Meters;
import stanchion.session.Mains;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.Watts;

/// A cycle's values as fields: a u8 tells the cases of a sealed type apart, by their place in its
/// declaration.
final class SensedWire {
    private SensedWire() {}

    static void write(Sensed from, WireWriter to) {
        levels(from.levels(), to);
        to.constant(from.duty());
        cable(from.cable(), to);
        mains(from.meters().mains(), to);
        to.constant(from.meters().converters());
        InputsWire.write(from.inputs(), to);
        to.i64(from.blindness().bits());
    }

    static Sensed read(Uptime at, WireReader from) throws RefusedException {
        return new Sensed(
                at,
                levels(from),
                from.constant(Duty.values()),
                cable(from),
                new Meters(mains(from), from.constant(Converters.values())),
                InputsWire.read(from),
                new FaultSet(from.i64()));
    }

    private static void levels(PilotLevels levels, WireWriter to) {
        switch (levels) {
            case PilotLevels.Steady(Volts level) -> to.u8(0).f64(level.value());
            case PilotLevels.Swinging(Volts high, Volts low) ->
                    to.u8(1).f64(high.value()).f64(low.value());
            case PilotLevels.Missing(Absence why) -> to.u8(2).constant(why);
        }
    }

    private static PilotLevels levels(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case 0 -> new PilotLevels.Steady(new Volts(from.f64()));
            case 1 -> new PilotLevels.Swinging(new Volts(from.f64()), new Volts(from.f64()));
            case 2 -> new PilotLevels.Missing(from.constant(Absence.values()));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static void cable(Cable cable, WireWriter to) {
        switch (cable) {
            case Cable.Rated(Amps rating) -> to.u8(0).f64(rating.value());
            case Cable.Absent _ -> to.u8(1);
            case Cable.Shorted _ -> to.u8(2);
        }
    }

    private static Cable cable(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case 0 -> new Cable.Rated(new Amps(from.f64()));
            case 1 -> new Cable.Absent();
            case 2 -> new Cable.Shorted();
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static void mains(Mains mains, WireWriter to) {
        switch (mains) {
            case Mains.Unknown _ -> to.u8(0);
            case Mains.Measured measured -> {
                to.u8(1).u8(measured.phases().size());
                measured.phases().forEach(phase -> phase(phase, to));
                frequency(measured.frequency(), to);
            }
        }
    }

    private static Mains mains(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case 0 -> new Mains.Unknown();
            case 1 -> new Mains.Measured(phases(from), frequency(from));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static List<Phase> phases(WireReader from) throws RefusedException {
        List<Phase> phases = new ArrayList<>();
        int count = from.u8();
        for (int i = 0; i < count; i++) {
            phases.add(
                    new Phase(
                            new Volts(from.f64()),
                            new Amps(from.f64()),
                            new Watts(from.f64()),
                            new Vars(from.f64()),
                            new VoltAmperes(from.f64()),
                            from.f64()));
        }
        return phases;
    }

    private static void phase(Phase phase, WireWriter to) {
        to.f64(phase.voltage().value())
                .f64(phase.current().value())
                .f64(phase.active().value())
                .f64(phase.reactive().value())
                .f64(phase.apparent().value())
                .f64(phase.powerFactor());
    }

    private static void frequency(MainsFrequency frequency, WireWriter to) {
        switch (frequency) {
            case MainsFrequency.Tracked(Hertz hertz) -> to.u8(0).f64(hertz.value());
            case MainsFrequency.Untracked(Cause why) -> to.u8(1).constant(why);
        }
    }

    private static MainsFrequency frequency(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case 0 -> new MainsFrequency.Tracked(new Hertz(from.f64()));
            case 1 -> new MainsFrequency.Untracked(from.constant(Cause.values()));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }
}
