package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.keys.LoneKey;
import stanchion.release.keys.UnfinishedRoot;

/// `./run keys status FILE`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Say which signatures of a root hold and whose are missing.",
            "Exits 0 when it is complete, 3 when not."
        },
        footer = {"", "Example: ./run keys status maker/2.root.unfinished.json"})
final class KeysStatus implements Callable<Integer> {
    static final int INCOMPLETE = 3;

    @Parameters(paramLabel = "FILE", description = "A root, finished or not.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return KeysCommand.saying("keys status", this::say);
    }

    private int say() throws ReleaseException {
        UnfinishedRoot root = UnfinishedRoot.read(file);
        System.out.print(root.status(LoneKey.known(file, root)));
        return root.complete() ? 0 : INCOMPLETE;
    }
}
