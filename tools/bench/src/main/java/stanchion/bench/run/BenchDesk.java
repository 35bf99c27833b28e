package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import stanchion.bench.page.Desk;
import stanchion.bench.page.Live;
import stanchion.sim.scenario.Parsed;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.ScenarioParser;
import stanchion.sim.scenario.ScenarioRunner;
import stanchion.sim.scenario.Step;
import stanchion.sim.scenario.TimelineEntry;
import stanchion.sim.scenario.Verb;

/// Does on a bench what a person clicks or types on the page.
final class BenchDesk implements Desk, AutoCloseable {
    private static final String SUFFIX = ".scenario";

    private final Bench bench;
    private final Path scenarios;
    private final Simulator simulator;
    private final Live live;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean halted = new AtomicBoolean();

    /// @param scenarios folder of the shipped ones
    BenchDesk(Bench bench, Path scenarios) {
        this.bench = bench;
        this.scenarios = scenarios;
        this.simulator = bench.simulator();
        this.live = bench.live();
        state("");
    }

    @Override
    public Optional<String> act(String line) {
        return switch (ScenarioParser.parse("page", line)) {
            case Parsed.Rejected(var problems) -> Optional.of(problems.getFirst());
            case Parsed.Accepted(Scenario scenario) when scenario.needsVirtualTime().isPresent() ->
                    scenario.needsVirtualTime();
            case Parsed.Accepted(Scenario scenario) ->
                    switch (scenario.lines().getFirst().step()) {
                        case Step.Act(Verb verb) -> act(verb, line.strip());
                        case Step.Wait _, Step.Expect _ ->
                                Optional.of("only a verb: " + line.strip());
                    };
        };
    }

    @Override
    public Optional<String> run(String name, String text) {
        return switch (ScenarioParser.parse(name, text)) {
            case Parsed.Rejected(var problems) -> Optional.of(String.join("; ", problems));
            case Parsed.Accepted(Scenario scenario) ->
                    scenario.needsVirtualTime().or(() -> begin(scenario));
        };
    }

    @Override
    public void halt() {
        halted.set(true);
    }

    @Override
    public List<String> shipped() {
        try (Stream<Path> files = Files.list(scenarios)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of(); // a project without shipped scenarios still has a page
        }
    }

    @Override
    public Optional<String> shipped(String name) {
        if (!shipped().contains(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(scenarios.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        halt();
        simulator.close();
    }

    private Optional<String> act(Verb verb, String line) {
        try {
            target(() -> false).apply(verb, line);
            live.show("verb", PageNews.field("line", line));
            return Optional.empty();
        } catch (BenchTrouble e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> begin(Scenario scenario) {
        if (!running.compareAndSet(false, true)) {
            return Optional.of("a scenario runs already");
        }
        halted.set(false);
        state(scenario.name());
        tell("BEGIN", "", scenario.name());
        Thread.ofPlatform().daemon().name("scenario").start(() -> carryOut(scenario));
        return Optional.empty();
    }

    private void carryOut(Scenario scenario) {
        try {
            ScenarioRunner.Result result =
                    new ScenarioRunner(target(halted::get), this::tell).run(scenario);
            tell(
                    result.isPassed() ? "PASS" : "FAIL",
                    "",
                    "%d expectations held, %d did not".formatted(result.passed(), result.failed()));
        } catch (BenchTrouble | BenchTarget.Halted e) {
            tell("FAIL", "", String.valueOf(e.getMessage()));
        } finally {
            running.set(false);
            state(scenario.name());
        }
    }

    private BenchTarget target(BooleanSupplier until) {
        return new BenchTarget(
                bench, simulator, line -> live.log("bench", PageNews.json("bench", line)), until);
    }

    private void tell(TimelineEntry entry) {
        if (entry.kind() == TimelineEntry.Kind.DONE) {
            live.show("verb", PageNews.field("line", entry.text()));
        }
        tell(
                entry.kind().name(),
                String.format(Locale.ROOT, "%.3f", entry.at().toNanos() / 1e9),
                entry.text());
    }

    private void tell(String kind, String at, String text) {
        JsonObject entry = new JsonObject();
        entry.addProperty("kind", kind);
        entry.addProperty("at", at);
        entry.addProperty("text", text);
        live.log("timeline", entry.toString());
    }

    private void state(String name) {
        JsonObject state = new JsonObject();
        state.addProperty("name", name);
        state.addProperty("running", running.get());
        live.keep("scenario", state.toString());
    }
}
