package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.Identity;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.fleet.store.StoreAddress;

/// Options that several fleet commands share.
final class FleetOptions {
    private FleetOptions() {}

    /// Where the broker is, and who one is there.
    static final class Broker {
        @Option(names = "--broker", paramLabel = "ssl://HOST:PORT", required = true)
        private String broker = "";

        @Option(
                names = "--identity",
                paramLabel = "FILE.p12",
                description = "Key and certificate; ca.p12 and password stand beside it.")
        private Optional<Path> identity = Optional.empty();

        BrokerAddress address() throws FleetException {
            Optional<Identity> who =
                    identity.isPresent()
                            ? Optional.of(Identity.beside(identity.get()))
                            : Optional.empty();
            return BrokerAddress.parse(broker, who);
        }
    }

    /// Where the fleet's state is.
    static final class Store {
        @Option(
                names = "--store",
                paramLabel = "STORE",
                description = {
                    "postgresql://[USER:PASSWORD@]HOST/DATABASE, or a file for SQLite.",
                    "Default: ${DEFAULT-VALUE}"
                })
        private String store = "fleet.sqlite";

        FleetStore open() throws FleetException {
            return StoreAddress.open(store);
        }

        /// Does something a person wants, and writes down who and what.
        int change(Deed deed) throws FleetException {
            try (FleetStore open = open()) {
                String done = deed.on(open);
                open.note(
                        new AuditEntry(Instant.now(), System.getProperty("user.name", "?"), done));
                System.out.println(done + "; a worker (./run fleet work) signs and publishes it");
                return 0;
            }
        }
    }

    /// Something to be done; says what it was.
    @FunctionalInterface
    interface Deed {
        String on(FleetStore store) throws FleetException;
    }

    static RolloutRow rollout(FleetStore store, String id) throws FleetException {
        for (RolloutRow row : store.rollouts()) {
            if (row.id().equals(id)) {
                return row;
            }
        }
        throw new FleetException("rollout " + id + ": there is none; see ./run fleet status");
    }
}
