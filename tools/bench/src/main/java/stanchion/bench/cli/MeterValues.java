package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import stanchion.link.Report.Meter.Phase;
import stanchion.metering.MainsFrequency;
import stanchion.metering.MainsFrequency.Cause;
import stanchion.metering.MainsFrequency.Tracked;
import stanchion.metering.MainsFrequency.Untracked;
import stanchion.metering.Recording.Analysed;
import stanchion.metering.Recording.Spectrum;

/// What a recording says, as text for people and as JSON for programs.
final class MeterValues {
    /// What four decimals round to zero, which has no sign.
    private static final double SMALLEST_SHOWN = 0.00005;

    private final Analysed analysed;
    private final Optional<Spectrum> spectrum;

    MeterValues(Analysed analysed) {
        this(analysed, Optional.empty());
    }

    private MeterValues(Analysed analysed, Optional<Spectrum> spectrum) {
        this.analysed = analysed;
        this.spectrum = spectrum;
    }

    /// The same and the harmonics.
    MeterValues with(Spectrum harmonics) {
        return new MeterValues(analysed, Optional.of(harmonics));
    }

    /// One object with the eight values; several phases add `phases`, each with its own, and
    /// harmonics `harmonics`.
    String json() {
        List<Phase> phases = analysed.phases();
        JsonObject object = object(total(phases));
        object.add("frequency", frequency());
        object.addProperty("energyWh", analysed.energy().value());
        if (phases.size() > 1) {
            JsonArray each = new JsonArray();
            phases.forEach(phase -> each.add(object(values(phase))));
            object.add("phases", each);
        }
        spectrum.ifPresent(found -> object.add("harmonics", HarmonicsValues.json(found)));
        return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(object);
    }

    /// Six values of a phase or of all.
    private record Values(
            double voltage, double current, double active, double reactive, double apparent) {
        double powerFactor() {
            return apparent == 0 ? 0 : Math.clamp(active / apparent, -1, 1);
        }
    }

    private static Values values(Phase phase) {
        return total(List.of(phase));
    }

    private static Values total(List<Phase> phases) {
        return new Values(
                sum(phases, phase -> phase.voltage().value()) / phases.size(),
                sum(phases, phase -> phase.current().value()) / phases.size(),
                sum(phases, phase -> phase.active().value()),
                sum(phases, phase -> phase.reactive().value()),
                sum(phases, phase -> phase.apparent().value()));
    }

    private static double sum(List<Phase> phases, ToDoubleFunction<Phase> value) {
        return phases.stream().mapToDouble(value).sum();
    }

    private JsonObject object(Values values) {
        JsonObject object = new JsonObject();
        object.addProperty("voltage", values.voltage());
        object.addProperty("current", values.current());
        object.addProperty("activePower", values.active());
        object.add(
                "reactivePower",
                hasReactive() ? new JsonPrimitive(values.reactive()) : JsonNull.INSTANCE);
        object.addProperty("apparentPower", values.apparent());
        object.addProperty("powerFactor", values.powerFactor());
        return object;
    }

    private JsonElement frequency() {
        return switch (analysed.frequency()) {
            case Tracked(var hertz) -> new JsonPrimitive(hertz.value());
            case Untracked _ -> JsonNull.INSTANCE;
        };
    }

    /// Without a voltage there is no reactive power; without a frequency it is unknown.
    private boolean hasReactive() {
        return switch (analysed.frequency()) {
            case Tracked _ -> true;
            case Untracked(Cause why) -> why == Cause.NO_VOLTAGE;
        };
    }

    /// A table, one line a value.
    String text() {
        StringBuilder text = new StringBuilder();
        List<Phase> phases = analysed.phases();
        for (int phase = 0; phases.size() > 1 && phase < phases.size(); phase++) {
            text.append("L").append(phase + 1).append('\n');
            append(text, values(phases.get(phase)));
        }
        text.append(phases.size() > 1 ? "all phases\n" : "");
        append(text, total(phases));
        line(text, "frequency", told(analysed.frequency()));
        line(text, "energy", number(analysed.energy().value(), "Wh"));
        line(text, "length", number(analysed.length().toNanos() / 1e9, "s"));
        spectrum.ifPresent(found -> text.append(HarmonicsValues.text(found)));
        return text.toString();
    }

    private void append(StringBuilder text, Values values) {
        line(text, "voltage", number(values.voltage(), "V"));
        line(text, "current", number(values.current(), "A"));
        line(text, "active power", number(values.active(), "W"));
        line(
                text,
                "reactive power",
                hasReactive() ? number(values.reactive(), "var") : "unknown without a frequency");
        line(text, "apparent power", number(values.apparent(), "VA"));
        line(text, "power factor", number(values.powerFactor(), ""));
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(ROOT, "  %-15s %s%n", name, value).stripTrailing()).append('\n');
    }

    private static String number(double value, String unit) {
        double shown = Math.abs(value) < SMALLEST_SHOWN ? 0 : value;
        return String.format(ROOT, "%12.4f %s", shown, unit);
    }

    private static String told(MainsFrequency frequency) {
        return switch (frequency) {
            case Tracked(var hertz) -> number(hertz.value(), "Hz");
            case Untracked(Cause why) ->
                    switch (why) {
                        case NO_VOLTAGE -> "none: no voltage";
                        case OUT_OF_RANGE -> "none: not within 45 to 65 Hz";
                        case UNSTEADY -> "none: the voltage is no steady sine";
                        case CUT_SHORT -> "none: too short";
                    };
        };
    }
}
