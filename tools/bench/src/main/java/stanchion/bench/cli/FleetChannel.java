package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;
import stanchion.update.Channel;

/// `./run fleet channel NAME TARGETS`.
@Command(
        name = "channel",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet channel beta 7"},
        description = "Say what the chargers of a channel run at rest; all of them get it at once.")
final class FleetChannel implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "lts|stable|beta")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "Targets version.")
    private long targets;

    @Mixin private FleetOptions.Versions versions = new FleetOptions.Versions();
    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet channel", () -> store.assign(this::set));
    }

    private String set(FleetStore open) throws FleetException {
        Channel channel =
                Channel.named(name)
                        .orElseThrow(() -> new FleetException(name + ": say lts, stable or beta"));
        if (targets < 1) {
            throw new FleetException(targets + ": is no targets version");
        }
        versions.check(open, targets);
        open.channel(channel, targets);
        return "channel " + name + " runs " + targets;
    }
}
