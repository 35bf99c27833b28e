package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, version by version. A store is brought up to the last version when it is opened;
/// what stands here is never changed, only added to.
final class Schema {
    private static final String FIRST =
            """
            create table devices (
                id text primary key, heard bigint not null, channel text not null,
                said bigint not null, state text not null, waiting text not null,
                firmware text not null, targets bigint not null, sha256 text not null,
                offered bigint not null, serial bigint not null,
                boot_said bigint not null, boot_targets bigint not null,
                boot_epoch bigint not null, boot_verifier text not null, boot_sane integer not null);
            create index devices_channel on devices(channel);
            create table gave_up (
                device text not null, targets bigint not null, cause text not null,
                primary key (device, targets));
            create table certificates (
                device text not null, thumbprint text not null, pem text not null, nr COUNTER,
                unique (device, thumbprint));
            create table rollouts (
                id text primary key, started bigint not null, channel text not null,
                targets bigint not null, stages text not null, halt_at integer not null,
                risk integer not null, soak bigint not null, stage integer not null,
                state text not null, since bigint not null, reason text not null);
            create table members (
                rollout text not null, device text not null, bucket integer not null,
                primary key (rollout, device));
            create index members_bucket on members(rollout, bucket);
            create table channels (name text primary key, targets bigint not null);
            create table pins (
                device text primary key, targets bigint not null, serial bigint not null,
                why text not null);
            create table serials (device text primary key, serial bigint not null);
            create table alerts (
                device text not null, kind text not null, detail text not null,
                at bigint not null, primary key (device, kind));
            create table audit (nr COUNTER, at bigint not null, who text not null, what text not null)
            """;
    private static final String SECOND = "create table assignable (targets bigint primary key)";
    private static final List<String> VERSIONS = List.of(FIRST, SECOND);

    private Schema() {}

    static boolean bring(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (dialect == Dialect.POSTGRESQL) {
                statement.execute("select pg_advisory_xact_lock(" + JdbcStore.LOCK + ")");
            }
            statement.execute("create table if not exists schema_version (version integer)");
            int version = version(statement);
            if (version > VERSIONS.size()) {
                throw new SQLException(
                        "its tables are of version "
                                + version
                                + ", this program knows "
                                + VERSIONS.size());
            }
            for (int next = version; next < VERSIONS.size(); next++) {
                for (String line :
                        VERSIONS.get(next).replace("COUNTER", dialect.counter()).split(";", -1)) {
                    statement.execute(line);
                }
                statement.execute("insert into schema_version values (" + (next + 1) + ")");
            }
            return version < VERSIONS.size();
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
