package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.sign.Assignments;

/// `./run repository refresh DIR`.
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sign the timestamp again, for another 14 days; assignment and snapshot too when they",
            "would end within 30. Once a day is right. Nobody gets anything else by it."
        },
        footer = {"", "Example: ./run repository refresh www --keys maker"})
final class RepositoryRefresh implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The repository.")
    private Path repository = Path.of("");

    @Mixin private KeyOptions.Signing signing = new KeyOptions.Signing();

    @Override
    public Integer call() {
        return KeysCommand.saying("repository refresh", this::refresh);
    }

    private int refresh() throws ReleaseException {
        Assignments assignments = signing.assignments(repository);
        long version = assignments.refresh(signing.now());
        System.out.println(
                repository
                        + ": timestamp "
                        + version
                        + " holds until "
                        + assignments.repository().published().timestamp().expires());
        return 0;
    }
}
