package stanchion.gateway.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import stanchion.gateway.history.Energies.Channel;
import stanchion.gateway.store.Database.Layout;

/// The tables. Energy is in millionths of a watt-hour, moments of UTC in milliseconds since 1970,
/// moments of the monotonic clock in nanoseconds.
final class HistoryTables {
    static final String CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::column).collect(Collectors.joining(", "));

    private static final String COLUMNS =
            Arrays.stream(Channel.values())
                    .map(one -> one.column() + " INTEGER NOT NULL")
                    .collect(Collectors.joining(", "));

    static final Layout LAYOUT =
            new Layout(
                    1,
                    List.of(
                            "CREATE TABLE quarter(number INTEGER PRIMARY KEY, "
                                    + COLUMNS
                                    + ", estimated INTEGER NOT NULL) STRICT",
                            "CREATE TABLE untimed(machine TEXT, second INTEGER, session INTEGER, "
                                    + COLUMNS
                                    + ", estimated INTEGER NOT NULL,"
                                    + " PRIMARY KEY(machine, second, session)) STRICT",
                            "CREATE TABLE mark(one INTEGER PRIMARY KEY CHECK(one = 1),"
                                    + " machine TEXT NOT NULL, at INTEGER NOT NULL, utc INTEGER, "
                                    + COLUMNS
                                    + ") STRICT",
                            """
                            CREATE TABLE session(
                                id INTEGER PRIMARY KEY AUTOINCREMENT,
                                boot INTEGER NOT NULL, number INTEGER NOT NULL,
                                start_machine TEXT NOT NULL, start_at INTEGER NOT NULL,
                                start_utc INTEGER, end_machine TEXT NOT NULL,
                                end_at INTEGER NOT NULL, end_utc INTEGER,
                                start_register INTEGER NOT NULL, imported INTEGER NOT NULL,
                                exported INTEGER NOT NULL, peak REAL NOT NULL,
                                in_peak INTEGER NOT NULL, off_peak INTEGER NOT NULL,
                                untimed INTEGER NOT NULL, reason TEXT NOT NULL,
                                UNIQUE(boot, number)) STRICT
                            """,
                            "CREATE INDEX session_by_start ON session(start_utc)",
                            "CREATE TABLE wear(day INTEGER PRIMARY KEY, commits INTEGER NOT NULL)"
                                    + " STRICT"));

    private HistoryTables() {}
}
