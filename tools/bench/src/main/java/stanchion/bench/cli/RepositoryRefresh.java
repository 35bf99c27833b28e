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

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            required = true,
            description = "The folder of a ceremony; its online keys sign.")
    private Path keys = Path.of("");

    @Option(
            names = "--date",
            paramLabel = "INSTANT",
            description = "Sign as if it were this time: two runs give the same bytes.")
    private Optional<Instant> date = Optional.empty();

    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() {
        return KeysCommand.saying("repository refresh", this::refresh);
    }

    private int refresh() throws ReleaseException {
        Assignments assignments = Assignments.open(repository, keys, secrets.passphrases());
        long version = assignments.refresh(date.orElseGet(Instant::now));
        System.out.println(
                repository
                        + ": timestamp "
                        + version
                        + " holds until "
                        + assignments.repository().published().timestamp().expires());
        return 0;
    }
}
