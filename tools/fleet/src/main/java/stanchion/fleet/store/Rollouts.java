package stanchion.fleet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stanchion.fleet.FleetException;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.update.Channel;
import stanchion.update.Rollout;

/// The tables of rollouts.
final class Rollouts {
    private static final int BATCH = 5000;

    private final Connections connections;

    Rollouts(Connections connections) {
        this.connections = connections;
    }

    void put(RolloutRow row) throws FleetException {
        String stages =
                row.plan().stages().stream().map(String::valueOf).collect(Collectors.joining(","));
        connections.in(connection ->
                Sql.change(
                        connection,
                        """
                        insert into rollouts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set stage = excluded.stage,
                            state = excluded.state, since = excluded.since,
                            reason = excluded.reason\
                        """,
                        row.id(),
                        row.since(),
                        row.channel().text(),
                        row.targets(),
                        stages,
                        row.plan().haltAt(),
                        row.plan().riskPercent(),
                        row.plan().soak().toMillis(),
                        row.stage(),
                        row.state().name(),
                        row.since(),
                        row.reason()));
    }

    List<RolloutRow> all() throws FleetException {
        return connections.in(connection ->
                Sql.rows(connection, Rollouts::row, "select * from rollouts order by started, id"));
    }

    private static RolloutRow row(ResultSet row) throws SQLException {
        RolloutPlan plan =
                new RolloutPlan(
                        Stream.of(row.getString("stages").split(",", -1))
                                .map(Integer::valueOf)
                                .toList(),
                        row.getInt("halt_at"),
                        row.getInt("risk"),
                        Duration.ofMillis(row.getLong("soak")));
        return new RolloutRow(
                row.getString("id"),
                Channel.named(row.getString("channel")).orElseThrow(),
                row.getLong("targets"),
                plan,
                row.getInt("stage"),
                RolloutRow.State.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getString("reason"));
    }

    /// In several transactions, so that no one waits for long.
    void enlist(RolloutRow rollout) throws FleetException {
        while (connections.in(connection -> enlist(connection, rollout)) == BATCH) {
            // the next ones
        }
    }

    private static int enlist(Connection connection, RolloutRow rollout) throws SQLException {
        List<String> missing =
                Sql.rows(
                        connection,
                        row -> row.getString(1),
                        """
                        select id from devices where channel = ? and not exists
                            (select 1 from members where rollout = ? and device = devices.id)
                        limit ?\
                        """,
                        rollout.channel().text(),
                        rollout.id(),
                        BATCH);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into members values (?, ?, ?) on conflict do nothing")) {
            for (String device : missing) {
                insert.setString(1, rollout.id());
                insert.setString(2, device);
                insert.setInt(3, Rollout.bucket(rollout.id(), device));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return missing.size();
    }

    Counts counts(RolloutRow rollout, Instant silentBefore) throws FleetException {
        long target = rollout.targets();
        String sql =
                """
                select count(*),
                    coalesce(sum(case when gone = 1 or trying = 1 or runs = 1 then 1 else 0 end), 0),
                    coalesce(sum(case when gone = 0 and trying = 0 and runs = 1 then 1 else 0 end), 0),
                    coalesce(sum(case when gone = 1 or (trying = 1 and heard < ?) then 1
                        else 0 end), 0),
                    coalesce(sum(case when gone = 0 and runs = 0 and waits = 1 then 1 else 0 end), 0)
                from (select d.heard as heard,
                        case when g.device is null then 0 else 1 end as gone,
                        case when d.targets = ? then 1 else 0 end as runs,
                        case when d.state = 'WAITING' and d.offered = ? then 1 else 0 end as waits,
                        case when d.state in ('SWITCHING', 'TRYING')
                            and (d.targets = ? or d.offered = ?) then 1 else 0 end as trying
                    from members m join devices d on d.id = m.device
                    left join gave_up g on g.device = m.device and g.targets = ?
                    where m.rollout = ? and m.bucket < ? and d.targets <= ?) as reached\
                """;
        return connections
                .in(connection ->
                        Sql.rows(
                                connection,
                                row ->
                                        new Counts(
                                                row.getLong(1),
                                                row.getLong(2),
                                                row.getLong(3),
                                                row.getLong(4),
                                                row.getLong(5)),
                                sql,
                                silentBefore,
                                target,
                                target,
                                target,
                                target,
                                target,
                                rollout.id(),
                                rollout.permyriad(),
                                target))
                .getFirst();
    }
}
