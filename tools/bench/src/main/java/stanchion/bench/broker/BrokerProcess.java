package stanchion.bench.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import stanchion.bench.process.Child;
import stanchion.bench.process.FreePort;
import stanchion.bench.process.Patience;

/// The process of a broker: its command, its port, and the log it writes beside its configuration.
final class BrokerProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final Path log;
    private final int port;
    private final List<String> command;
    private Optional<Child> child = Optional.empty();

    /// @param folder of the broker's own
    BrokerProcess(String name, Path folder, int port, List<String> command) {
        this.name = name;
        this.log = folder.resolve("broker.log");
        this.port = port;
        this.command = command;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /// Returns when it takes connections; throws [BrokerTrouble] when it does not come up.
    void start() {
        Child started = Child.start("broker", command, log);
        child = Optional.of(started);
        Patience.until(START_LIMIT, () -> !started.isAlive() || FreePort.answers(port));
        if (!started.isAlive() || !FreePort.answers(port)) {
            throw new BrokerTrouble(name + " does not come up on port " + port + ": see " + log);
        }
    }

    /// CPU time it has used so far.
    Duration used() {
        return child.flatMap(one -> ProcessHandle.of(one.pid()))
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /// Lets it tidy up.
    void stop() {
        child.ifPresent(Child::close);
        child = Optional.empty();
    }

    /// Does not let it.
    void kill() {
        child.ifPresent(Child::kill);
        child = Optional.empty();
    }
}
