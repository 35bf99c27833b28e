package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.bench.run.AotLesson;
import stanchion.release.CacheFile;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;
import stanchion.release.VerifierCache;

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

        @ArgGroup private Caches caches = new Caches();

        @Override
        public Integer call() throws InterruptedException {
            try {
                Firmware firmware = FirmwareBuild.collect(Home.folder(), version);
                DeviceFolder.create(new DeviceFolder.Order(folder, id, caches.into(firmware)));
            } catch (ReleaseException refused) {
                System.err.println("device new: " + refused.line());
                return Home.WRONG_INPUT;
            }
            System.out.println(folder + ": charger " + id + ", firmware " + version + " in slot A");
            makeCache();
            return 0;
        }

        /// The verifier does without; it only takes longer.
        private void makeCache() throws InterruptedException {
            try {
                VerifierCache.make(Home.folder(), folder);
            } catch (ReleaseException without) {
                System.err.println("device new: note: " + without.line());
            }
        }
    }

    /// Where a slot's ahead-of-time caches come from; without an option it has none.
    static final class Caches {
        @Option(
                names = "--aot",
                description = {
                    "Train ahead-of-time caches, so that charger and gateway start faster;",
                    "takes about half a minute. Two trainings never give the same bytes."
                })
        private boolean train;

        @Option(
                names = "--aot-from",
                paramLabel = "CACHES",
                description =
                        "Sign the charger.aot and gateway.aot of this folder, for example a slot.")
        private Optional<Path> given = Optional.empty();

        Firmware into(Firmware firmware) throws ReleaseException, InterruptedException {
            if (given.isPresent()) {
                return CacheFile.allInto(firmware, given.get());
            }
            return train ? AotLesson.teach(Home.folder(), firmware) : firmware;
        }
    }
}
