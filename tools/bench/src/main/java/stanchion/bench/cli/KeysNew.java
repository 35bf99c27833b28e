package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;
import stanchion.release.keys.LoneKey;

/// `./run keys new NAME`: a holder makes a key on a machine of their own.
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Make one key here, for a ceremony elsewhere: NAME.pem stays, NAME.pub.pem goes to the",
            "ceremony (--public)."
        },
        footer = {"", "Example: ./run keys new root-ml-dsa-65-2 --algorithm ml-dsa-65"})
final class KeysNew implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The key's name in the ceremony.")
    private String name = "";

    @Option(names = "--algorithm", paramLabel = "ed25519|ml-dsa-65", required = true)
    private String algorithm = "";

    @Option(names = "--in", paramLabel = "DIR", description = "Default: the working folder.")
    private Path folder = Path.of("");

    @Mixin private KeyOptions.NewKeys newKeys = new KeyOptions.NewKeys();
    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() {
        return KeysCommand.saying("keys new", this::make);
    }

    private int make() throws ReleaseException {
        Path made =
                LoneKey.make(
                        folder.toAbsolutePath(),
                        name,
                        algorithm(),
                        newKeys.choices(),
                        secrets.passphrases());
        System.out.println(made + ": bring this one to the ceremony, the other never");
        return 0;
    }

    private Algorithm algorithm() throws ReleaseException {
        for (Algorithm known : Algorithm.values()) {
            if (known.scheme().equals(algorithm)) {
                return known;
            }
        }
        throw new ReleaseException("--algorithm " + algorithm + ": take ed25519 or ml-dsa-65");
    }
}
