package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import stanchion.bench.process.Patience;
import stanchion.bench.report.BenchReport;
import stanchion.bench.report.Ledger;
import stanchion.bench.report.Updates;
import stanchion.gateway.store.OutboxAudit;
import stanchion.gateway.store.StoreException;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioRunner;

/// One scenario through the real processes in real time, and the books afterwards.
public final class HeadlessRun {
    private static final Duration DRAINS = Duration.ofSeconds(60);

    /// The charger reports its meter every second; what flowed until the end shall be told.
    private static final Duration LAST_REPORTS = Duration.ofMillis(2500);

    /// What a starting charger finds wrong until its first samples are there clears itself by then.
    private static final Duration RESTS = Duration.ofSeconds(30);

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Setup setup;
    private final Duration outage;
    private final Consumer<String> timeline;

    /// @param outage of the broker, put into the scenario; zero for none
    /// @param timeline one line for everything done and seen
    public HeadlessRun(Setup setup, Duration outage, Consumer<String> timeline) {
        this.setup = setup;
        this.outage = outage;
        this.timeline = timeline;
    }

    /// Runs the scenario in `file` on a bench of its own.
    public BenchReport run(Path file) {
        Scenario scenario = Outage.into(read(file), outage);
        if (!outage.isZero()) {
            timeline.accept(
                    "the broker is taken away for %d s in the longest wait (--outage 0s: never)"
                            .formatted(outage.toSeconds()));
        }
        try (Bench bench = Bench.start(setup, timeline);
                Simulator simulator = bench.simulator()) {
            awaitRest(bench.parts().sight());
            double registerBefore = bench.parts().health().registerBefore();
            double truthBefore = simulator.truth().get("energyTruthWh").getAsDouble();
            BenchTarget target = new BenchTarget(bench, simulator, timeline, () -> false);
            ScenarioRunner.Result result =
                    new ScenarioRunner(target, entry -> timeline.accept(entry.toString()))
                            .run(scenario);
            Patience.until(LAST_REPORTS, () -> false);
            BenchReport.Caches caches = bench.caches();
            bench.parts().switchOver().close();
            bench.parts().charger().close();
            bench.parts().health().look();
            OutboxAudit audit = settle(bench);
            JsonObject truth = simulator.truth();
            return new BenchReport(
                    new BenchReport.Run(
                            file.toString(),
                            result.isPassed(),
                            bench.parts().boots().all(),
                            caches,
                            bench.parts().boot().line(),
                            bench.parts().broker().name(),
                            outage,
                            result.span()),
                    energy(bench, truth, truthBefore, registerBefore),
                    cycles(bench),
                    messages(bench, audit),
                    updates(bench),
                    truth.get("worstOpenMillis").getAsLong(),
                    truth.getAsJsonArray("violations").size());
        }
    }

    private Scenario read(Path file) {
        return switch (setup.ground()) {
            case Setup.Ground.Bench _ -> ScenarioFile.read(file);
            case Setup.Ground.VirtualBoard _ -> {
                Scenario scenario = ScenarioFile.readAny(file);
                BoardGround.requirePossible(scenario);
                yield Commissioned.atBoard(scenario);
            }
        };
    }

    /// A scenario begins with a charger that has nothing to complain of, any more.
    private void awaitRest(ChargerSight sight) {
        if (!Patience.until(RESTS, sight::isFaultless)) {
            timeline.accept("the charger begins with a fault");
        }
    }

    /// Lets the gateway send what it holds, ends it, and reads its books. A gateway that ended with
    /// reports left is given another chance: they are on its disk.
    private OutboxAudit settle(Bench bench) {
        bench.parts().link().up();
        OutboxAudit audit = audit(bench);
        long end = System.nanoTime() + DRAINS.toNanos();
        while (audit.waiting() > 0 && System.nanoTime() < end) {
            bench.parts().gateway().again();
            audit = audit(bench);
        }
        return audit;
    }

    private OutboxAudit audit(Bench bench) {
        Ledger ledger = bench.ledger();
        Stillness stillness = new Stillness(ledger::received);
        Patience.until(
                DRAINS, () -> bench.parts().sight().isOnline() && stillness.lasts(QUIET_NANOS));
        bench.parts().gateway().hold();
        try {
            return OutboxAudit.read(bench.parts().device().outbox());
        } catch (StoreException e) {
            throw new BenchTrouble(70, String.valueOf(e.getMessage()), e);
        }
    }

    private static BenchReport.Energy energy(
            Bench bench, JsonObject truth, double truthBefore, double registerBefore) {
        return new BenchReport.Energy(
                truth.get("energyTruthWh").getAsDouble() - truthBefore,
                bench.parts().health().register() - registerBefore,
                Math.max(0, bench.ledger().registerWattHours() - registerBefore));
    }

    private static BenchReport.Cycles cycles(Bench bench) {
        HealthWatch health = bench.parts().health();
        return new BenchReport.Cycles(
                health.total("cycles"),
                health.total("deadlinesMissed"),
                health.total("interventions"),
                bench.parts().charger().restarts(),
                bench.parts().gateway().restarts());
    }

    private static Updates updates(Bench bench) {
        Bench.Parts parts = bench.parts();
        return Updates.of(
                parts.maker().offered(),
                parts.boots().all(),
                parts.updates().refusedChunks(),
                parts.updates().bytes());
    }

    private static BenchReport.Messages messages(Bench bench, OutboxAudit audit) {
        return new BenchReport.Messages(
                audit.stored(),
                bench.ledger().received(),
                bench.ledger().duplicates(),
                bench.parts().health().total("reportsDropped"));
    }
}
