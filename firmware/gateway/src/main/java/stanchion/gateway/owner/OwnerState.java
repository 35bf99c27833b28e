package stanchion.gateway.owner;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;

/// What the charger remembers of its owner, over restarts.
///
/// @param failures proofs that were wrong since the last right one
record OwnerState(Holder holder, int failures, Replays replays) {
    private static final int VERSION = 1;

    /// As it left the factory.
    static OwnerState fresh(Holder holder) {
        return new OwnerState(holder, 0, Replays.NONE);
    }

    OwnerState heldBy(Holder next) {
        return new OwnerState(next, 0, replays);
    }

    OwnerState failedOnce() {
        return new OwnerState(holder, failures + 1, replays);
    }

    OwnerState taking(Replays more) {
        return new OwnerState(holder, failures, more);
    }

    String text() {
        JsonObject json = new JsonObject();
        json.addProperty("version", VERSION);
        switch (holder) {
            case Holder.Nobody(Optional<SetupCode> code) ->
                    code.ifPresent(kept -> json.add("code", kept.json()));
            case Holder.Owned(OwnerKey key) -> json.add("owner", key.json());
            case Holder.Unknown(String why) -> json.addProperty("unknown", why);
        }
        json.addProperty("failures", failures);
        json.addProperty("floor", replays.floor());
        JsonObject seen = new JsonObject();
        replays.seen().forEach(seen::addProperty);
        json.add("seen", seen);
        return json + "\n";
    }

    static OwnerState read(String text) throws RefusedException {
        try {
            JsonObject json = StrictJson.value(text).getAsJsonObject();
            if (json.get("version").getAsInt() != VERSION) {
                throw new RefusedException("it is of another version");
            }
            Map<String, Long> seen = new LinkedHashMap<>();
            json.getAsJsonObject("seen")
                    .entrySet()
                    .forEach(one -> seen.put(one.getKey(), one.getValue().getAsLong()));
            return new OwnerState(
                    holder(json),
                    json.get("failures").getAsInt(),
                    new Replays(seen, json.get("floor").getAsLong()));
        } catch (IllegalStateException
                | NumberFormatException
                | ClassCastException
                | UnsupportedOperationException
                | NullPointerException damaged) {
            throw new RefusedException("it is damaged", damaged);
        }
    }

    private static Holder holder(JsonObject json) throws RefusedException {
        if (json.has("owner")) {
            return new Holder.Owned(OwnerKey.read(json.get("owner")));
        }
        if (json.has("unknown")) {
            return new Holder.Unknown(json.get("unknown").getAsString());
        }
        return new Holder.Nobody(
                json.has("code")
                        ? Optional.of(SetupCode.read(json.getAsJsonObject("code")))
                        : Optional.empty());
    }
}
