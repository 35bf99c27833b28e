package stanchion.bench.fleet;

import static stanchion.bench.fleet.Markup.text;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import stanchion.fleet.rollout.RolloutPlan;
import stanchion.fleet.store.Counts;
import stanchion.fleet.store.RolloutRow;

/// A rollout as a picture: its stages, what became of the chargers of the present one, and how near
/// their failures are to the limit.
final class RolloutPicture {
    private static final double GAUGE_WIDTH = 176;

    private final RolloutRow row;
    private final Counts counts;
    private final Instant now;

    RolloutPicture(RolloutRow row, Counts counts, Instant now) {
        this.row = row;
        this.counts = counts;
        this.now = now;
    }

    /// Chargers of the present stage that are about the same.
    private record Group(String kind, String name, long chargers) {}

    private List<Group> groups() {
        long busy = counts.touched() - counts.answered();
        long rest = counts.members() - counts.touched() - counts.waiting();
        return List.of(
                new Group("good", "confirmed", counts.confirmed()),
                new Group("bad", "failed", counts.failed()),
                new Group("busy", "trying", busy),
                new Group("wait", "waiting", counts.waiting()),
                new Group("rest", "not yet", rest));
    }

    void draw(StringBuilder html) {
        html.append("<section class=").append(row.state()).append("><div class=title><h2>");
        html.append(text(row.id())).append("</h2><span class=pill>");
        html.append(row.state().name().toLowerCase(Locale.ROOT)).append("</span><span>version ");
        html.append(row.targets()).append(" to channel ").append(row.channel().text());
        html.append("</span></div><p class=why>");
        html.append(row.state() == RolloutRow.State.HALTED ? "<b>Halted:</b> " : "Last step: ");
        html.append(text(row.reason()))
                .append(" <small>")
                .append(Markup.ago(row.since(), now))
                .append(" ago</small></p>");
        stages(html);
        html.append("<p>").append(counts.members()).append(" chargers reached, ");
        html.append(percentOf(row.permyriad())).append(" of the channel:</p>");
        legend(html);
        gauge(html);
        html.append("</section>");
    }

    private void stages(StringBuilder html) {
        html.append("<ol class=stages>");
        for (int i = 0; i < row.plan().stages().size(); i++) {
            boolean past = i < row.stage() || row.state() == RolloutRow.State.DONE;
            boolean present = !past && i == row.stage();
            html.append(present ? "<li class=now>" : "<li>").append("<div class=bar>");
            if (past) {
                html.append("<i class=good style='width:100%'></i>");
            } else if (present) {
                groups().forEach(group -> part(html, group));
            }
            html.append("</div><small>").append(percentOf(row.plan().stages().get(i)));
            html.append("</small>");
        }
        html.append("</ol>");
    }

    private static String percentOf(int permyriad) {
        return Markup.percent(permyriad / (double) RolloutPlan.WHOLE);
    }

    private void part(StringBuilder html, Group group) {
        if (group.chargers() > 0 && !group.kind().equals("rest")) {
            double percent = 100.0 * group.chargers() / counts.members();
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<i class=%s style='width:%.2f%%'></i>",
                            group.kind(),
                            percent));
        }
    }

    private void legend(StringBuilder html) {
        html.append("<ul class=legend>");
        for (Group group : groups()) {
            html.append("<li><i class=").append(group.kind()).append("></i>");
            html.append(group.chargers()).append(' ').append(group.name());
        }
        html.append("</ul>");
    }

    /// The share that fails beside the limit, on a scale that ends at twice the limit.
    private void gauge(StringBuilder html) {
        if (counts.members() == 0) {
            return;
        }
        double limit = row.plan().haltAt() / (double) RolloutPlan.WHOLE;
        double share = counts.failed() / (double) counts.members();
        double width = Math.min(1, share / (2 * limit)) * GAUGE_WIDTH;
        html.append("<div class=gauge><svg viewBox='0 0 176 18' role=img aria-label='failing'>");
        html.append("<rect class=track y=3 width=176 height=12 rx=3 />");
        html.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=%s y=3 width=%.1f height=12 rx=3 />",
                        share > limit ? "above" : "below",
                        width));
        html.append("<path class=limit d='M88 0V18' /></svg><span>").append(Markup.percent(share));
        html.append(" of the stage fail, it halts above ").append(Markup.percent(limit));
        html.append("</span></div>");
        proof(html);
    }

    private void proof(StringBuilder html) {
        boolean open = row.state() == RolloutRow.State.RUNNING;
        boolean last = row.permyriad() == RolloutPlan.WHOLE;
        if (open && !last && counts.failed() == 0) {
            html.append("<p class=soft>goes on when ").append(row.plan().sample());
            html.append(" have done well and none has failed; ").append(counts.confirmed());
            html.append(" have so far</p>");
        }
    }
}
