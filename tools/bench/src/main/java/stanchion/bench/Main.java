package stanchion.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line behind `./run`.
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        description = "Stanchion's bench and tools.",
        subcommands = {
            stanchion.bench.cli.BootCommand.class,
            stanchion.bench.cli.DeviceCommand.class,
            stanchion.bench.cli.SimulateCommand.class,
        })
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
