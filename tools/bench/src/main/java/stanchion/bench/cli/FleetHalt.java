package stanchion.bench.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;

/// `./run fleet halt ID`.
@Command(
        name = "halt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet halt stable-7"},
        description = "Stop a rollout: offered to nobody more; who has it keeps it.")
final class FleetHalt implements Callable<Integer> {
    @Parameters(paramLabel = "ID")
    private String id = "";

    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet halt", () -> store.assign(this::halt));
    }

    private String halt(FleetStore open) throws FleetException {
        RolloutRow row = FleetOptions.rollout(open, id);
        if (row.state() != RolloutRow.State.RUNNING) {
            throw new FleetException("rollout " + id + ": is " + row.state() + ", not running");
        }
        open.rollout(row.in(RolloutRow.State.HALTED, Instant.now(), "by a person"));
        return "rollout " + id + " is halted";
    }
}
