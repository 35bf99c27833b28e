package stanchion.bench.vehicle;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import stanchion.sim.scenario.Scenario;
import stanchion.sim.scenario.Scenario.Line;
import stanchion.sim.scenario.ScenarioRunner;

/// A scenario carried out at a real charger by an instrument in the vehicle's place.
public final class VehicleRun {
    private final Path port;
    private final Consumer<String> timeline;
    private final List<String> told = new ArrayList<>();

    /// A run at the instrument of `port`.
    ///
    /// @param timeline one line for everything done and seen
    public VehicleRun(Path port, Consumer<String> timeline) {
        this.port = port;
        this.timeline = timeline;
    }

    /// What came of it.
    ///
    /// @param unseen expectations left out, since only the charger's own word could judge them
    public record Result(
            String scenario,
            String instrument,
            int held,
            int failed,
            int unseen,
            List<String> timeline) {
        public Result {
            timeline = List.copyOf(timeline);
        }

        /// All that could be judged held, and something could be.
        public boolean isPassed() {
            return failed == 0 && held > 0;
        }

        /// Writes it as JSON.
        public void write(Path file) {
            JsonObject json = new JsonObject();
            json.addProperty("scenario", scenario);
            json.addProperty("instrument", instrument);
            json.addProperty("passed", isPassed());
            json.addProperty("held", held);
            json.addProperty("failed", failed);
            json.addProperty("unseen", unseen);
            JsonArray lines = new JsonArray();
            timeline.forEach(lines::add);
            json.add("timeline", lines);
            String text = new GsonBuilder().setPrettyPrinting().create().toJson(json);
            try {
                Files.writeString(file, text + "\n");
            } catch (IOException e) {
                throw new VehicleTrouble(
                        VehicleTrouble.BAD_INPUT, "--report " + file + " cannot be written", e);
            }
        }
    }

    /// Carries the scenario out.
    ///
    /// @throws VehicleTrouble when the instrument cannot do it, or stops answering
    public Result run(Scenario scenario) {
        try (Instrument instrument = Instrument.open(port)) {
            tell("the instrument is " + instrument.name());
            Plan plan = Plan.of(scenario, instrument);
            for (Line line : plan.unseen()) {
                tell(
                        "left out, the charger alone could say it: line "
                                + line.number()
                                + ", "
                                + line.text());
            }
            ScenarioRunner.Result result =
                    new ScenarioRunner(
                                    new InstrumentTarget(instrument),
                                    entry -> tell(entry.toString()))
                            .run(plan.scenario());
            return new Result(
                    scenario.name(),
                    instrument.name(),
                    result.passed(),
                    result.failed(),
                    plan.unseen().size(),
                    told);
        }
    }

    private void tell(String line) {
        told.add(line);
        timeline.accept(line);
    }
}
