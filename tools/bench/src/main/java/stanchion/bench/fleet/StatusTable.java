package stanchion.bench.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.Census;
import stanchion.fleet.store.Counts;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;

/// A fleet's state as text.
public final class StatusTable {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final int ALERTS = 10;
    private static final int TRAIL = 5;

    private StatusTable() {}

    /// What is so now.
    public static String of(FleetStore store, Instant now) throws FleetException {
        StringBuilder text = new StringBuilder();
        row(
                text,
                "ROLLOUT",
                "VERSION",
                "STATE",
                "REACHED",
                "CHARGERS",
                "CONFIRMED",
                "FAILED",
                "WAITING");
        for (RolloutRow rollout : store.rollouts()) {
            Counts counts = store.counts(rollout, now.minus(SILENCE));
            row(
                    text,
                    rollout.id(),
                    rollout.targets(),
                    rollout.state(),
                    String.format(Locale.ROOT, "%.2f %%", rollout.permyriad() / 100.0),
                    counts.members(),
                    counts.confirmed(),
                    counts.failed(),
                    counts.waiting());
            text.append("    ").append(rollout.reason()).append('\n');
        }
        text.append('\n');
        row(text, "CHANNEL", "VERSION", "STATE", "CHARGERS", "FIRMWARE", "", "", "");
        for (Census one : store.census()) {
            row(
                    text,
                    one.channel(),
                    one.targets(),
                    one.state(),
                    one.chargers(),
                    one.firmware(),
                    "",
                    "",
                    "");
        }
        text.append('\n');
        for (Alert alert : store.alerts(ALERTS)) {
            text.append("ALERT ").append(alert.about()).append(' ').append(alert.kind());
            text.append(": ").append(alert.detail()).append('\n');
        }
        for (AuditEntry entry : store.trail(TRAIL)) {
            text.append(entry.at()).append(' ').append(entry.who());
            text.append(": ").append(entry.what()).append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Object... cells) {
        text.append(
                String.format(Locale.ROOT, "%-20s %8s %-12s %10s %10s %10s %8s %8s", cells)
                        .stripTrailing());
        text.append('\n');
    }
}
