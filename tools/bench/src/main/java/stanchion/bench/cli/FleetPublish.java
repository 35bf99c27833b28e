package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.publish.Publication;

/// `./run fleet publish`.
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: ./run fleet publish --repository www \\",
            "    --broker ssl://localhost:8883 --identity maker/bench.p12"
        },
        description =
                "Put the metadata of a repository where chargers find it: at the broker, retained.")
final class FleetPublish implements Callable<Integer> {
    @Option(
            names = "--repository",
            paramLabel = "DIR",
            required = true,
            description = "Made by ./run sign --repository DIR.")
    private Path repository = Path.of("");

    @Mixin private FleetOptions.Broker broker = new FleetOptions.Broker();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet publish", this::publish);
    }

    private int publish() throws FleetException {
        try (FleetClient client = FleetClient.connect(broker.address(), "publish")) {
            Publication.Published done = Publication.publish(repository, client);
            System.out.printf(
                    "%s: %d files, %d bytes sent, %d old messages cleared%n",
                    repository, done.files(), done.bytes(), done.cleared());
            return 0;
        }
    }
}
