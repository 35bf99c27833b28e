package stanchion.link;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import stanchion.hal.Absence;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.link.WireReader.RefusedException;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// A report's type and fields.
public final class ReportWire {
    private static final int STATUS = 1;
    private static final int METER = 2;
    private static final int EVENT = 3;
    private static final int SESSION = 4;
    private static final int REQUEST_OUTCOME = 5;
    private static final int RHYTHM = 6;

    private static final int PRESENT = 0;
    private static final int MISSING = 1;

    private static final int MAX_PHASES = 3;
    private static final double MOST_AMPS = 1000;

    private static final PilotState[] PILOT_STATES = PilotState.values();
    private static final Request.Enablement[] ENABLEMENTS = Request.Enablement.values();
    private static final ContactorPosition[] POSITIONS = ContactorPosition.values();
    private static final LimitSource[] SOURCES = LimitSource.values();
    private static final Fault[] FAULTS = Fault.values();
    private static final Absence[] ABSENCES = Absence.values();
    private static final Report.RequestOutcome.Verdict[] VERDICTS =
            Report.RequestOutcome.Verdict.values();

    private ReportWire() {}

    public static void write(Report report, WireWriter to) {
        switch (report) {
            case Report.Status status -> status(status, to.u8(STATUS));
            case Report.Meter meter -> meter(meter, to.u8(METER));
            case Report.Event event ->
                    to.u8(EVENT).i64(event.at().nanos()).text(event.name()).text(event.detail());
            case Report.Session session ->
                    to.u8(SESSION)
                            .i64(session.at().nanos())
                            .i64(session.number())
                            .span(session.duration())
                            .f64(session.charged().energy().value())
                            .f64(session.charged().exported().value())
                            .f64(session.charged().peak().value())
                            .f64(session.charged().register().value())
                            .text(session.endReason());
            case Report.Rhythm rhythm ->
                    to.u8(RHYTHM)
                            .i64(rhythm.at().nanos())
                            .i64(rhythm.cycles())
                            .i64(rhythm.missed());
            case Report.RequestOutcome outcome ->
                    to.u8(REQUEST_OUTCOME)
                            .i64(outcome.at().nanos())
                            .i64(outcome.id())
                            .constant(outcome.verdict())
                            .f64(outcome.effective().value())
                            .text(outcome.reason());
        }
    }

    public static Report read(WireReader from) throws RefusedException {
        int type = from.u8();
        Uptime at = new Uptime(from.i64());
        return switch (type) {
            case STATUS -> status(at, from);
            case METER -> meter(at, from);
            case EVENT -> new Report.Event(at, from.text(), from.text());
            case SESSION ->
                    new Report.Session(at, from.i64(), from.span(), charged(from), from.text());
            case REQUEST_OUTCOME ->
                    new Report.RequestOutcome(
                            at,
                            from.i64(),
                            from.constant(VERDICTS),
                            new Amps(from.f64()),
                            from.text());
            case RHYTHM -> new Report.Rhythm(at, from.i64(), from.i64());
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static void status(Report.Status status, WireWriter to) {
        to.i64(status.at().nanos())
                .constant(status.pilot())
                .text(status.state())
                .f64(status.duty().percent())
                .f64(status.offer().value())
                .f64(status.limit().amps().value())
                .constant(status.limit().source())
                .constant(status.enablement())
                .constant(status.contactor())
                .i16(status.faults().size());
        status.faults().stream().sorted().forEach(to::constant);
        reading(status.temperature(), Celsius::value, to);
        to.f64(status.sessionEnergy().value());
    }

    private static Report.Status status(Uptime at, WireReader from) throws RefusedException {
        return new Report.Status(
                at,
                from.constant(PILOT_STATES),
                from.text(),
                new DutyCycle(from.f64(0, 100)),
                new Amps(from.f64()),
                new NamedLimit(new Amps(from.f64(0, MOST_AMPS)), from.constant(SOURCES)),
                from.constant(ENABLEMENTS),
                from.constant(POSITIONS),
                faults(from),
                reading(from, Celsius::new),
                new WattHours(from.f64()));
    }

    private static Set<Fault> faults(WireReader from) throws RefusedException {
        int count = from.count(0, FAULTS.length);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int i = 0; i < count; i++) {
            if (!faults.add(from.constant(FAULTS))) {
                throw new RefusedException(Refusal.DUPLICATE);
            }
        }
        return faults;
    }

    public static <T> void reading(Reading<T> reading, ToDoubleFunction<T> value, WireWriter to) {
        switch (reading) {
            case Reading.Present<T>(T present) -> to.u8(PRESENT).f64(value.applyAsDouble(present));
            case Reading.Missing<T>(Absence why) -> to.u8(MISSING).constant(why);
        }
    }

    public static <T> Reading<T> reading(WireReader from, DoubleFunction<T> unit)
            throws RefusedException {
        return switch (from.u8()) {
            case PRESENT -> new Reading.Present<>(unit.apply(from.f64()));
            case MISSING -> new Reading.Missing<>(from.constant(ABSENCES));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static void meter(Report.Meter meter, WireWriter to) {
        to.i64(meter.at().nanos()).i16(meter.phases().size());
        for (Report.Meter.Phase phase : meter.phases()) {
            to.f64(phase.voltage().value())
                    .f64(phase.current().value())
                    .f64(phase.active().value())
                    .f64(phase.reactive().value())
                    .f64(phase.apparent().value())
                    .f64(phase.powerFactor());
        }
        reading(meter.frequency(), Hertz::value, to);
        to.f64(meter.power().value());
        totals(meter.energy(), to);
        to.f64(meter.sessionEnergy().value());
    }

    private static Report.Meter meter(Uptime at, WireReader from) throws RefusedException {
        int count = from.count(0, MAX_PHASES);
        List<Report.Meter.Phase> phases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            phases.add(
                    new Report.Meter.Phase(
                            new Volts(from.f64()),
                            new Amps(from.f64()),
                            new Watts(from.f64()),
                            new Vars(from.f64()),
                            new VoltAmperes(from.f64()),
                            from.f64()));
        }
        return new Report.Meter(
                at,
                phases,
                reading(from, Hertz::new),
                new Watts(from.f64()),
                totals(from),
                new WattHours(from.f64()));
    }

    private static Report.Charged charged(WireReader from) throws RefusedException {
        return new Report.Charged(
                new WattHours(from.f64()),
                new WattHours(from.f64()),
                new Watts(from.f64()),
                new WattHours(from.f64()));
    }

    public static void totals(EnergyTotals totals, WireWriter to) {
        to.f64(totals.imported().value()).f64(totals.exported().value());
        to.i16(totals.phases().size());
        for (EnergyTotals.Phase phase : totals.phases()) {
            to.f64(phase.imported().value()).f64(phase.exported().value());
        }
    }

    public static EnergyTotals totals(WireReader from) throws RefusedException {
        WattHours imported = new WattHours(from.f64());
        WattHours exported = new WattHours(from.f64());
        int count = from.count(0, EnergyTotals.MAX_PHASES);
        List<EnergyTotals.Phase> phases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            phases.add(
                    new EnergyTotals.Phase(new WattHours(from.f64()), new WattHours(from.f64())));
        }
        return new EnergyTotals(imported, exported, phases);
    }
}
