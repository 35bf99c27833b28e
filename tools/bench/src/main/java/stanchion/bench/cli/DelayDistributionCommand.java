package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.bench.smart.DelayDistribution;
import stanchion.gateway.charging.SecureDraw;
import stanchion.schedule.RandomDelay;

/// `./run delay-distribution`: the random delays of a whole fleet.
@Command(
        name = "delay-distribution",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a fleet of chargers that were charging start in the same second after a blackout,"
                    + " each by",
            "the firmware's own plan and its own generator, and prints how the random delays"
                    + " (regulation 11)",
            "are distributed. Exits 0 when they are uniform, reach both ends and are correlated"
                    + " neither with",
            "serial number nor clock nor each other, else 1. Chance alone fails one run in 200,000."
        })
public final class DelayDistributionCommand implements Callable<Integer> {
    private static final int FEWEST_PER_SECOND = 20;
    private static final int MOST_CHARGERS = 10_000_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--chargers",
            defaultValue = "100000",
            description = "How many, at least 20 per second of the maximum (default 100000).")
    private int chargers;

    @Option(
            names = "--maximum",
            defaultValue = "600",
            description = "Largest delay in seconds, 1 to 1800 (default 600).")
    private int maximum;

    @Override
    public Integer call() {
        if (maximum < 1 || !RandomDelay.isMaximum(maximum)) {
            throw wrong("--maximum must be 1..." + RandomDelay.LARGEST_MAXIMUM_SECONDS);
        }
        int fewest = FEWEST_PER_SECOND * (maximum + 1);
        if (chargers < fewest || chargers > MOST_CHARGERS) {
            throw wrong("--chargers must be " + fewest + "..." + MOST_CHARGERS);
        }
        DelayDistribution fleet = DelayDistribution.of(chargers, maximum, SecureDraw::new);
        System.out.print(fleet.text());
        return fleet.holds() ? 0 : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
