package stanchion.notify;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the broker is.
record Broker(String host, int port) {
    private static final Pattern URI = Pattern.compile("ssl://([A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    /// @throws IllegalArgumentException one line that names what is wrong
    static Broker parse(String uri) {
        Matcher parts = URI.matcher(uri);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("--broker '" + uri + "' is not ssl://HOST:PORT");
        }
        return new Broker(parts.group(1), port);
    }
}
