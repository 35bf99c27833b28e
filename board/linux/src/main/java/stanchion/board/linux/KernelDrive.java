package stanchion.board.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Active;
import stanchion.board.LinuxWiring.Line;
import stanchion.hal.linux.GpioOutputs;
import stanchion.hal.linux.Level;
import stanchion.hal.linux.OutputLine;
import stanchion.hal.linux.OutputPin;
import stanchion.hal.linux.Pi4jIo;
import stanchion.hal.linux.Polarity;
import stanchion.hal.linux.PwmChannel;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Watchdog;
import stanchion.hal.linux.Written;

/// What a board drives, through the kernel. When the process dies the kernel releases the lines,
/// and the resistors beside them open the contactor; the PWM goes on, its offer without energy.
final class KernelDrive implements Drive {
    private final Pi4jIo io;
    private final GpioOutputs lines;
    private final long contactor;
    private final long residualTest;
    private final OutputPin keepAlive;
    private final PwmChannel pwm;
    private final boolean inverting;
    private final Watchdog watchdog;

    private KernelDrive(LinuxWiring wiring, Pi4jIo io, GpioOutputs lines, Clocked clocked) {
        this.io = io;
        this.lines = lines;
        keepAlive = clocked.keepAlive;
        pwm = clocked.pwm;
        watchdog = clocked.watchdog;
        inverting = wiring.pilot().pwm().drive() == LinuxWiring.Drive.INVERTING;
        residualTest = lines.bit(wiring.outputs().residualTest().name());
        long coils = 0;
        for (Line coil : wiring.outputs().contactor()) {
            coils |= lines.bit(coil.name());
        }
        contactor = coils;
    }

    private record Clocked(OutputPin keepAlive, PwmChannel pwm, Watchdog watchdog) {}

    /// Contactor and test current off in the request itself, then the pilot at steady +12 V; the
    /// watchdog counts from the end on.
    static KernelDrive open(Roots roots, Pi4jIo io, LinuxWiring wiring) throws IOException {
        try (Opening opening = new Opening()) {
            GpioOutputs lines =
                    opening.of(
                            "contactor and residual-test",
                            () -> io.chip().outputs(lines(wiring)),
                            GpioOutputs::close);
            OutputPin keepAlive =
                    opening.of(
                            "keep-alive",
                            () -> io.output(off(wiring.outputs().keepAlive())),
                            OutputPin::close);
            PwmChannel pwm =
                    opening.of(
                            "pilot-pwm-chip", () -> io.pwm(steadyHigh(wiring)), PwmChannel::close);
            Watchdog watchdog =
                    opening.of(
                            "watchdog",
                            () ->
                                    Watchdog.open(
                                            roots.dev().resolve(wiring.watchdog().device()),
                                            wiring.watchdog().limit()),
                            Watchdog::standDown);
            opening.succeeded();
            return new KernelDrive(wiring, io, lines, new Clocked(keepAlive, pwm, watchdog));
        }
    }

    private static List<OutputLine> lines(LinuxWiring wiring) {
        List<OutputLine> lines = new ArrayList<>();
        wiring.outputs().contactor().forEach(coil -> lines.add(off(coil)));
        lines.add(off(wiring.outputs().residualTest()));
        return lines;
    }

    private static OutputLine off(Line line) {
        return new OutputLine(line.name(), Level.INACTIVE, polarity(line));
    }

    private static Polarity polarity(Line line) {
        return line.active() == Active.HIGH ? Polarity.ACTIVE_HIGH : Polarity.ACTIVE_LOW;
    }

    private static PwmChannel.Wanted steadyHigh(LinuxWiring wiring) {
        LinuxWiring.Pwm pwm = wiring.pilot().pwm();
        boolean inverted = pwm.drive() == LinuxWiring.Drive.INVERTING;
        return new PwmChannel.Wanted(
                pwm.chip(),
                pwm.channel(),
                pwm.period(),
                inverted ? 0 : pwm.period().toNanos(),
                Polarity.ACTIVE_HIGH);
    }

    @Override
    public Written lines(Contact contact) {
        return lines.write(
                (contact.closed() ? contactor : 0) | (contact.testing() ? residualTest : 0));
    }

    @Override
    public Written pilot(long highNanos) {
        return pwm.duty(inverting ? pwm.periodNanos() - highNanos : highNanos);
    }

    @Override
    public Written toggleKeepAlive() {
        return keepAlive.toggle();
    }

    @Override
    public Written feedWatchdog() {
        return watchdog.feed();
    }

    @Override
    public void standDown() {
        watchdog.standDown();
    }

    @Override
    public void close() {
        watchdog.close();
        lines.close();
        io.close(); // gives the keep-alive, the inputs and the pilot's channel back, too
    }
}
