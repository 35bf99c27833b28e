package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
    @Parameters(paramLabel = "DIR", description = "The folder of a ceremony.")
    private Path folder = Path.of("");

    @Option(names = "--replace", paramLabel = "NAME", required = true, description = "Repeatable.")
    private Set<String> leaving = new LinkedHashSet<>();

    @Option(
            names = "--later",
            paramLabel = "NAME",
            description = "Its holder signs elsewhere, with sign-root. Repeatable.")
    private Set<String> later = new LinkedHashSet<>();

    @Mixin private KeyOptions.NewKeys newKeys = new KeyOptions.NewKeys();
    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() {
        Succession.Change change =
                new Succession.Change(Succession.Reason.ROTATION, leaving, Set.of(), later);
        return KeysCommand.saying(
                "keys rotate",
                () -> NextRoot.make(folder, change, newKeys.choices(), secrets.passphrases()));
    }
}
