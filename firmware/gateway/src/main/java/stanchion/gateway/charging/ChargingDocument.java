package stanchion.gateway.charging;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Optional;
import stanchion.gateway.time.Timeline;
import stanchion.schedule.Countdown;
import stanchion.schedule.Moment;
import stanchion.schedule.NamedLimit;
import stanchion.schedule.Plan;
import stanchion.schedule.Response;
import stanchion.schedule.Settings;

/// What smart charging does and what it was told, as JSON text.
final class ChargingDocument {
    private ChargingDocument() {}

    /// The document, but for its time.
    ///
    /// @param house what the house leaves; empty without a fuse
    /// @param allowed what the charger was told; empty while it is silent
    static JsonObject of(
            Settings settings,
            Plan plan,
            Moment now,
            Optional<NamedLimit> house,
            Optional<NamedLimit> allowed) {
        JsonObject json = new JsonObject();
        json.add("settings", ChargingJson.of(settings));
        now.utc()
                .ifPresent(utc -> {
                    json.addProperty("open", settings.hours().isOpen(utc));
                    settings.hours()
                            .nextChange(utc)
                            .ifPresent(change ->
                                    json.addProperty("nextChange", Timeline.text(change)));
                });
        plan.delay().ifPresent(delay -> json.add("delay", of(delay)));
        plan.override().ifPresent(override -> json.add("override", of(override)));
        JsonArray responses = new JsonArray();
        for (Response one : plan.responses().all()) {
            JsonObject response = ChargingJson.of(one);
            response.addProperty("decides", plan.responses().deciding().equals(Optional.of(one)));
            responses.add(response);
        }
        json.add("responses", responses);
        house.ifPresent(limit -> json.add("house", of(limit)));
        allowed.ifPresent(limit -> json.add("allowed", of(limit)));
        return json;
    }

    private static JsonObject of(Countdown countdown) {
        JsonObject json = new JsonObject();
        json.addProperty("seconds", countdown.seconds());
        countdown
                .utc()
                .map(from -> from.plusSeconds(countdown.seconds()))
                .ifPresent(end -> json.addProperty("endsAt", Timeline.text(end)));
        return json;
    }

    private static JsonObject of(NamedLimit limit) {
        JsonObject json = new JsonObject();
        json.addProperty("amps", limit.amps().value());
        json.addProperty("limitedBy", limit.source().name());
        return json;
    }

    static String stamped(JsonObject content, Instant at) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(at));
        content.asMap().forEach(json::add);
        return json.toString();
    }
}
