package stanchion.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.control.ControlCycle.Outcome;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.link.Refusal;
import stanchion.link.Report;
import stanchion.link.ReportWire;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.units.DutyCycle;
import stanchion.units.Uptime;

/// What cycles decided, as fields: what is as it was in the cycle before takes one byte.
///
/// Keeps the cycle before; for one block.
final class OutcomeWire {
    private static final int SAME = 0;
    private static final int OTHER = 1;

    private byte[] commands = new byte[0];
    private byte[] status = new byte[0];

    void write(Outcome from, WireWriter to) {
        commands = change(commands, bytes(from.commands()), to);
        to.i64(from.status().at().nanos());
        WireWriter timeless = WireWriter.unframed();
        ReportWire.write(at(from.status(), new Uptime(0)), timeless);
        status = change(status, timeless.fields(), to);
        to.i16(from.reports().size());
        for (Report report : from.reports()) {
            boolean isStatus = report.equals(from.status());
            to.u8(isStatus ? SAME : OTHER);
            if (!isStatus) {
                ReportWire.write(report, to);
            }
        }
    }

    Outcome read(WireReader from) throws RefusedException {
        commands = changed(commands, from);
        Uptime at = new Uptime(from.i64());
        status = changed(status, from);
        Report.Status now = status(at);
        List<Report> reports = new ArrayList<>();
        int count = from.count(0, 0xFFFF);
        for (int i = 0; i < count; i++) {
            reports.add(from.u8() == SAME ? now : ReportWire.read(from));
        }
        return new Outcome(commands(reader(commands)), now, List.copyOf(reports));
    }

    private static byte[] change(byte[] before, byte[] now, WireWriter to) {
        if (Arrays.equals(before, now)) {
            to.u8(SAME);
        } else {
            to.u8(OTHER).i16(now.length).put(now);
        }
        return now;
    }

    private static byte[] changed(byte[] before, WireReader from) throws RefusedException {
        return from.u8() == SAME ? before : from.bytes(from.count(0, 0xFFFF));
    }

    private Report.Status status(Uptime at) throws RefusedException {
        return ReportWire.read(reader(status)) instanceof Report.Status timeless
                ? at(timeless, at)
                : refuse();
    }

    private static Report.Status refuse() throws RefusedException {
        throw new RefusedException(Refusal.UNKNOWN_TYPE);
    }

    private static WireReader reader(byte[] fields) {
        return new WireReader(ByteBuffer.wrap(fields));
    }

    private static Report.Status at(Report.Status so, Uptime at) {
        return new Report.Status(
                at,
                so.pilot(),
                so.state(),
                so.duty(),
                so.offer(),
                so.limit(),
                so.enablement(),
                so.contactor(),
                so.faults(),
                so.temperature(),
                so.sessionEnergy());
    }

    private static byte[] bytes(Commands from) {
        WireWriter to = WireWriter.unframed();
        switch (from.pilot()) {
            case PilotOutput.SteadyHigh _ -> to.u8(0);
            case PilotOutput.SteadyLow _ -> to.u8(1);
            case PilotOutput.Pwm(DutyCycle duty) -> to.u8(2).f64(duty.percent());
        }
        return to.constant(from.contactor()).constant(from.residualTest()).fields();
    }

    private static Commands commands(WireReader from) throws RefusedException {
        return new Commands(
                pilot(from),
                from.constant(ContactorCommand.values()),
                from.constant(ResidualTest.values()));
    }

    private static PilotOutput pilot(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case 0 -> new PilotOutput.SteadyHigh();
            case 1 -> new PilotOutput.SteadyLow();
            case 2 -> new PilotOutput.Pwm(new DutyCycle(from.f64(0, 100)));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }
}
