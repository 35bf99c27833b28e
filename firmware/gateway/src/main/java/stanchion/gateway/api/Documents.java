package stanchion.gateway.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import stanchion.gateway.time.Timeline;
import stanchion.hal.Reading;
import stanchion.link.EnergyTotals;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Report;
import stanchion.link.Request.Enablement;
import stanchion.safety.Fault;

/// The charger's messages as JSON text. The schemas beside this class describe them.
public final class Documents {
    /// Which process reports an event.
    public enum Source {
        CHARGER,
        GATEWAY
    }

    /// Counts up with every addition to the schemas.
    private static final int SCHEMA_VERSION = 6;

    private static final int LONGEST_DETAIL = 200;

    private Documents() {}

    public static String info(Instant at, Nameplate plate, Hello hello) {
        JsonObject json = stamped(at);
        json.addProperty("boot", boot(hello.bootId()));
        json.addProperty("schema", SCHEMA_VERSION);
        json.addProperty("serial", plate.device());
        json.addProperty("fw", hello.firmware());
        json.addProperty("hw", hello.board());
        json.add("ratedCurrent", Decimals.rounded(hello.ratedCurrent().value(), 2));
        json.addProperty("phases", hello.phases());
        plate.maker().ifPresent(maker -> json.add("maker", maker.json()));
        return json.toString();
    }

    public static String meter(Stamp stamp, Report.Meter meter) {
        JsonObject json = numbered(stamp);
        JsonArray phases = new JsonArray();
        for (int i = 0; i < meter.phases().size(); i++) {
            phases.add(phase(meter.phases().get(i), meter.energy().phase(i)));
        }
        json.add("phases", phases);
        switch (meter.frequency()) {
            case Reading.Present(var hertz) ->
                    json.add("frequency", Decimals.rounded(hertz.value(), 3));
            case Reading.Missing(var why) -> {
                json.add("frequency", JsonNull.INSTANCE);
                json.addProperty("frequencyMissing", why.name());
            }
        }
        json.add("power", Decimals.rounded(meter.power().value(), 2));
        json.add("energyWh", Decimals.rounded(meter.energy().imported().value(), 4));
        json.add("exportWh", Decimals.rounded(meter.energy().exported().value(), 4));
        json.add("sessionWh", Decimals.rounded(meter.sessionEnergy().value(), 4));
        return json.toString();
    }

    public static String session(Stamp stamp, Report.Session session) {
        JsonObject json = numbered(stamp);
        json.addProperty("number", session.number());
        json.addProperty("phase", session.endReason().isEmpty() ? "RUNNING" : "ENDED");
        json.addProperty("startedAt", Timeline.text(stamp.at().minus(session.duration())));
        json.add("durationSeconds", Decimals.rounded(session.duration().toMillis() / 1000.0, 3));
        Report.Charged charged = session.charged();
        json.add("energyWh", Decimals.rounded(charged.energy().value(), 4));
        json.add("exportWh", Decimals.rounded(charged.exported().value(), 4));
        json.add("peakWatts", Decimals.rounded(charged.peak().value(), 2));
        json.addProperty("endReason", session.endReason());
        return json.toString();
    }

    public static String event(Stamp stamp, Source source, Report.Event event) {
        JsonObject json = numbered(stamp);
        json.addProperty("source", source.name());
        json.addProperty("name", event.name());
        json.addProperty("detail", shortened(event.detail()));
        return json.toString();
    }

