package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import stanchion.release.AssignmentMetadata;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;
import stanchion.release.TargetsMetadata;
import stanchion.release.sign.Repository;
import stanchion.update.Channel;

/// `./run repository show DIR`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Say what a repository holds and who gets which release. Verifies nothing.",
        footer = {"", "Example: ./run repository show www"})
final class RepositoryShow implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The repository.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        return KeysCommand.saying("repository show", this::show);
    }

    private int show() throws ReleaseException {
        Repository repository = new Repository(folder);
        Repository.Present present = repository.published();
        TargetsFile newest = repository.targets(present.targets());
        System.out.println(
                "timestamp %d until %s"
                        .formatted(present.timestamp().version(), present.timestamp().expires()));
        say("newest", newest.about());
        newest.others().earlier().reversed().forEach(release -> say("earlier", release));
        if (present.assignment() > 0) {
            say(repository.assignment(present.assignment()));
        }
        return 0;
    }

    private static void say(String what, TargetsMetadata.Earlier release) {
        System.out.println(
                "%-8s targets %d, firmware %s"
                        .formatted(what, release.targets(), release.firmware()));
    }

    private static void say(AssignmentMetadata assignment) {
        System.out.println(
                "assignment %d until %s, %d objects to fetch"
                        .formatted(
                                assignment.version(),
                                assignment.expires(),
                                assignment.content().objects().size()));
        for (Map.Entry<Channel, Long> one : assignment.plan().channels().entrySet()) {
            System.out.println(
                    "  channel %s: targets %d".formatted(one.getKey().text(), one.getValue()));
        }
        for (Plan.Rollout one : assignment.plan().rollouts()) {
            System.out.println(
                    "  rollout %s: targets %d to %d of 10000 of %s, %s"
                            .formatted(
                                    one.id(),
                                    one.targets(),
                                    one.permyriad(),
                                    one.channel().text(),
                                    one.state().text()));
        }
        assignment
                .plan()
                .devices()
                .forEach((id, pin) ->
                        System.out.println(
                                "  charger %s: targets %d".formatted(id, pin.targets())));
    }
}
