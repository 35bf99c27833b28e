package stanchion.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import stanchion.replay.FirmwareVersion;

/// The command line behind `./run`.
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        description = "Stanchion's bench and tools.",
        subcommands = {
            stanchion.bench.cli.AttackCommand.class,
            stanchion.bench.cli.PowerCutCommand.class,
            stanchion.bench.cli.OtpCommand.class,
            stanchion.bench.cli.BenchCommand.class,
            stanchion.bench.cli.BoardCommand.class,
            stanchion.bench.cli.BootBenchCommand.class,
            stanchion.bench.cli.BringUpCommand.class,
            stanchion.bench.cli.BootCommand.class,
            stanchion.bench.cli.DelayDistributionCommand.class,
            stanchion.bench.cli.DeviceCommand.class,
            stanchion.bench.cli.FleetCommand.class,
            stanchion.bench.cli.HarmonicsCommand.class,
            stanchion.bench.cli.ImageCommand.class,
            stanchion.bench.cli.KeysCommand.class,
            stanchion.bench.cli.LogCheckCommand.class,
            stanchion.bench.cli.MeterCommand.class,
            stanchion.bench.cli.MeterAccuracyCommand.class,
            stanchion.bench.cli.RegulationsCommand.class,
            stanchion.bench.cli.LatencyBenchCommand.class,
            stanchion.bench.cli.SafetyCaseCommand.class,
            stanchion.bench.cli.SignCommand.class,
            stanchion.bench.cli.ReplayCommand.class,
            stanchion.bench.cli.RepositoryCommand.class,
            stanchion.bench.cli.SimulateCommand.class,
            stanchion.bench.cli.OtaBenchCommand.class,
            stanchion.bench.cli.PilotCommand.class,
            stanchion.bench.cli.ProvisionCommand.class,
            stanchion.bench.cli.VirtualBoardCommand.class,
            stanchion.bench.cli.YearCommand.class,
        })
public final class Main {
    private static final String VERSION = "Stanchion " + FirmwareVersion.OWN;

    private Main() {}

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// All commands; what they cannot parse is refused in one line.
    public static CommandLine commandLine() {
        CommandLine all =
                new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(Main::refuse);
        sayVersion(all);
        return all;
    }

    private static void sayVersion(CommandLine command) {
        command.getCommandSpec().version(VERSION);
        command.getSubcommands().values().forEach(Main::sayVersion);
    }

    private static int refuse(CommandLine.ParameterException wrong, String... arguments) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println(command + ": " + wrong.getMessage() + " (" + command + " --help)");
        return CommandLine.ExitCode.USAGE;
    }
}
