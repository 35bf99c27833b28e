package stanchion.gateway.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import stanchion.gateway.time.Timeline;
import stanchion.update.UpdateState;

/// What the charger does about updates, as JSON text.
public final class UpdateDocument {
    private UpdateDocument() {}

    /// The document of a state.
    ///
    /// @param dropped messages for updates that nobody had asked for, since the start
    public static String of(Instant at, UpdateState state, long dropped) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(at));
        json.addProperty("state", state.phase().name());
        json.addProperty("channel", state.channel().text());
        json.addProperty("serial", state.serial());
        json.add("installed", installed(state));
        state.offered().ifPresent(offered -> json.add("offered", offered(offered)));
        state.progress().ifPresent(percent -> json.addProperty("progress", percent));
        state.waitingFor().ifPresent(gate -> json.addProperty("waiting_for", gate.name()));
        json.add("gave_up", gaveUp(state));
        json.addProperty("refused_chunks", state.refusedChunks());
        json.addProperty("dropped_messages", dropped);
        state.lastError()
                .ifPresent(error -> {
                    JsonObject last = new JsonObject();
                    last.addProperty("cause", error.cause());
                    last.addProperty("detail", Documents.shortened(error.detail()));
                    json.add("last_error", last);
                });
        return json.toString();
    }

    private static JsonObject installed(UpdateState state) {
        JsonObject json = new JsonObject();
        json.addProperty("firmware", state.installed().firmware());
        json.addProperty("targets", state.installed().targets());
        json.addProperty("sha256", state.installed().sha256());
        json.addProperty("slot", state.slot().name());
        return json;
    }

    private static JsonObject offered(UpdateState.Offered offered) {
        JsonObject json = new JsonObject();
        offered.firmware().ifPresent(name -> json.addProperty("firmware", name));
        json.addProperty("targets", offered.targets());
        json.addProperty("sha256", offered.sha256());
        return json;
    }

    private static JsonArray gaveUp(UpdateState state) {
        JsonArray all = new JsonArray();
        state.gaveUp()
                .forEach(one -> {
                    JsonObject json = new JsonObject();
                    json.addProperty("targets", one.targets());
                    json.addProperty("sha256", one.sha256());
                    json.addProperty("cause", one.cause());
                    all.add(json);
                });
        return all;
    }
}
