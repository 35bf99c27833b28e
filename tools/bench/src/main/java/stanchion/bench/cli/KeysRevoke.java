package stanchion.bench.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.release.keys.Succession;

/// `./run keys revoke DIR --key NAME`.
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A key is in foreign hands: make the next root without it, and for a key of targets"
                    + " raise",
            "the security epoch the next versions must carry. Says what follows."
        },
        footer = {"", "Example: ./run keys revoke maker --key targets-ed25519"})
final class KeysRevoke implements Callable<Integer> {
    @Option(names = "--key", paramLabel = "NAME", required = true, description = "Repeatable.")
    private Set<String> leaving = new LinkedHashSet<>();

    @Option(
            names = "--no-successor",
            paramLabel = "NAME",
            description = "No new key follows this one, as far as the threshold lets. Repeatable.")
    private Set<String> withoutSuccessor = new LinkedHashSet<>();

    @Mixin private KeyOptions.Next next = new KeyOptions.Next();

    @Override
    public Integer call() {
        return KeysCommand.saying(
                "keys revoke",
                () -> next.root(Succession.Reason.COMPROMISE, leaving, withoutSuccessor));
    }
}
