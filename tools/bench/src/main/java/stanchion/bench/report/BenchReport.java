package stanchion.bench.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import stanchion.launch.AotCache;

/// What one run of a scenario through the real processes showed.
///
/// @param run what was run
/// @param energy the same energy three times
/// @param cycles what the charger counted
/// @param messages what went over the broker
/// @param updates what became of versions that were offered
/// @param worstOpenMillis from a cause that must open the contactor to open poles, in the circuits
/// @param worldViolations rules that were broken in the circuits, by the simulator's judgement
public record BenchReport(
        Run run,
        Energy energy,
        Cycles cycles,
        Messages messages,
        Updates updates,
        long worstOpenMillis,
        long worldViolations) {
    /// Whether all expectations held, no rule of the circuits was broken, the interlock had nothing
    /// to do and no report was lost.
    public boolean isPassed() {
        return run.held()
                && worldViolations == 0
                && cycles.interventions() == 0
                && messages.lost() == 0;
    }

    /// What was run.
    ///
    /// @param held whether all expectations did
    /// @param boots what the boot verifier said, the first at power on
    /// @param caches whether charger and gateway ran with their ahead-of-time caches
    /// @param bootReport what the charger says of its boot, and whether that is genuine
    /// @param outage of the broker, put into the middle; zero when there was none
    /// @param span from the first line of the scenario to the last
    public record Run(
            String scenario,
            boolean held,
            List<Boot> boots,
            Caches caches,
            String bootReport,
            String broker,
            Duration outage,
            Duration span) {
        public Run {
            boots = List.copyOf(boots);
        }

        /// What the boot verifier said at power on.
        public String verdict() {
            return boots.getFirst().verdict();
        }
    }

    /// What is mapped into the two processes, by what the kernel says.
    public record Caches(AotCache charger, AotCache gateway) {
        JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty("charger", charger.text());
            json.addProperty("gateway", gateway.text());
            return json;
        }
    }

    /// Watt-hours of this run.
    ///
    /// @param truth that flowed in the circuits
    /// @param metered the charger's register, end less start
    /// @param received the register as the meter reports at the broker say it, less its start
    public record Energy(double truth, double metered, double received) {}

    /// What the charger counted.
    ///
    /// @param counted control cycles, all runs of the charger together
    /// @param deadlinesMissed of these
    /// @param interventions in which the interlock overruled the session
    /// @param chargerRestarts and the gateway's: deaths, planned or not
    public record Cycles(
            long counted,
            long deadlinesMissed,
            long interventions,
            int chargerRestarts,
            int gatewayRestarts) {}

    /// What went over the broker.
    ///
    /// @param sent reports the gateway has taken over: stored for good, acknowledged to the charger
    /// @param received of these, each counted once
    /// @param duplicated deliveries of a report that was there already, told by boot and number
    /// @param droppedByCharger never acknowledged: given up by the charger for want of room
    public record Messages(long sent, long received, long duplicated, long droppedByCharger) {
        public long lost() {
            return Math.max(0, sent - received) + droppedByCharger;
        }
    }

    /// Writes the report as JSON, in full or not at all.
    public void write(Path file) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.writeString(
                    partial, new GsonBuilder().setPrettyPrinting().create().toJson(json()) + "\n");
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the report " + file + " cannot be written", e);
        }
    }

    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("scenario", run.scenario());
        json.addProperty("passed", isPassed());
        json.addProperty("expectationsHeld", run.held());
        json.addProperty("verdict", run.verdict());
        JsonArray boots = new JsonArray();
        run.boots().forEach(boot -> boots.add(boot.json()));
        json.add("boots", boots);
        json.add("aot", run.caches().json());
        json.addProperty("bootReport", run.bootReport());
        json.addProperty("broker", run.broker());
        json.addProperty("outageSeconds", run.outage().toMillis() / 1000.0);
        json.addProperty("durationSeconds", run.span().toMillis() / 1000.0);
        json.addProperty("energyTruthWh", energy.truth());
        json.addProperty("energyMeteredWh", energy.metered());
        json.addProperty("energyReceivedWh", energy.received());
        json.addProperty("worstOpenMillis", worstOpenMillis);
        json.addProperty("worldViolations", worldViolations);
        json.addProperty("cycles", cycles.counted());
        json.addProperty("deadlinesMissed", cycles.deadlinesMissed());
        json.addProperty("interventions", cycles.interventions());
        json.addProperty("chargerRestarts", cycles.chargerRestarts());
        json.addProperty("gatewayRestarts", cycles.gatewayRestarts());
        json.addProperty("messagesSent", messages.sent());
        json.addProperty("messagesReceived", messages.received());
        json.addProperty("messagesLost", messages.lost());
        json.addProperty("messagesDuplicated", messages.duplicated());
        json.add("updates", updates.json());
        json.addProperty("java", Runtime.version().toString());
        return json;
    }
}
