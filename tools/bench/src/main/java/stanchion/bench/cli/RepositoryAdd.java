package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SignedSlot;

/// `./run repository add DIR SLOT`.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Add a slot that was signed without a repository, such as a bench charger's first one:",
            "what chargers run must be there for deltas from it, and for a way back to it."
        },
        footer = {"", "Example: ./run repository add www device/slots/A --keys device/maker/keys"})
final class RepositoryAdd implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The repository; made if need be.")
    private Path repository = Path.of("");

    @Parameters(index = "1", paramLabel = "SLOT", description = "A slot with its targets.json.")
    private Path slot = Path.of("");

    @Mixin private KeyOptions.Signing signing = new KeyOptions.Signing();

    @Override
    public Integer call() {
        return KeysCommand.saying("repository add", this::add);
    }

    private int add() throws ReleaseException {
        Assignments assignments = signing.assignments(repository);
        TargetsFile added = new SignedSlot(slot).add(assignments, signing.now());
        System.out.println(
                repository
                        + ": has firmware "
                        + added.about().firmware()
                        + ", targets "
                        + added.version());
        return 0;
    }
}
