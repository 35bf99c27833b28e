package stanchion.gateway.charging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.schedule.ChargingHours;
import stanchion.schedule.Countdown;
import stanchion.schedule.HoursText;
import stanchion.schedule.HouseFuse;
import stanchion.schedule.Plan;
import stanchion.schedule.Response;
import stanchion.schedule.Responses;
import stanchion.schedule.Settings;
import stanchion.schedule.WeeklyWindow;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Settings and plan as they are kept on the disk. Whatever cannot be read back is an
/// [IllegalArgumentException], [IllegalStateException] or another runtime exception of the parser:
/// the file is damaged.
final class ChargingJson {
    private ChargingJson() {}

    static JsonObject of(Settings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("choice", settings.choice().name());
        json.addProperty("zone", settings.hours().zone().getId());
        json.addProperty("hours", HoursText.of(settings.hours().windows()));
        json.addProperty("maximumDelaySeconds", settings.maximumDelay());
        settings.fuse().ifPresent(fuse -> json.add("fuse", of(fuse)));
        return json;
    }

    static JsonObject of(HouseFuse fuse) {
        JsonObject json = new JsonObject();
        json.addProperty("amps", fuse.rating().value());
        json.addProperty("safeAmps", fuse.safe().value());
        return json;
    }

    static Settings settings(JsonObject json) {
        Optional<HouseFuse> fuse =
                json.has("fuse")
                        ? Optional.of(fuse(json.getAsJsonObject("fuse")))
                        : Optional.empty();
        return new Settings(
                Settings.Choice.valueOf(json.get("choice").getAsString()),
                new ChargingHours(
                        ZoneId.of(json.get("zone").getAsString()),
                        windows(json.get("hours").getAsString())),
                json.get("maximumDelaySeconds").getAsInt(),
                fuse);
    }

    private static HouseFuse fuse(JsonObject json) {
        return new HouseFuse(
                new Amps(json.get("amps").getAsDouble()),
                new Amps(json.get("safeAmps").getAsDouble()));
    }

    private static List<WeeklyWindow> windows(String text) {
        return switch (HoursText.read(text)) {
            case HoursText.Read.Windows(List<WeeklyWindow> windows) -> windows;
            case HoursText.Read.Refused(String reason) ->
                    throw new IllegalArgumentException("hours " + reason);
        };
    }

    static JsonObject of(Plan plan) {
        JsonObject json = new JsonObject();
        plan.run().ifPresent(run -> json.addProperty("run", run));
        json.addProperty("rateAmps", plan.rate().value());
        plan.delay().ifPresent(delay -> json.add("delay", of(delay)));
        plan.override().ifPresent(override -> json.add("override", of(override)));
        JsonArray responses = new JsonArray();
        plan.responses().all().forEach(one -> responses.add(of(one)));
        json.add("responses", responses);
        plan.responses().deciding().ifPresent(one -> json.add("deciding", of(one)));
        return json;
    }

    static Plan plan(JsonObject json) {
        List<Response> responses = new ArrayList<>();
        for (JsonElement one : json.getAsJsonArray("responses")) {
            responses.add(response(one.getAsJsonObject()));
        }
        Optional<Response> deciding = object(json, "deciding").map(ChargingJson::response);
        return new Plan(
                json.has("run") ? Optional.of(json.get("run").getAsLong()) : Optional.empty(),
                new Amps(json.get("rateAmps").getAsDouble()),
                object(json, "delay").map(ChargingJson::countdown),
                object(json, "override").map(ChargingJson::countdown),
                new Responses(responses, deciding));
    }

    private static Optional<JsonObject> object(JsonObject json, String name) {
        return json.has(name) ? Optional.of(json.getAsJsonObject(name)) : Optional.empty();
    }

    private static JsonObject of(Countdown countdown) {
        JsonObject json = new JsonObject();
        json.addProperty("seconds", countdown.seconds());
        json.addProperty("uptimeNanos", countdown.from().nanos());
        countdown.utc().ifPresent(utc -> json.addProperty("utc", utc.toString()));
        return json;
    }

    private static Countdown countdown(JsonObject json) {
        return new Countdown(
                json.get("seconds").getAsInt(),
                new Uptime(json.get("uptimeNanos").getAsLong()),
                json.has("utc")
                        ? Optional.of(Instant.parse(json.get("utc").getAsString()))
                        : Optional.empty());
    }

    static JsonObject of(Response response) {
        JsonObject json = new JsonObject();
        json.addProperty("event", response.event());
        json.addProperty("by", response.by());
        json.addProperty("amps", response.amps().value());
        json.addProperty("priority", response.priority().name());
        json.addProperty("start", response.start().toString());
        json.addProperty("end", response.end().toString());
        return json;
    }

    private static Response response(JsonObject json) {
        return new Response(
                json.get("event").getAsString(),
                json.get("by").getAsString(),
                new Amps(json.get("amps").getAsDouble()),
                Response.Priority.valueOf(json.get("priority").getAsString()),
                Instant.parse(json.get("start").getAsString()),
                Instant.parse(json.get("end").getAsString()));
    }
}
