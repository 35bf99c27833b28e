package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import stanchion.release.ReleaseException;

/// `./run keys`: the keys that may sign firmware, and the roots that name them.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "The keys that may sign firmware, and the roots that name them.",
            "tools/release/README.md tells how a ceremony goes."
        },
        subcommands = {
            KeysCeremony.class,
            KeysNew.class,
            KeysStatus.class,
            KeysSignRoot.class,
            KeysRotate.class,
            KeysRevoke.class
        })
public final class KeysCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println(
                "keys: say what to do: ceremony, new, status, sign-root, rotate or revoke"
                        + " (./run keys --help)");
        return Home.WRONG_INPUT;
    }

    /// What a command does; what it throws becomes one line.
    @FunctionalInterface
    interface Work {
        int run() throws ReleaseException;
    }

    static int saying(String command, Work work) {
        try {
            return work.run();
        } catch (ReleaseException refused) {
            System.err.println(command + ": " + refused.line());
            return Home.WRONG_INPUT;
        }
    }
}