    /// The charger as it is now.
    ///
    /// @param boot the run of the charger the status comes from
    public static String state(Instant at, long boot, Report.Status status) {
        JsonObject json = new JsonObject();
        json.addProperty("charger", "CONNECTED");
        json.addProperty("ts", Timeline.text(at));
        json.addProperty("boot", boot(boot));
        json.addProperty("iec61851", status.pilot().name());
        json.addProperty("session", status.state());
        json.addProperty("enabled", status.enablement() == Enablement.ENABLED);
        JsonObject limits = new JsonObject();
        limits.add("effective", Decimals.rounded(status.limit().amps().value(), 3));
        limits.addProperty("limitedBy", status.limit().source().name());
        json.add("limits", limits);
        json.add("offer", Decimals.rounded(status.offer().value(), 3));
        json.add("duty", Decimals.rounded(status.duty().percent(), 3));
        json.addProperty("contactor", status.contactor().name());
        JsonArray faults = new JsonArray();
        JsonArray texts = new JsonArray();
        for (Fault fault : status.faults().stream().sorted().toList()) {
            faults.add(fault.name());
            texts.add(text(fault));
        }
        json.add("faults", faults);
        json.add("faultTexts", texts);
        switch (status.temperature()) {
            case Reading.Present(var celsius) ->
                    json.add("temperature", Decimals.rounded(celsius.value(), 1));
            case Reading.Missing(var why) -> json.addProperty("temperatureMissing", why.name());
        }
        json.add("sessionWh", Decimals.rounded(status.sessionEnergy().value(), 4));
        return json.toString();
    }

    private static JsonObject text(Fault fault) {
        JsonObject json = new JsonObject();
        json.addProperty("fault", fault.name());
        json.addProperty("mrec", fault.mrec().code());
        json.addProperty("owner", fault.words().owner());
        json.addProperty("engineer", fault.words().engineer());
        return json;
    }

    /// The state of a charger that says nothing: what it did before is not repeated.
    public static String silentState(Instant since) {
        JsonObject json = new JsonObject();
        json.addProperty("charger", "SILENT");
        json.addProperty("ts", Timeline.text(since));
        return json.toString();
    }

    public static String acknowledgement(Instant at, Answer answer) {
        JsonObject json = stamped(at);
        answer.id().ifPresent(id -> json.addProperty("id", id));
        json.addProperty("outcome", answer.outcome().text());
        json.addProperty("reason", shortened(answer.reason()));
        answer.more().forEach(json::addProperty);
        answer.effective()
                .ifPresent(amps -> json.add("effectiveAmps", Decimals.rounded(amps.value(), 3)));
        return json.toString();
    }

    /// A request for a certificate.
    ///
    /// @param request PKCS#10, PEM
    public static String certificateRequest(Instant at, String request) {
        JsonObject json = stamped(at);
        json.addProperty("request", request);
        return json.toString();
    }

    /// Asks for consecutive pieces of a file that an update consists of.
    ///
    /// @param file its SHA-256, in hexadecimal
    public static String updateRequest(String file, int first, int count) {
        JsonObject json = new JsonObject();
        json.addProperty("file", file);
        json.addProperty("first", first);
        json.addProperty("count", count);
        return json.toString();
    }

    private static JsonObject phase(Report.Meter.Phase phase, EnergyTotals.Phase energy) {
        JsonObject json = new JsonObject();
        json.add("voltage", Decimals.rounded(phase.voltage().value(), 3));
        json.add("current", Decimals.rounded(phase.current().value(), 4));
        json.add("activePower", Decimals.rounded(phase.active().value(), 2));
        json.add("reactivePower", Decimals.rounded(phase.reactive().value(), 2));
        json.add("apparentPower", Decimals.rounded(phase.apparent().value(), 2));
        json.add("powerFactor", Decimals.rounded(phase.powerFactor(), 4));
        json.add("energyWh", Decimals.rounded(energy.imported().value(), 4));
        json.add("exportWh", Decimals.rounded(energy.exported().value(), 4));
        return json;
    }

    private static JsonObject numbered(Stamp stamp) {
        JsonObject json = stamped(stamp.at());
        json.addProperty("boot", boot(stamp.boot()));
        json.addProperty("seq", stamp.seq());
        return json;
    }

    private static JsonObject stamped(Instant at) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(at));
        return json;
    }

    /// A run's number as text: JSON readers often keep only 53 bits of a number.
    private static String boot(long boot) {
        return HexFormat.of().toHexDigits(boot);
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_DETAIL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_DETAIL));
    }
}
