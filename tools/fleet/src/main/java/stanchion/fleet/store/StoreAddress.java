package stanchion.fleet.store;

import java.nio.file.Path;
import stanchion.fleet.FleetException;

/// Where the fleet's state is kept: `postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE` (any
/// connection string of its driver behind `jdbc:`), or a file for SQLite.
public final class StoreAddress {
    private StoreAddress() {}

    /// Opens a store; makes its tables, or brings them up to date.
    public static FleetStore open(String address) throws FleetException {
        if (address.startsWith("postgresql://")) {
            return JdbcStore.open("jdbc:" + address, Dialect.POSTGRESQL);
        }
        if (address.contains("://")) {
            throw new FleetException(
                    "--store " + address + ": say a file, or postgresql://HOST/DATABASE");
        }
        return JdbcStore.open("jdbc:sqlite:" + Path.of(address).toAbsolutePath(), Dialect.SQLITE);
    }
}
