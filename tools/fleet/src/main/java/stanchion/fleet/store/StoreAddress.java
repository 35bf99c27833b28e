package stanchion.fleet.store;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.fleet.FleetException;

/// Where the fleet's state is kept: `postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE` (any
/// connection string of its driver behind `jdbc:`), or a file for SQLite.
public final class StoreAddress {
    private static final Pattern WITH_USER =
            Pattern.compile("postgresql://([^:@/?]+)(?::([^@/?]*))?@([^?]+)(?:\\?(.*))?");

    private StoreAddress() {}

    /// Opens a store; makes its tables, or brings them up to date.
    public static FleetStore open(String address) throws FleetException {
        if (address.startsWith("postgresql://")) {
            return JdbcStore.open("jdbc:" + driverAddress(address), Dialect.POSTGRESQL);
        }
        if (address.contains("://")) {
            throw new FleetException(
                    "--store " + address + ": say a file, or postgresql://HOST/DATABASE");
        }
        return JdbcStore.open("jdbc:sqlite:" + Path.of(address).toAbsolutePath(), Dialect.SQLITE);
    }

    /// An address without what may be a password.
    public static String shown(String address) {
        return address.replaceFirst("//[^@/]*@", "//").replaceFirst("\\?.*", "");
    }

    /// The driver takes user and password as properties alone.
    static String driverAddress(String address) {
        Matcher parts = WITH_USER.matcher(address);
        if (!parts.matches()) {
            return address;
        }
        String password = parts.group(2) == null ? "" : "&password=" + parts.group(2);
        String more = parts.group(4) == null ? "" : "&" + parts.group(4);
        return "postgresql://" + parts.group(3) + "?user=" + parts.group(1) + password + more;
    }
}
