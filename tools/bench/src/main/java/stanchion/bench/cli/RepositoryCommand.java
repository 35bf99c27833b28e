package stanchion.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `./run repository`: what a repository for update clients holds, and what keeps it alive.
@Command(
        name = "repository",
        mixinStandardHelpOptions = true,
        description = {
            "A repository for update clients: releases, what is fetched of them, who gets which.",
            "./run sign --repository DIR adds to it what it signs; tools/release/README.md tells"
                    + " more."
        },
        subcommands = {RepositoryAdd.class, RepositoryRefresh.class, RepositoryShow.class})
public final class RepositoryCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println(
                "repository: say what to do: add, refresh or show (./run repository --help)");
        return Home.WRONG_INPUT;
    }
}
