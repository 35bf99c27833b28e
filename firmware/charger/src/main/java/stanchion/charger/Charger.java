package stanchion.charger;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stanchion.board.BoardDescription;
import stanchion.board.BoardFile;
import stanchion.board.Calibration;
import stanchion.board.CalibrationFile;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.linux.RealtimePriority;
import stanchion.link.LinkRecord.Hello;
import stanchion.units.Uptime;

/// The charger's process: from the command line to its exit status.
///
/// ```text
/// board's own thread ─► ControlLoop ─► reports ─► LinkServer ◄─► gateway
///                          ▲  │                      │
///                       Mailbox ◄── requests ────────┘     StateWriter ─► energy register, health
/// ```
public final class Charger {
    /// Ended by a signal that asked for it.
    public static final int STOPPED = 0;

    /// The command line is wrong.
    public static final int WRONG_USAGE = 64;

    /// A bug ended the loop; the outputs are safe.
    public static final int BUG = 70;

    /// The state folder or the link's socket cannot be used.
    public static final int CANNOT_CREATE = 73;

    /// The board's description is refused, its driver is not in this build, or a device is missing.
    public static final int WRONG_BOARD = 78;

    /// Collector and compiler above whatever else the machine does, the loop above them. A service
    /// manager has done it for a shipped charger already; elsewhere nobody else would.
    private static final int PROCESS_PRIORITY = 40;

    /// A build of the charger: the shipped one, or the bench's.
    ///
    /// @param usage printed for `--help`
    /// @param moreOptions required options its drivers want
    /// @param drivers assembles boards
    public record Build(String usage, Set<String> moreOptions, Drivers drivers) {}

    /// The drivers of a build.
    @FunctionalInterface
    public interface Drivers {
        /// The described board, its outputs safe; absent when the build has no such driver.
        ///
        /// @throws IOException naming the device that is not there, and the way out
        Optional<Board> assemble(BoardDescription description, ChargerOptions options)
                throws IOException;
    }

    private Charger() {}

    /// Runs until a signal ends it.
    public static int start(List<String> arguments, Build build) {
        return switch (ChargerOptions.parse(arguments, build.moreOptions)) {
            case ChargerOptions.HelpWanted _ -> {
                System.out.print(build.usage);
                yield STOPPED;
            }
            case ChargerOptions.Wrong(String reason) ->
                    refuse(WRONG_USAGE, reason + "; --help lists the options");
            case ChargerOptions.Complete(ChargerOptions options) -> start(options, build.drivers);
        };
    }

    private static int start(ChargerOptions options, Drivers drivers) {
        return switch (BoardFile.read(options.board())) {
            case BoardFile.Refused refused -> refuse(WRONG_BOARD, refused.message());
            case BoardFile.Described(BoardDescription description) ->
                    calibrated(description, options, drivers);
        };
    }

    /// With what was measured when the board was brought up, where there is such a record.
    private static int calibrated(
            BoardDescription description, ChargerOptions options, Drivers drivers) {
        return switch (CalibrationFile.read(options.state(), description.profile())) {
            case CalibrationFile.Refused refused -> refuse(WRONG_BOARD, refused.message());
            case CalibrationFile.Absent _ -> start(description, options, drivers);
            case CalibrationFile.Calibrated(Calibration calibration) ->
                    start(description.with(calibration), options, drivers);
        };
    }

    /// What takes time comes before the board: from the moment its watchdog is open it waits for
    /// the first cycle.
    private static int start(
            BoardDescription description, ChargerOptions options, Drivers drivers) {
        RealtimePriority.Outcome raised = RealtimePriority.raiseProcess(PROCESS_PRIORITY);
        Rehearsal.run(description.profile());
        try {
            return drivers.assemble(description, options)
                    .map(board -> run(board, options, raised))
                    .orElseGet(() -> noDriver(description, options));
        } catch (IOException missing) {
            return refuse(WRONG_BOARD, options.board() + ": " + missing.getMessage());
        }
    }

    private static int noDriver(BoardDescription description, ChargerOptions options) {
        return refuse(
                WRONG_BOARD,
                options.board() + ": this build has no driver '" + description.driver() + "'");
    }

    /// Runs until a signal ends it; the board is closed then, whatever happened.
    private static int run(Board board, ChargerOptions options, RealtimePriority.Outcome raised) {
        if (raised != RealtimePriority.Outcome.RAISED) {
            System.err.println(
                    "charger: real-time scheduling is "
                            + raised
                            + "; its deadlines depend on the load of the machine");
        }
        if (!Files.isDirectory(options.state())) {
            board.close();
            return refuse(CANNOT_CREATE, "--state " + options.state() + " is not a folder");
        }
        try {
            EnergyRegister register = EnergyRegister.open(options.state());
            LinkSocket socket = LinkSocket.open(options.link());
            Hello identity = identity(board.profile(), bootId());
            return new Life(board, options, identity).run(register, socket);
        } catch (IOException | IllegalArgumentException unusable) {
            board.close();
            return refuse(CANNOT_CREATE, inputs(options) + " cannot be used: " + unusable);
        }
    }

    private static String inputs(ChargerOptions options) {
        String state = "--state " + options.state();
        String link = "--link " + options.link();
        return options.journal()
                .map(journal -> state + ", " + link + " or --journal " + journal)
                .orElse(state + " or " + link);
    }

    /// Straight from the kernel: the JDK's own source of randomness takes a tenth of the whole
    /// start to come up.
    private static long bootId() throws IOException {
        try (InputStream random = Files.newInputStream(Path.of("/dev/urandom"))) {
            return ByteBuffer.wrap(random.readNBytes(Long.BYTES)).getLong();
        }
    }

    private static Hello identity(BoardProfile profile, long bootId) {
        String firmware =
                Optional.ofNullable(Charger.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .orElse("unversioned");
        return new Hello(
                bootId,
                new Uptime(System.nanoTime()),
                firmware,
                profile.name(),
                profile.ratedCurrent(),
                profile.analog().phases().size());
    }

    private static int refuse(int status, String reason) {
        System.err.println("charger: " + reason);
        return status;
    }
}
