package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import stanchion.fleet.FleetException;

/// `./run fleet`: releases out to many chargers.
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Releases out to many chargers, in stages that halt by themselves.",
            "tools/fleet/README.md tells how the parts go together."
        },
        subcommands = {
            FleetPublish.class,
            FleetWork.class,
            FleetRollout.class,
            FleetStatus.class,
            FleetHalt.class,
            FleetResume.class,
            FleetPin.class,
            FleetUnpin.class,
            FleetChannel.class,
            FleetEnrol.class,
            FleetSimulate.class
        })
public final class FleetCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println(
                "fleet: say what to do: publish, work, rollout, status, halt, resume, pin, unpin,"
                        + " channel, enrol or simulate (./run fleet --help)");
        return Home.WRONG_INPUT;
    }

    /// What a command does; what it throws becomes one line.
    @FunctionalInterface
    interface Work {
        int run() throws FleetException, InterruptedException;
    }

    static int saying(String command, Work work) throws InterruptedException {
        try {
            return work.run();
        } catch (FleetException refused) {
            System.err.println(command + ": " + refused.line());
            return Home.WRONG_INPUT;
        }
    }
}
