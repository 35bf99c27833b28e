package stanchion.fleet.store;

import java.util.List;

/// In what the two databases differ.
enum Dialect {
    POSTGRESQL(8, "bigint generated always as identity primary key"),
    SQLITE(1, "integer primary key autoincrement");

    private final int connections;
    private final String counter;

    Dialect(int connections, String counter) {
        this.connections = connections;
        this.counter = counter;
    }

    /// How many one process opens.
    int connections() {
        return connections;
    }

    /// A column that counts by itself.
    String counter() {
        return counter;
    }

    /// What a new connection is told first.
    List<String> opening() {
        return switch (this) {
            case POSTGRESQL -> List.of();
            case SQLITE ->
                    List.of(
                            "pragma journal_mode=wal",
                            "pragma synchronous=normal",
                            "pragma busy_timeout=10000");
        };
    }
}
