package stanchion.bench.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.Optional;
import stanchion.bench.broker.Delivery;
import stanchion.bench.page.Live;
import stanchion.sim.scenario.Updating;

/// The charger's updates as the broker shows them. Thread-safe; fed by one subscriber.
final class UpdateSight {
    private final String updates;
    private final String content;
    private final Live live;
    private Updating last = Updating.UNSAID;
    private long refusedBefore;
    private long bytes;

    /// @param device the charger's id
    UpdateSight(String device, Live live) {
        this.updates = "stanchion/v1/" + device + "/update";
        this.content = updates + "/content";
        this.live = live;
    }

    /// What the charger said last.
    synchronized Updating updating() {
        return last;
    }

    /// How many pieces were refused; a gateway begins to count anew with each of its lives.
    synchronized long refusedChunks() {
        return refusedBefore + last.refusedChunks();
    }

    /// Bytes of pieces that the broker passed on to the charger.
    synchronized long bytes() {
        return bytes;
    }

    /// Takes what concerns updates; false when this is something else.
    boolean accept(Delivery delivery) {
        if (delivery.topic().equals(content)) {
            count(delivery.payload().length);
        } else if (delivery.topic().equals(updates)) {
            said(delivery.text());
        } else {
            return delivery.topic().startsWith(updates + "/");
        }
        return true;
    }

    private synchronized void count(int length) {
        bytes += length;
    }

    private void said(String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject document) {
                live.keep("update", document.toString());
                said(read(document));
            }
        } catch (JsonSyntaxException unreadable) {
            live.log("bench", PageNews.json("unreadable message about updates", text));
        }
    }

    private synchronized void said(Updating now) {
        if (now.refusedChunks() < last.refusedChunks()) {
            refusedBefore += last.refusedChunks();
        }
        last = now;
    }

    private static Updating read(JsonObject document) {
        return new Updating(
                Optional.of(Updating.State.valueOf(document.get("state").getAsString())),
                Optional.ofNullable(document.get("waiting_for"))
                        .map(JsonElement::getAsString)
                        .map(Updating.Gate::valueOf),
                document.getAsJsonObject("installed").get("firmware").getAsString(),
                document.get("refused_chunks").getAsLong(),
                document.getAsJsonArray("gave_up").size());
    }
}
