package stanchion.powercut.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import stanchion.machine.Qemu;

/// Power on, and off: one machine after the other on the same disk, until its story is told or
/// something went wrong with it.
final class Cycles implements AutoCloseable {
    /// No cycle takes this long, on however busy a computer.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final BoardMachine machine;
    private final PowerSupply supply;
    private final BoardCampaign.Settings settings;
    private final Writer writer;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("watch").daemon().factory());
    private Facts facts;

    Cycles(
            BoardMachine machine,
            PowerSupply supply,
            BoardCampaign.Settings settings,
            Writer writer) {
        this.machine = machine;
        this.supply = supply;
        this.settings = settings;
        this.writer = writer;
        CutPlan plan = CutPlan.of(settings.seed(), 1);
        this.facts = new Facts(plan.story());
        supply.insertNew(plan.atom());
    }

    /// What a machine does while it has power.
    private interface Living {
        Facts live(PowerOn on) throws IOException;
    }

    /// Lives until the power goes.
    CycleReport cut(int number) throws IOException {
        return live(number, PowerOn::untilItIsGone);
    }

    /// The start after the last cut: it comes to the end of its story.
    CycleReport last() throws IOException {
        return live(settings.cycles() + 1, PowerOn::untilItIsTold);
    }

    /// One start on another disk, to the end of its story.
    CycleReport look(byte[] disk, Facts known) throws IOException {
        supply.insert(disk, CutPlan.of(settings.seed(), 1).atom());
        facts = known;
        return last();
    }

    private CycleReport live(int number, Living living) throws IOException {
        CutPlan plan = CutPlan.of(settings.seed(), number);
        long start = System.nanoTime();
        supply.on(plan.atom());
        try (Qemu running = machine.start()) {
            supply.hold(new PowerSupply.Plug(plan.lots(), running::kill));
            ScheduledFuture<?> late =
                    watch.schedule(running::kill, LONGEST.toSeconds(), TimeUnit.SECONDS);
            PowerOn.Channel channel = PowerOn.Channel.of(running);
            facts = living.live(new PowerOn(channel, plan, supply, writer, facts));
            late.cancel(false);
            requireCut(running);
        }
        return report(number, plan, BoardCampaign.seconds(start));
    }

    /// A machine that is gone for another reason than the cut.
    private void requireCut(Qemu running) throws IOException {
        if (supply.cut().isEmpty()) {
            if (!running.alive()) {
                facts.hear("violation it did not come up, or ended: " + machine.console() + ".");
            }
            supply.pull();
        }
    }

    private CycleReport report(int number, CutPlan plan, double seconds) throws IOException {
        List<String> violations = new ArrayList<>(facts.violations());
        PowerSupply.Cut cut = supply.cut().orElseThrow();
        CycleReport.Cut where =
                new CycleReport.Cut(
                        facts.moment(),
                        cut.change(),
                        plan.atom(),
                        cut.atoms().pending(),
                        cut.atoms().kept());
        CycleReport.Told told = facts.powerOff();
        if (!violations.isEmpty()) {
            if (writer == Writer.REAL) {
                violations.add(keep(number));
            }
            facts = new Facts(plan.story());
            supply.insertNew(plan.atom());
        }
        return new CycleReport(where, told, seconds, violations);
    }

    /// Keeps the disk on which the machine went wrong, and what was known of it, as they were when
    /// the power came on.
    ///
    /// @return how to look at it
    private String keep(int number) throws IOException {
        Files.createDirectories(settings.findings());
        Path kept =
                settings.findings()
                        .resolve("seed-" + settings.seed() + "-cycle-" + number + ".ext4");
        Files.write(kept, supply.found());
        Files.write(BoardCampaign.known(kept), facts.atStart());
        return "once more, from the same disk: ./run powercut --board virtual --look " + kept;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
