package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import stanchion.metering.Harmonics;
import stanchion.metering.Harmonics.Order;
import stanchion.metering.Recording.Resolved;
import stanchion.metering.Recording.Spectrum;
import stanchion.metering.Recording.Unresolved;

/// A recording's harmonics, as text for people and as JSON for programs.
final class HarmonicsValues {
    private HarmonicsValues() {}

    /// One object for each phase, L1 first; null without a frequency.
    static JsonElement json(Spectrum spectrum) {
        return switch (spectrum) {
            case Resolved(Harmonics harmonics) -> json(harmonics);
            case Unresolved _ -> JsonNull.INSTANCE;
        };
    }

    private static JsonElement json(Harmonics harmonics) {
        JsonArray phases = new JsonArray();
        for (int phase = 0; phase < harmonics.phases().size(); phase++) {
            JsonObject object = new JsonObject();
            object.addProperty("currentDistortion", harmonics.currentDistortion(phase));
            JsonArray orders = new JsonArray();
            harmonics.phases().get(phase).forEach(order -> orders.add(json(order)));
            object.add("orders", orders);
            phases.add(object);
        }
        return phases;
    }

    private static JsonObject json(Order order) {
        JsonObject object = new JsonObject();
        object.addProperty("order", order.order());
        object.addProperty("voltage", order.voltage().value());
        object.addProperty("current", order.current().value());
        object.addProperty("activePower", order.active().value());
        return object;
    }

    /// A table, one line an order.
    static String text(Spectrum spectrum) {
        return switch (spectrum) {
            case Resolved(Harmonics harmonics) -> text(harmonics);
            case Unresolved _ -> "  harmonics       unknown without a frequency\n";
        };
    }

    private static String text(Harmonics harmonics) {
        StringBuilder text = new StringBuilder();
        List<List<Order>> phases = harmonics.phases();
        for (int phase = 0; phase < phases.size(); phase++) {
            text.append(
                    String.format(
                            ROOT,
                            "%sharmonics, distortion of the current %.2f %%%n",
                            phases.size() > 1 ? "L" + (phase + 1) + " " : "",
                            100 * harmonics.currentDistortion(phase)));
            text.append("  order            V            A            W\n");
            for (Order order : phases.get(phase)) {
                text.append(
                        String.format(
                                ROOT,
                                "  %5d %12.4f %12.4f %12.4f%n",
                                order.order(),
                                order.voltage().value(),
                                order.current().value(),
                                order.active().value()));
            }
        }
        return text.toString();
    }
}
