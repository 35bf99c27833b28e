package stanchion.bench.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import stanchion.bench.broker.Delivery;
import stanchion.bench.page.Live;
import stanchion.bench.report.Ledger;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;

/// The charger as the broker shows it: the latest state, every event, every meter report.
///
/// Thread-safe; fed by one subscriber.
final class ChargerSight {
    /// What the charger said last.
    ///
    /// @param boot which run of the charger said it
    record Shown(String boot, PilotState pilot, String session, double offer, Set<Fault> faults) {}

    private final String prefix;
    private final Ledger ledger;
    private final Live live;
    private final Consumer<String> news;
    private final List<String> events = new ArrayList<>();
    private Optional<Shown> shown = Optional.empty();
    private Instant energyAt = Instant.MIN;
    private double sessionWattHours;
    private long acknowledged;
    private Optional<JsonObject> owner = Optional.empty();
    private String contactor = "";
    private String tampering = "";
    private boolean online;
    private int births;

    /// @param device the charger's id
    /// @param news told, with the time of its arrival, what has changed of contactor and tampering
    ChargerSight(String device, Ledger ledger, Live live, Consumer<String> news) {
        this.news = news;
        this.prefix = "stanchion/v1/" + device + "/";
        this.ledger = ledger;
        this.live = live;
    }

    String topic(String kind) {
        return prefix + kind;
    }

    /// The latest state; empty while the charger is silent or was never heard.
    synchronized Optional<Shown> shown() {
        return online ? shown : Optional.empty();
    }

    /// Whether the charger was heard, and said last that nothing is wrong.
    synchronized boolean isFaultless() {
        return shown().map(Shown::faults).map(Set::isEmpty).orElse(false);
    }

    synchronized Optional<Shown> lastShown() {
        return shown;
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized double sessionWattHours() {
        return sessionWattHours;
    }

    /// How many commands were answered so far.
    synchronized long acknowledged() {
        return acknowledged;
    }

    /// What the charger says of its owner.
    synchronized Optional<JsonObject> owner() {
        return owner;
    }

    /// Whether somebody's key is bound to it.
    synchronized boolean isOwned() {
        return owner.map(said -> said.get("owner").getAsString().equals("BOUND")).orElse(false);
    }

    /// How often the gateway has said that it is online.
    synchronized int births() {
        return births;
    }

    synchronized boolean isOnline() {
        return online;
    }

    /// The link is being cut: what was online is so no longer, though nobody can say it.
    synchronized void forgetOnline() {
        online = false;
    }

    void accept(Delivery delivery) {
        if (!delivery.topic().startsWith(prefix)) {
            return;
        }
        String kind = delivery.topic().substring(prefix.length());
        if (kind.equals("status")) {
            status(delivery.text());
            return;
        }
        try {
            if (JsonParser.parseString(delivery.text()) instanceof JsonObject message) {
                message(kind, message, delivery.retained());
            }
        } catch (JsonSyntaxException e) {
            live.log("bench", PageNews.json("unreadable message on " + kind, delivery.text()));
        }
    }

    private synchronized void status(String text) {
        online = text.equals("online");
        births += online ? 1 : 0;
    }

    private synchronized void message(
            String kind, JsonObject message, Delivery.Retention retained) {
        switch (kind) {
            case "state" -> state(message);
            case "meter" -> {
                if (ledger.book(kind, message, retained)) {
                    energy(message);
                    live.log("meter", message.toString());
                }
            }
            case "event" -> {
                if (ledger.book(kind, message, retained)) {
                    events.add(message.get("name").getAsString());
                    live.log("event", message.toString());
                }
            }
            case "tamper" -> tamper(message);
            case "owner" -> owner = Optional.of(message);
            case "session", "log" -> ledger.book(kind, message, retained);
            default -> {
                if (kind.endsWith("/ack")) {
                    acknowledged++;
                    answer(kind, message);
                }
            }
        }
    }

    private void state(JsonObject message) {
        live.keep("state", message.toString());
        if (!message.get("charger").getAsString().equals("CONNECTED")) {
            shown = Optional.empty();
            return;
        }
        energy(message);
        String said = "contactor " + message.get("contactor").getAsString();
        if (!said.equals(contactor)) {
            contactor = said;
            arrived(said);
        }
        shown =
                Optional.of(
                        new Shown(
                                message.get("boot").getAsString(),
                                PilotState.valueOf(message.get("iec61851").getAsString()),
                                message.get("session").getAsString(),
                                message.get("offer").getAsDouble(),
                                faults(message.getAsJsonArray("faults"))));
    }

    private void tamper(JsonObject message) {
        live.keep("tamper", message.toString());
        StringBuilder said = new StringBuilder("tamper " + message.get("state").getAsString());
        if (message.get("signs") instanceof JsonArray signs) {
            signs.forEach(one ->
                    said.append(' ').append(one.getAsJsonObject().get("sign").getAsString()));
        }
        if (!said.toString().equals(tampering)) {
            tampering = said.toString();
            arrived(tampering);
        }
    }

    private void arrived(String what) {
        news.accept(
                "from the broker at " + Instant.now().truncatedTo(ChronoUnit.MILLIS) + ": " + what);
    }

    /// State and meter reports both carry the session's energy; the one that was so last counts.
    private void energy(JsonObject message) {
        Instant at = Instant.parse(message.get("ts").getAsString());
        if (!at.isBefore(energyAt)) {
            energyAt = at;
            sessionWattHours = message.get("sessionWh").getAsDouble();
        }
    }

    private void answer(String kind, JsonObject message) {
        JsonElement reason = message.get("reason");
        live.log(
                "bench",
                PageNews.json(
                        kind + " " + message.get("outcome").getAsString(),
                        reason == null ? "" : reason.getAsString()));
    }

    private static Set<Fault> faults(JsonArray names) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        names.forEach(name -> faults.add(Fault.valueOf(name.getAsString())));
        return faults;
    }
}
