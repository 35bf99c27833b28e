package stanchion.bench.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.release.keys.Succession;

/// `./run keys rotate DIR --replace NAME`.
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make the next root, in which new keys follow old ones; what they signed stays good.",
            "Root keys of the old and of the new root sign it. For a key in foreign hands: revoke."
        },
        footer = {"", "Example: ./run keys rotate maker --replace root-ed25519-1"})
final class KeysRotate implements Callable<Integer> {
    @Option(names = "--replace", paramLabel = "NAME", required = true, description = "Repeatable.")
    private Set<String> leaving = new LinkedHashSet<>();

    @Mixin private KeyOptions.Next next = new KeyOptions.Next();

    @Override
    public Integer call() {
        return KeysCommand.saying(
                "keys rotate", () -> next.root(Succession.Reason.ROTATION, leaving, Set.of()));
    }
}
