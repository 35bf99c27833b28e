package stanchion.sim.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.hal.BoardProfile;
import stanchion.hal.linux.RealtimePriority;
import stanchion.sim.BenchBoardProfile;
import stanchion.sim.Parts;
import stanchion.sim.World;

/// The world as a process of its own, in real time: `--terminals PATH --control PATH [--seed N]
/// [--board FILE]`.
///
/// On the terminals socket a bench board gets its samples and gives its commands (see
/// [stanchion.benchboard.TerminalRecord]); on the control socket a person or a bench moves things
/// (see [ControlServer]). The circuits are built around the bench's board, or the one described in
/// FILE. It ends by a signal.
public final class SimulatorMain {
    /// Above the charger's loop: circuits do not wait for software.
    private static final int CIRCUITS_PRIORITY = 85;

    private static final int PROCESS_PRIORITY = 45;

    private static final int USAGE = 2;
    private static final int FAILED = 1;
    private static final List<String> OPTIONS =
            List.of("--terminals", "--control", "--seed", "--board");

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                refuse("simulator: '" + arguments[i] + "' is no option with a value");
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        if (!options.containsKey("--terminals") || !options.containsKey("--control")) {
            refuse("simulator: both sockets are needed");
        }
        try {
            run(options, Long.parseLong(options.getOrDefault("--seed", "1")));
        } catch (NumberFormatException bad) {
            refuse("simulator: --seed wants a whole number, not " + options.get("--seed"));
        } catch (IOException failed) {
            System.err.println("simulator: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Map<String, String> options, long seed) throws IOException {
        BoardProfile profile = profile(options);
        World world = new World(profile, Parts.drawn(new SplittableRandom(seed)), seed);
        RealTime.Watching watching =
                new RealTime.Watching(new Waves(profile.analog()), new Reactions());
        try (TerminalsServer terminals =
                        new TerminalsServer(Path.of(options.get("--terminals")), profile);
                ControlServer control =
                        new ControlServer(Path.of(options.get("--control")), world, watching)) {
            RealtimePriority.raiseProcess(PROCESS_PRIORITY); // where it may not, a busy machine
            RealtimePriority.raise(CIRCUITS_PRIORITY); // makes samples late
            System.out.println("simulator ready, seed " + seed);
            new RealTime(world, terminals, control, watching).run();
        }
    }

    private static BoardProfile profile(Map<String, String> options) throws IOException {
        if (!options.containsKey("--board")) {
            return BenchBoardProfile.read();
        }
        return switch (BoardFile.read(Path.of(options.get("--board")))) {
            case BoardFile.Described(BoardDescription description) -> description.profile();
            case BoardFile.Refused refused -> throw new IOException(refused.message());
        };
    }

    private static void refuse(String why) {
        System.err.println(
                why + "; usage: --terminals PATH --control PATH [--seed N] [--board FILE]");
        System.exit(USAGE);
    }
}
