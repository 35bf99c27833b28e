package stanchion.bench.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;

/// `./run fleet resume ID`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet resume stable-7 --next"},
        description =
                "Go on with a halted rollout, at the next stage with --next, or end it with --end.")
final class FleetResume implements Callable<Integer> {
    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--next", description = "Whatever the present stage has shown.")
    private boolean next;

    @Option(names = "--end", description = "Never go on; its channel stays where it is.")
    private boolean end;

    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet resume", () -> store.assign(this::resume));
    }

    private String resume(FleetStore open) throws FleetException {
        RolloutRow row = FleetOptions.rollout(open, id);
        Instant now = Instant.now();
        if (row.state() != RolloutRow.State.HALTED) {
            throw new FleetException("rollout " + id + ": is " + row.state() + ", not halted");
        }
        if (end) {
            open.rollout(row.in(RolloutRow.State.DONE, now, "ended by a person"));
            return "rollout " + id + " is ended";
        }
        RolloutRow again = row.in(RolloutRow.State.RUNNING, now, "resumed by a person");
        open.rollout(next ? row.further(now, "resumed by a person").orElse(again) : again);
        return "rollout " + id + " goes on";
    }
}
