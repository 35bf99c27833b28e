package stanchion.bench.run;

import java.util.ArrayList;
import java.util.List;
import stanchion.bench.broker.Wire;
import stanchion.bench.process.JavaCommand;
import stanchion.bench.process.Priority;
import stanchion.bench.run.Setup.Ground;
import stanchion.sim.process.SimulatorMain;

/// How the processes of a bench are started; those of the charger from the verified copy, as its
/// systemd units do.
record CommandLines(Folders folders, DeviceView device, Setup setup) {
    /// A version on its try proves itself sooner than on a charger, where it takes 30 s.
    private static final String CONFIRM_AFTER_SECONDS = "3";

    private static final String CHARGER = "charger";

    /// What stands in this variable comes after the whole command line.
    private static final String OVERRULING = "_JAVA_OPTIONS=";

    /// Nobody on a bench waits 5 min for a network.
    private static final String GRACE_SECONDS = "30";

    /// It plays hardware in real time: an optimising compiler that holds a processor for 0.2 s
    /// makes samples late, and what it would save is not needed.
    private static final List<String> SIMULATOR_OPTIONS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    static List<String> simulator(Folders folders) {
        return simulator(folders, List.of());
    }

    /// @param more arguments
    static List<String> simulator(Folders folders, List<String> more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--terminals", folders.terminals().toString(),
                                "--control", folders.control().toString()));
        arguments.addAll(more);
        return Priority.REALTIME.orUsual(
                JavaCommand.main(SimulatorMain.class, SIMULATOR_OPTIONS, arguments));
    }

    List<String> charger() {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--board",
                                folders.run().resolve("app").resolve("board.conf").toString(),
                                "--state",
                                device.state().toString(),
                                "--link",
                                folders.link().toString()));
        if (setup.ground() instanceof Ground.Bench) {
            arguments.addAll(List.of("--terminals", folders.terminals().toString()));
        }
        setup.journal()
                .map(file -> List.of("--journal", file.toAbsolutePath().toString()))
                .ifPresent(arguments::addAll);
        List<String> charger = fromTheCopy(CHARGER, arguments.toArray(String[]::new));
        return switch (setup.ground()) {
            case Ground.Bench _ -> Priority.REALTIME.orUsual(charger);
            case Ground.VirtualBoard _ -> charger; // raises itself once it has started
        };
    }

    List<String> gateway(Wire wire) {
        return Priority.MODEST.orUsual(
                fromTheCopy(
                        "gateway",
                        "--link",
                        folders.link().toString(),
                        "--state",
                        device.state().toString(),
                        "--identity",
                        device.identity().toString(),
                        "--broker",
                        "ssl://localhost:" + wire.port(),
                        "--boot",
                        folders.run().resolve("boot.json").toString(),
                        "--device",
                        device.folder().toString(),
                        "--switch",
                        folders.switches().toString(),
                        "--confirm-after",
                        CONFIRM_AFTER_SECONDS,
                        "--grace",
                        GRACE_SECONDS));
    }

    /// A process of the verified copy, in its run folder, where its ahead-of-time cache fits.
    private List<String> fromTheCopy(String process, String... arguments) {
        List<String> command = new ArrayList<>();
        if (process.equals(CHARGER)
                && setup.ground() instanceof Ground.Bench(List<String> options)
                && !options.isEmpty()) {
            command.addAll(List.of("env", OVERRULING + String.join(" ", options)));
        }
        command.add(JavaCommand.executable());
        command.add("@" + folders.run().resolve(process + ".args"));
        command.addAll(List.of(arguments));
        return JavaCommand.in(folders.run(), command);
    }
}
