package stanchion.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.hal.BoardProfile;
import stanchion.hal.SafetyLimits;
import stanchion.link.ReportWire;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.safety.FaultSet;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// A beginning as fields, in order of their declaration.
final class BeginningWire {
    private static final int MOST_PHASES = 3;

    private BeginningWire() {}

    static byte[] bytes(Beginning from) {
        WireWriter to = WireWriter.unframed().text(from.firmware()).i32(from.words());
        board(from.board(), to);
        ReportWire.totals(from.memory().energy(), to);
        to.i64(from.memory().sessions())
                .i64(from.memory().closings())
                .i64(from.memory().tampering().bits())
                .i64(from.cycle());
        return to.fields();
    }

    /// The version that wrote it and its words, before anything else is understood.
    ///
    /// @param firmware that wrote the journal
    record Origin(String firmware, int words) {}

    static Origin origin(WireReader from) throws RefusedException {
        return new Origin(from.text(), from.i32());
    }

    static Beginning read(Origin origin, WireReader from) throws RefusedException {
        BoardProfile board = board(from);
        Memory memory =
                new Memory(
                        ReportWire.totals(from), from.i64(), from.i64(), new FaultSet(from.i64()));
        return new Beginning(origin.firmware(), origin.words(), board, memory, from.i64());
    }

    private static void board(BoardProfile from, WireWriter to) {
        to.text(from.name())
                .f64(from.ratedCurrent().value())
                .constant(from.attachment())
                .constant(from.ventilation())
                .f64(from.fallbackCurrent().value())
                .span(from.silenceLimit());
        limits(from.safety(), to);
        AnalogFrontEnd analog = from.analog();
        scale(analog.pilot(), to);
        to.f64(analog.pilotRate().value());
        scale(analog.proximity().volts(), to);
        to.f64(analog.proximity().pullUp().value())
                .f64(analog.proximity().pullUpResistor().value())
                .f64(analog.mainsRate().value())
                .u8(analog.phases().size());
        for (PhaseChannels phase : analog.phases()) {
            scale(phase.volts(), to);
            scale(phase.amps(), to);
            to.i64(phase.currentLag().toNanos());
        }
    }

    private static BoardProfile board(WireReader from) throws RefusedException {
        return new BoardProfile(
                from.text(),
                new Amps(from.f64()),
                from.constant(BoardProfile.CableAttachment.values()),
                from.constant(BoardProfile.Ventilation.values()),
                new Amps(from.f64()),
                from.span(),
                limits(from),
                analog(from));
    }

    private static AnalogFrontEnd analog(WireReader from) throws RefusedException {
        AdcScale pilot = scale(from);
        Hertz pilotRate = new Hertz(from.f64());
        ProximityCircuit proximity =
                new ProximityCircuit(scale(from), new Volts(from.f64()), new Ohms(from.f64()));
        Hertz mainsRate = new Hertz(from.f64());
        List<PhaseChannels> phases = new ArrayList<>(MOST_PHASES);
        int count = from.u8();
        for (int phase = 0; phase < count; phase++) {
            phases.add(new PhaseChannels(scale(from), scale(from), Duration.ofNanos(from.i64())));
        }
        return new AnalogFrontEnd(pilot, pilotRate, proximity, mainsRate, phases);
    }

    private static void scale(AdcScale from, WireWriter to) {
        to.f64(from.unitsPerCode()).f64(from.zeroCode());
        to.i32(from.lowestCode()).i32(from.highestCode());
    }

    private static AdcScale scale(WireReader from) throws RefusedException {
        return new AdcScale(from.f64(), from.f64(), from.i32(), from.i32());
    }

    private static void limits(SafetyLimits from, WireWriter to) {
        to.f64(from.leastVolts().value())
                .f64(from.mostVolts().value())
                .f64(from.leastHertz().value())
                .f64(from.mostHertz().value())
                .f64(from.unbalanced().value())
                .constant(from.openPen())
                .constant(from.residual())
                .f64(from.heat().restore().value())
                .f64(from.heat().half().value())
                .f64(from.heat().quarter().value())
                .f64(from.heat().stop().value());
    }

    private static SafetyLimits limits(WireReader from) throws RefusedException {
        return new SafetyLimits(
                new Volts(from.f64()),
                new Volts(from.f64()),
                new Hertz(from.f64()),
                new Hertz(from.f64()),
                new Amps(from.f64()),
                from.constant(SafetyLimits.OpenPen.values()),
                from.constant(SafetyLimits.ResidualStandard.values()),
                new SafetyLimits.Heat(
                        new Celsius(from.f64()),
                        new Celsius(from.f64()),
                        new Celsius(from.f64()),
                        new Celsius(from.f64())));
    }
}
