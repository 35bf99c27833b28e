package stanchion.gateway.owner;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import stanchion.gateway.owner.StoredData.Fate;
import stanchion.gateway.time.Timeline;

/// What was deleted, and what is kept and why, as JSON text; the charger signs it as a JWS.
final class Receipt {
    static final String TYPE = "stanchion-receipt+jws";

    private Receipt() {}

    /// @param deleted how many entries of each
    static String of(String device, Instant at, Map<StoredData, Long> deleted) {
        JsonObject json = new JsonObject();
        json.addProperty("device", device);
        json.addProperty("ts", Timeline.text(at));
        JsonArray gone = new JsonArray();
        deleted.forEach((data, count) -> {
            JsonObject one = line(data);
            one.addProperty("entries", count);
            gone.add(one);
        });
        json.add("deleted", gone);
        JsonArray kept = new JsonArray();
        for (StoredData data : StoredData.values()) {
            if (data.fate() == Fate.KEPT) {
                JsonObject one = line(data);
                one.addProperty("why", data.why());
                kept.add(one);
            }
        }
        json.add("kept", kept);
        return json.toString();
    }

    private static JsonObject line(StoredData data) {
        JsonObject one = new JsonObject();
        one.addProperty("data", data.name());
        one.addProperty("what", data.what());
        return one;
    }
}
