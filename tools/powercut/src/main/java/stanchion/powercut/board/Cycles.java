package stanchion.powercut.board;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import stanchion.machine.Qemu;
import stanchion.powercut.nbd.Medium;

/// Power on, and off: one machine after the other on the same disk, until its story is told.
final class Cycles {
    /// No cycle takes this long, on however busy a computer.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// Every so many starts the verifier's process is asked too.
    private static final int PROCESS = 20;

    private final BoardMachine machine;
    private final PowerSupply supply;
    private final BoardCampaign.Settings settings;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watch").daemon().factory());
    private Facts facts;
    private long toldLost;
    private int toldViolations;

    Cycles(BoardMachine machine, PowerSupply supply, BoardCampaign.Settings settings) {
        this.machine = machine;
        this.supply = supply;
        this.settings = settings;
        this.facts = new Facts(CutPlan.of(settings.seed(), 1).story());
    }

    /// Lives until the power goes.
    CycleReport cut(int number) throws IOException {
        CutPlan plan = CutPlan.of(settings.seed(), number);
        long start = System.nanoTime();
        supply.on(plan.atom());
        List<String> before = new ArrayList<>();
        try (Qemu running = machine.start()) {
            PowerSupply.Plug plug =
                    new PowerSupply.Plug(plan.changes(), plan.lots(), running::kill);
            if (settings.writer() == BoardCampaign.Writer.CARELESS) {
                careless(running, plug, plan.acknowledged());
            } else {
                lives(running, plug, plan, number, before);
            }
        }
        return report(plan, BoardCampaign.seconds(start), before);
    }

    /// A machine that is gone for another reason than the cut.
    private void requireCut() throws IOException {
        if (supply.cut().isEmpty()) {
            facts.hear(
                    "violation it did not come up or ended by itself: " + machine.console() + ".");
            supply.pull();
        }
    }

    private void lives(
            Qemu running, PowerSupply.Plug plug, CutPlan plan, int number, List<String> before)
            throws IOException {
        boolean worn = facts.ended();
        if (!worn) {
            supply.arm(plug);
        }
        ScheduledFuture<?> late = late(running);
        running.say(facts.order());
        for (String line = running.hear(); !line.isEmpty(); line = running.hear()) {
            String said = facts.hear(line);
            if (worn && said.equals("end")) {
                running.say(number % PROCESS == 0 ? "verify" : "renew");
            } else if (said.startsWith("verified ")) {
                if (!said.contains("BOOT ")) {
                    facts.hear("violation the verifier's process: " + said + ".");
                }
                running.say("renew");
            } else if (said.equals("released")) {
                before.addAll(facts.violations());
                toldLost = 0;
                toldViolations = 0;
                facts = new Facts(plan.story());
                worn = false;
                supply.insertNew(plan.atom());
                supply.arm(plug);
                running.say(facts.order());
            }
        }
        late.cancel(false);
        requireCut();
    }

    private void careless(Qemu running, PowerSupply.Plug plug, int records) throws IOException {
        supply.arm(new PowerSupply.Plug(Integer.MAX_VALUE, plug.lots(), plug.off()));
        ScheduledFuture<?> late = late(running);
        running.say("careless");
        int heard = 0;
        for (String line = running.hear(); !line.isEmpty(); line = running.hear()) {
            if (facts.hear(line).startsWith("careless ") && ++heard == records) {
                supply.pull();
            }
        }
        late.cancel(false);
        requireCut();
    }

    private ScheduledFuture<?> late(Qemu running) {
        return watch.schedule(running::kill, LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    private CycleReport report(CutPlan plan, double seconds, List<String> before) {
        Medium.Cut cut = supply.cut().orElse(new Medium.Cut(0, 0));
        List<String> violations = new ArrayList<>(before);
        List<String> all = facts.violations();
        violations.addAll(all.subList(toldViolations, all.size()));
        CycleReport report =
                new CycleReport(
                        plan.changes(),
                        plan.atom(),
                        cut.pending(),
                        cut.kept(),
                        facts.boots(),
                        facts.records(),
                        facts.lost() - toldLost,
                        facts.ended(),
                        facts.promises(),
                        seconds,
                        violations);
        toldLost = facts.lost();
        toldViolations = all.size();
        facts.powerOff();
        return report;
    }

    /// The start after the last cut: it comes to the end of its story.
    CycleReport last() throws IOException {
        CutPlan plan = CutPlan.of(settings.seed(), settings.cycles() + 1);
        long start = System.nanoTime();
        supply.on(plan.atom());
        try (Qemu running = machine.start()) {
            ScheduledFuture<?> late = late(running);
            boolean real = settings.writer() == BoardCampaign.Writer.REAL;
            running.say(real ? facts.order() : "careless");
            String said = "";
            while (!said.equals(real ? "end" : "found")
                    && facts.violations().size() == toldViolations) {
                String line = running.hear();
                if (line.isEmpty()) {
                    requireCut();
                    break;
                }
                said = facts.hear(line).replaceAll(real ? "$" : " .*", "");
            }
            late.cancel(false);
        }
        watch.shutdownNow();
        return report(plan, BoardCampaign.seconds(start), List.of());
    }
}
