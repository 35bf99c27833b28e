package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.PinRow;

/// `./run fleet pin DEVICE TARGETS`.
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet pin c-1 7"},
        description = {
            "Give one charger a version of its own, a lower one too, whatever its channel has.",
            "Pinned again it tries again what it gave up."
        })
final class FleetPin implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DEVICE")
    private String device = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "Targets version.")
    private long targets;

    @Mixin private FleetOptions.Versions versions = new FleetOptions.Versions();
    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet pin", () -> store.assign(this::pin));
    }

    private String pin(FleetStore open) throws FleetException {
        if (!device.matches("[A-Za-z0-9_-]{1,64}") || targets < 1) {
            throw new FleetException(
                    device + " " + targets + ": say a charger's id and a targets version");
        }
        versions.check(open, targets);
        if (!open.pin(device, targets, PinRow.Why.PERSON)) {
            throw new FleetException(
                    PinRow.MOST + " chargers are pinned already; move them to a channel");
        }
        return device + " is pinned to " + targets;
    }
}
