package stanchion.fleet.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import stanchion.fleet.FleetException;

/// The contract against a real server, started for it.
class PostgresStoreTest extends StoreContract {
    @TempDir static Path shared;
    private static PostgresServer server = PostgresServer.NONE;
    private static int nr;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(PostgresServer.isInstalled(), "no server found: apt install postgresql");
        server = PostgresServer.start(shared);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        server.stop();
    }

    @Override
    FleetStore open() throws FleetException {
        return StoreAddress.open(server.address("fleet" + nr));
    }

    @Override
    void forget() throws FleetException {
        nr++;
        server.createDatabase("fleet" + nr);
    }
}
