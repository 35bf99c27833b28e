package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import picocli.CommandLine.Option;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.BrokerAddress;
import stanchion.fleet.mqtt.Identity;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;
import stanchion.fleet.store.StoreAddress;
import stanchion.release.ReleaseException;
import stanchion.release.sign.Repository;

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

        /// Its address without what may be a password.
        String shown() {
            return StoreAddress.shown(store);
        }

        /// Does something a person wants, and writes down who and what.
        int change(Deed deed) throws FleetException {
            System.out.println(done(deed));
            return 0;
        }

        /// The same for what changes who gets which version.
        int assign(Deed deed) throws FleetException {
            System.out.println(done(deed) + "; a worker (./run fleet work) signs and publishes it");
            return 0;
        }

        private String done(Deed deed) throws FleetException {
            try (FleetStore open = open()) {
                String done = deed.on(open);
                open.note(
                        new AuditEntry(Instant.now(), System.getProperty("user.name", "?"), done));
                return done;
            }
        }
    }

    /// Which versions there are.
    static final class Versions {
        @Option(
                names = "--repository",
                paramLabel = "DIR",
                description = {
                    "Must have the version. Default: what the worker that decides has found in",
                    "its repository."
                })
        private Optional<Path> repository = Optional.empty();

        /// Refuses a version that no charger could get.
        ///
        /// @throws FleetException where it is known not to be there; before the first worker has
        ///   looked nobody knows, and that worker raises an alert
        void check(FleetStore store, long targets) throws FleetException {
            SortedSet<Long> known = repository.isPresent() ? found() : store.assignable();
            if (known.isEmpty()) {
                System.out.println(
                        "not checked that there is a version "
                                + targets
                                + ": no worker has looked yet; --repository DIR tells");
            } else if (!known.contains(targets)) {
                throw new FleetException(
                        "version "
                                + targets
                                + ": "
                                + repository.map(Path::toString).orElse("the worker's repository")
                                + " has only "
                                + known
                                + "; sign it there: ./run sign --repository DIR"
                                + (repository.isEmpty()
                                        ? ", and wait until a worker sees it"
                                        : ""));
            }
        }

        private SortedSet<Long> found() throws FleetException {
            try {
                return new Repository(repository.orElseThrow()).assignable();
            } catch (ReleaseException refused) {
                throw new FleetException(refused.line());
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
