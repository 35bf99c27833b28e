package stanchion.bench.fleet;

import static stanchion.bench.fleet.Markup.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.Census;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.RolloutRow;

/// A fleet's state as HTML: what is wrong, what is rolled out, what runs, who did what.
final class StatusView {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final int ALERTS = 50;
    private static final int TRAIL = 20;
    private static final int MOST_DONE = 5;
    private static final int MOST_ALIKE = 100;

    private final FleetStore store;
    private final Instant now;
    private final StringBuilder html = new StringBuilder(16_384);

    private StatusView(FleetStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /// What is so now.
    static String of(FleetStore store, Instant now) throws FleetException {
        StatusView view = new StatusView(store, now);
        view.all();
        return view.html.toString();
    }

    private void all() throws FleetException {
        List<Census> census = store.census();
        long chargers = census.stream().mapToLong(Census::chargers).sum();
        html.append("<header><h1>Stanchion fleet</h1><p>").append(chargers);
        html.append(" chargers, at ").append(Markup.time(now)).append(" UTC</p></header>");
        alerts();
        rollouts();
        chargers(census, chargers);
        trail();
    }

    private void alerts() throws FleetException {
        List<Alert> alerts = store.alerts(ALERTS);
        if (alerts.isEmpty()) {
            return;
        }
        html.append("<section class=alerts><h2>").append(alerts.size());
        html.append(alerts.size() == ALERTS ? " alerts, the latest" : " alerts");
        html.append("</h2><table class=list>");
        for (Alert alert : alerts) {
            html.append("<tr><td>").append(text(alert.about())).append("<td class=kind>");
            html.append(words(alert.kind().name())).append("<td>").append(text(alert.detail()));
            html.append("<td class=when>").append(Markup.ago(alert.at(), now)).append(" ago");
        }
        html.append("</table></section>");
    }

    /// Those that go on or halted in pictures, the newest first; then the last that are done.
    private void rollouts() throws FleetException {
        List<RolloutRow> newest = store.rollouts().reversed();
        for (RolloutRow row : newest) {
            if (row.state() != RolloutRow.State.DONE) {
                new RolloutPicture(row, store.counts(row, now.minus(SILENCE)), now).draw(html);
            }
        }
        List<RolloutRow> done =
                newest.stream().filter(row -> row.state() == RolloutRow.State.DONE).toList();
        if (newest.isEmpty()) {
            html.append("<section><h2>No rollout yet</h2>");
            html.append("<p class=soft>./run fleet rollout start</p></section>");
        } else if (!done.isEmpty()) {
            done(done.subList(0, Math.min(MOST_DONE, done.size())));
        }
    }

    private void done(List<RolloutRow> rows) {
        html.append("<section><h2>Rollouts that are done</h2><table class=list>");
        for (RolloutRow row : rows) {
            html.append("<tr><td>").append(text(row.id())).append("<td>version ");
            html.append(row.targets()).append(" to ").append(row.channel().text()).append("<td>");
            html.append(text(row.reason())).append("<td class=when>");
            html.append(Markup.ago(row.since(), now)).append(" ago");
        }
        html.append("</table></section>");
    }

    private void chargers(List<Census> census, long all) {
        html.append("<section><h2>Chargers</h2>");
        if (census.isEmpty()) {
            html.append("<p class=soft>none has been heard of yet</p></section>");
            return;
        }
        html.append("<table><tr><th>firmware<th class=n>version<th>channel<th>state");
        html.append("<th class=n>chargers<th class=share>");
        for (Census one : census.subList(0, Math.min(MOST_ALIKE, census.size()))) {
            html.append("<tr><td class=any>").append(text(said(one.firmware())));
            html.append("<td class=n>").append(one.targets());
            html.append("<td>").append(text(said(one.channel())));
            html.append("<td>").append(text(said(words(one.state()))));
            html.append("<td class=n>").append(one.chargers()).append("<td class=share>");
            bar(100.0 * one.chargers() / all);
        }
        html.append("</table></section>");
    }

    private void bar(double percent) {
        html.append(
                String.format(
                        Locale.ROOT,
                        "<div class=bar><i class=busy style='width:%.2f%%'></i></div>",
                        percent));
    }

    private void trail() throws FleetException {
        html.append("<section><h2>Trail</h2><table class=list>");
        for (AuditEntry entry : store.trail(TRAIL)) {
            html.append("<tr><td class=when>").append(Markup.time(entry.at()));
            html.append("<td>").append(text(entry.who()));
            html.append("<td>").append(text(entry.what()));
        }
        html.append("</table></section>");
    }

    private static String said(String word) {
        return word.isEmpty() ? "not said" : word;
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
