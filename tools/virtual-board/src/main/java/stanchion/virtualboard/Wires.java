package stanchion.virtualboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stanchion.board.LinuxWiring;
import stanchion.board.LinuxWiring.Active;
import stanchion.board.LinuxWiring.Line;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.Attitude;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Inputs.Seal;
import stanchion.units.DutyCycle;

/// What the levels of a board's pins mean, both ways: pure, the wiring of the board's description
/// read backwards.
final class Wires {
    private final LinuxWiring wiring;
    private final List<Line> lines;

    Wires(LinuxWiring wiring) {
        this.wiring = wiring;
        List<Line> all = new ArrayList<>(wiring.outputs().contactor());
        all.add(wiring.outputs().keepAlive());
        all.add(wiring.outputs().residualTest());
        LinuxWiring.Inputs in = wiring.inputs();
        all.addAll(List.of(in.mirrorOpen(), in.loadLive().first(), in.residualAc()));
        in.loadLive().second().ifPresent(all::add);
        in.loadLive().third().ifPresent(all::add);
        in.residualDc().ifPresent(all::add);
        all.addAll(List.of(in.residualReady(), in.earthGood()));
        in.lidClosed().ifPresent(all::add);
        in.upright().ifPresent(all::add);
        in.stopReleased().ifPresent(all::add);
        in.sealWhole().ifPresent(all::add);
        in.debugSense().ifPresent(all::add);
        in.supplyGood().ifPresent(all::add);
        lines = List.copyOf(all);
    }

    /// Names of the chip's lines, by offset.
    List<String> names() {
        return lines.stream().map(Line::name).toList();
    }

    /// The level each output rests at while nobody drives it: inactive, by a resistor.
    Map<Integer, Boolean> resting() {
        Map<Integer, Boolean> pulls = new LinkedHashMap<>();
        LinuxWiring.Outputs outputs = wiring.outputs();
        outputs.contactor().forEach(line -> put(pulls, line, false));
        put(pulls, outputs.keepAlive(), false);
        put(pulls, outputs.residualTest(), false);
        return pulls;
    }

    /// Level by offset that says these inputs.
    Map<Integer, Boolean> levels(Inputs inputs) {
        LinuxWiring.Inputs in = wiring.inputs();
        ResidualMonitor monitor = inputs.residual();
        boolean direct = monitor == ResidualMonitor.TRIPPED_DC;
        Map<Integer, Boolean> levels = new LinkedHashMap<>();
        put(levels, in.mirrorOpen(), inputs.mirror() == ContactorPosition.OPEN);
        loadSide(levels, in.loadLive(), inputs.loadSide());
        put(
                levels,
                in.residualAc(),
                monitor == ResidualMonitor.TRIPPED_AC || (direct && in.residualDc().isEmpty()));
        in.residualDc().ifPresent(line -> put(levels, line, direct));
        put(levels, in.residualReady(), monitor != ResidualMonitor.FAILED);
        put(levels, in.earthGood(), inputs.earth() == Earth.CONNECTED);
        housing(levels, inputs.housing());
        in.supplyGood()
                .ifPresent(line -> put(levels, line, inputs.logicSupply() == LogicSupply.GOOD));
        return levels;
    }

    private void loadSide(Map<Integer, Boolean> levels, LinuxWiring.LoadLive in, LoadSide sensed) {
        boolean second = in.second().isEmpty() && sensed.isLive(1);
        boolean third = in.third().isEmpty() && sensed.isLive(2);
        put(levels, in.first(), sensed.isLive(0) || second || third);
        in.second().ifPresent(line -> put(levels, line, sensed.isLive(1)));
        in.third().ifPresent(line -> put(levels, line, sensed.isLive(2)));
    }

    private void housing(Map<Integer, Boolean> levels, Housing housing) {
        LinuxWiring.Inputs in = wiring.inputs();
        in.lidClosed()
                .ifPresent(line -> put(levels, line, housing.enclosure() == Enclosure.CLOSED));
        in.upright().ifPresent(line -> put(levels, line, housing.attitude() == Attitude.UPRIGHT));
        in.stopReleased()
                .ifPresent(line -> put(levels, line, housing.stop() == EmergencyStop.RELEASED));
        in.sealWhole().ifPresent(line -> put(levels, line, housing.seal() == Seal.WHOLE));
        in.debugSense()
                .ifPresent(line -> put(levels, line, housing.debug() == DebugHeader.PLUGGED));
    }

    /// What the outputs say.
    ///
    /// @param levels a digit a line, offset 0 first
    /// @param applied what the PWM chip tells of itself, a line a channel
    Commands commands(String levels, String applied) {
        boolean closed =
                wiring.outputs().contactor().stream().allMatch(line -> isActive(line, levels));
        boolean test = isActive(wiring.outputs().residualTest(), levels);
        return new Commands(
                pilot(applied),
                closed ? ContactorCommand.CLOSE : ContactorCommand.OPEN,
                test ? ResidualTest.ON : ResidualTest.OFF);
    }

    /// Whether the keep-alive line is high; its changes are what counts.
    boolean keepAlive(String levels) {
        return isActive(wiring.outputs().keepAlive(), levels);
    }

    private PilotOutput pilot(String applied) {
        LinuxWiring.Pwm pwm = wiring.pilot().pwm();
        double high = 0;
        for (String line : applied.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (Integer.parseInt(words[0]) == pwm.channel() && words[3].equals("1")) {
                double share = Double.parseDouble(words[2]) / Double.parseDouble(words[1]);
                high = words[4].equals("1") ? 1 - share : share;
            }
        }
        double percent =
                100
                        * switch (pwm.drive()) {
                            case STRAIGHT -> high;
                            case INVERTING -> 1 - high;
                        };
        return percent >= 100
                ? new PilotOutput.SteadyHigh()
                : percent <= 0
                        ? new PilotOutput.SteadyLow()
                        : new PilotOutput.Pwm(new DutyCycle(percent));
    }

    private boolean isActive(Line line, String levels) {
        int offset = lines.indexOf(line);
        boolean high = offset < levels.length() && levels.charAt(offset) == '1';
        return high == (line.active() == Active.HIGH);
    }

    private void put(Map<Integer, Boolean> levels, Line line, boolean active) {
        levels.put(lines.indexOf(line), active == (line.active() == Active.HIGH));
    }
}
