package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.release.DeviceFolder;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// `./run device`: bench device folders.
@Command(
        name = "device",
        mixinStandardHelpOptions = true,
        description = "Bench device folders.",
        subcommands = DeviceCommand.New.class)
public final class DeviceCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("device: say what to do: ./run device new DIR");
        return Home.WRONG_INPUT;
    }

    /// `./run device new DIR`.
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Make a charger in a folder: OTP, trust, signed slot, identity, state.")
    static final class New implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
        private Path folder = Path.of("");

        @Option(names = "--id", paramLabel = "ID", description = "Default: ${DEFAULT-VALUE}")
        private String id = "bench-1";

        @Option(
                names = "--firmware",
                paramLabel = "VERSION",
                description = "What the slot is called. Default: ${DEFAULT-VALUE}")
        private String version = "0.1.0";

        @Override
        public Integer call() {
            try {
                DeviceFolder.create(
                        new DeviceFolder.Order(
                                folder, id, FirmwareBuild.collect(Home.folder(), version)));
            } catch (ReleaseException refused) {
                System.err.println("device new: " + refused.line());
                return Home.WRONG_INPUT;
            }
            System.out.println(folder + ": charger " + id + ", firmware " + version + " in slot A");
            return 0;
        }
    }
}
