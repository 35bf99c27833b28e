package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.PinRow;

/// `./run fleet unpin DEVICE`.
@Command(
        name = "unpin",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet unpin c-1"},
        description = "Give a charger back to its channel.")
final class FleetUnpin implements Callable<Integer> {
    @Parameters(paramLabel = "DEVICE")
    private String device = "";

    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet unpin", () -> store.assign(this::unpin));
    }

    private String unpin(FleetStore open) throws FleetException {
        if (open.pins().stream().noneMatch(pin -> pin.device().equals(device))) {
            throw new FleetException(device + ": is not pinned; nothing to take away");
        }
        for (PinRow.Why why : PinRow.Why.values()) {
            open.unpin(device, why);
        }
        return device + " follows its channel";
    }
}
