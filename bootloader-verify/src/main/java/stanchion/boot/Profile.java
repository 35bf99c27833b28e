package stanchion.boot;

import java.util.Locale;

/// What kind of charger a boot description describes.
public enum Profile {
    /// A charger on a desk: files may stand in for its hardware. It protects nothing.
    BENCH,
    /// A charger at a customer's: every file adapter is refused.
    PRODUCTION;

    /// Its spelling in `boot.conf` and in the boot statement.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
