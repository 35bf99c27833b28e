package stanchion.gateway.tamper;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.gateway.time.Timeline;
import stanchion.safety.Fault;

/// What owner and maker are told of tampering: what was seen, since when, and what to do.
///
/// @param id the same until the owner has cleared it, also when more is seen
/// @param since when the first sign was seen
/// @param signs at least one
record TamperAlert(String id, Instant since, Set<Fault> signs) {
    private static final String WAY_OUT =
            "cmd/tamper-clear, signed by the owner, once the causes have gone";

    TamperAlert {
        signs = Set.copyOf(signs);
    }

    /// As JSON text.
    String text(Instant at) {
        JsonObject json = stamped(at, "STANDING");
        json.addProperty("id", id);
        json.addProperty("since", Timeline.text(since));
        JsonArray all = new JsonArray();
        signs.stream().sorted().forEach(fault -> all.add(sign(fault)));
        json.add("signs", all);
        json.addProperty("clear", WAY_OUT);
        return json.toString();
    }

    /// The text where nobody tampers.
    static String nothing(Instant at) {
        return stamped(at, "CLEAR").toString();
    }

    /// The alert a text of [#text] is about.
    static TamperAlert read(String text) throws RefusedException {
        try {
            JsonObject json = StrictJson.value(text).getAsJsonObject();
            Set<Fault> signs = EnumSet.noneOf(Fault.class);
            for (JsonElement one : json.getAsJsonArray("signs")) {
                signs.add(Fault.valueOf(one.getAsJsonObject().get("sign").getAsString()));
            }
            return new TamperAlert(
                    json.get("id").getAsString(),
                    Instant.parse(json.get("since").getAsString()),
                    signs);
        } catch (RuntimeException other) {
            throw new RefusedException("no alert: " + other.getMessage(), other);
        }
    }

    private static JsonObject stamped(Instant at, String state) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(at));
        json.addProperty("state", state);
        return json;
    }

    private static JsonObject sign(Fault fault) {
        JsonObject json = new JsonObject();
        json.addProperty("sign", fault.name());
        json.addProperty("means", fault.words().owner());
        return json;
    }
}
