package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Completion;
import stanchion.release.keys.LoneKey;
import stanchion.release.keys.UnfinishedRoot;

/// `./run keys sign-root FILE --key …`.
@Command(
        name = "sign-root",
        mixinStandardHelpOptions = true,
        description = {
            "Add one signature to a root in the making; without --key, finish it when all are"
                    + " there.",
            "FILE alone travels from holder to holder; the one before it must lie beside it."
        },
        footer = {
            "",
            "Example: ./run keys sign-root 2.root.unfinished.json --key root-ed25519-1.pem",
            "         ./run keys sign-root maker/2.root.unfinished.json"
        })
final class KeysSignRoot implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "N.root.unfinished.json")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = {
                "A key's file (its NAME.pub.pem beside it), or the words of a token:",
                "'token module=FILE token=LABEL object=LABEL'."
            })
    private Optional<String> key = Optional.empty();

    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() {
        return KeysCommand.saying("keys sign-root", this::sign);
    }

    private int sign() throws ReleaseException {
        if (key.isPresent()) {
            LoneKey.sign(file, key.get(), secrets.passphrases());
        }
        UnfinishedRoot root = UnfinishedRoot.read(file);
        System.out.print(root.status(LoneKey.known(file, root)));
        if (!root.complete()) {
            return KeysStatus.INCOMPLETE;
        }
        if (LoneKey.inKeySet(file, root)) {
            Optional<Path> finished = Completion.finish(file, Instant.now());
            finished.ifPresent(made -> System.out.println(made + " and its record are written"));
        } else {
            System.out.println("bring it back to the key set: ./run keys sign-root DIR/" + file);
        }
        return 0;
    }
}
