package stanchion.fleet.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import stanchion.fleet.FleetException;

class SqliteStoreTest extends StoreContract {
    @TempDir Path folder;
    private int nr;

    @Override
    FleetStore open() throws FleetException {
        return StoreAddress.open(folder.resolve("fleet" + nr + ".sqlite").toString());
    }

    @Override
    void forget() {
        nr++;
    }
}
