package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stanchion.sim.safety.ProtectionPage;

/// `./run safety-case`: what protects from what, and the evidence.
@Command(
        name = "safety-case",
        mixinStandardHelpOptions = true,
        description = "What protects from what, how fast it has to be, and the evidence.")
public final class SafetyCaseCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--table",
            description = "Print the page of the protective functions, as their table says.")
    private boolean table;

    @Override
    public Integer call() {
        if (!table) {
            throw new ParameterException(spec.commandLine(), "give --table");
        }
        System.out.print(ProtectionPage.text());
        return 0;
    }
}
