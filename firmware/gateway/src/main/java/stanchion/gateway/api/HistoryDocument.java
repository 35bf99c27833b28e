package stanchion.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import stanchion.gateway.history.Energies;
import stanchion.gateway.history.Energies.Channel;
import stanchion.gateway.history.Page;
import stanchion.gateway.history.QuarterHour;
import stanchion.gateway.history.SessionRecord;
import stanchion.gateway.history.SessionRecord.Edge;
import stanchion.gateway.history.Tariff;
import stanchion.gateway.time.Timeline;
import stanchion.units.WattHours;

/// A page of the history as JSON text, its rows as JSON or as lines of CSV (RFC 4180, without a
/// quoted line break).
public final class HistoryDocument {
    /// A page ends before it would be longer.
    static final int MOST_BYTES = 64 * 1024;

    private static final String SESSION_HEADER =
            "id,number,start,end,startUptime,endUptime,machine,energyWh,exportWh,peakWatts,peakHoursWh,"
                    + "offPeakWh,tariff,endReason";
    private static final String QUARTER_HEADER =
            "start,tariff,energyWh,exportWh,estimatedWh,l1EnergyWh,l1ExportWh,l2EnergyWh,l2ExportWh,"
                    + "l3EnergyWh,l3ExportWh";
    private static final int ENVELOPE_BYTES = 512;
    private static final double MICRO = 1e6;

    /// Whom a page is for.
    ///
    /// @param id of the command
    public record Heading(Instant at, Optional<String> id, String what, String format) {
        private boolean isCsv() {
            return format.equals("csv");
        }
    }

    private HistoryDocument() {}

    public static String sessions(Heading heading, Page<SessionRecord> page) {
        return heading.isCsv()
                ? csv(heading, page, SESSION_HEADER, HistoryDocument::line, SessionRecord::id)
                : json(heading, page, HistoryDocument::row, SessionRecord::id);
    }

    public static String quarters(Heading heading, Page<QuarterHour> page, Tariff tariff) {
        return heading.isCsv()
                ? csv(
                        heading,
                        page,
                        QUARTER_HEADER,
                        one -> line(one, tariff),
                        QuarterHour::position)
                : json(heading, page, one -> row(one, tariff), QuarterHour::position);
    }

    /// A page of the security log: its lines as they stand in it, so that their hashes can be
    /// checked.
    ///
    /// @param number of a line
    public static String log(Heading heading, Page<String> page, ToLongFunction<String> number) {
        return json(heading, page, JsonPrimitive::new, number);
    }

    private static <T> String json(
            Heading heading,
            Page<T> page,
            Function<T, JsonElement> row,
            ToLongFunction<T> position) {
        JsonArray rows = new JsonArray();
        Optional<Long> next = page.next();
        int bytes = ENVELOPE_BYTES;
        long last = 0;
        for (T one : page.rows()) {
            JsonElement written = row.apply(one);
            bytes += written.toString().getBytes(UTF_8).length + 1;
            if (bytes > MOST_BYTES) {
                next = Optional.of(last);
                break;
            }
            rows.add(written);
            last = position.applyAsLong(one);
        }
        JsonObject document = document(heading, next);
        document.add("rows", rows);
        return document.toString();
    }

    private static <T> String csv(
            Heading heading,
            Page<T> page,
            String header,
            Function<T, String> line,
            ToLongFunction<T> position) {
        StringBuilder lines = new StringBuilder(header).append("\r\n");
        Optional<Long> next = page.next();
        int bytes = ENVELOPE_BYTES;
        long last = 0;
        for (T one : page.rows()) {
            String written = line.apply(one);
            // quotes and line ends are longer in JSON
            bytes += 2 * written.length() + 4;
            if (bytes > MOST_BYTES) {
                next = Optional.of(last);
                break;
            }
            lines.append(written).append("\r\n");
            last = position.applyAsLong(one);
        }
        JsonObject document = document(heading, next);
        document.addProperty("csv", lines.toString());
        return document.toString();
    }

    private static JsonObject document(Heading heading, Optional<Long> next) {
        JsonObject json = new JsonObject();
        json.addProperty("ts", Timeline.text(heading.at));
        heading.id.ifPresent(id -> json.addProperty("id", id));
        json.addProperty("what", heading.what);
        next.ifPresent(position -> json.addProperty("next", position));
        return json;
    }

    private static JsonObject row(SessionRecord session) {
        JsonObject json = new JsonObject();
        json.addProperty("id", session.id());
        json.addProperty("number", session.number());
        edge(json, "start", session.start());
        if (!session.isRunning()) {
            edge(json, "end", session.end());
        }
        json.addProperty("machine", session.start().machine());
        json.add("energyWh", rounded(session.imported()));
        json.add("exportWh", rounded(session.exported()));
        json.add("peakWatts", Decimals.rounded(session.peak().value(), 2));
        json.add("peakHoursWh", rounded(session.inPeak()));
        json.add("offPeakWh", rounded(session.offPeak()));
        json.addProperty("tariff", tariff(session));
        json.addProperty("endReason", Documents.shortened(session.reason()));
        return json;
    }

    private static void edge(JsonObject json, String name, Edge edge) {
        edge.utc().ifPresent(utc -> json.addProperty(name, Timeline.text(utc)));
        json.add(name + "Uptime", Decimals.rounded(edge.at().nanos() / 1e9, 3));
    }

    private static JsonPrimitive rounded(WattHours energy) {
        return Decimals.rounded(energy.value(), 4);
    }

    /// In which period it charged.
    private static String tariff(SessionRecord session) {
        boolean peak = session.inPeak().value() > 0;
        boolean offPeak = session.offPeak().value() > 0;
        if (peak && offPeak) {
            return "MIXED";
        }
        if (peak || offPeak) {
            return peak ? Tariff.Period.PEAK.name() : Tariff.Period.OFF_PEAK.name();
        }
        return session.imported().value() > 0 ? "UNKNOWN" : "NONE";
    }

    private static JsonObject row(QuarterHour quarter, Tariff tariff) {
        JsonObject json = new JsonObject();
        json.addProperty("start", Timeline.text(quarter.start()));
        json.addProperty("tariff", tariff.at(quarter.start()).name());
        Energies energy = quarter.energy();
        json.add("energyWh", rounded(energy.of(Channel.IMPORTED)));
        json.add("exportWh", rounded(energy.of(Channel.EXPORTED)));
        json.add("estimatedWh", Decimals.rounded(quarter.estimated() / MICRO, 4));
        JsonArray phases = new JsonArray();
        phases.add(phase(energy, Channel.IMPORTED_L1, Channel.EXPORTED_L1));
        phases.add(phase(energy, Channel.IMPORTED_L2, Channel.EXPORTED_L2));
        phases.add(phase(energy, Channel.IMPORTED_L3, Channel.EXPORTED_L3));
        json.add("phases", phases);
        return json;
    }

    private static JsonObject phase(Energies energy, Channel imported, Channel exported) {
        JsonObject json = new JsonObject();
        json.add("energyWh", rounded(energy.of(imported)));
        json.add("exportWh", rounded(energy.of(exported)));
        return json;
    }

    private static String line(SessionRecord session) {
        Edge start = session.start();
        Edge end = session.end();
        boolean over = !session.isRunning();
        return new StringJoiner(",")
                .add(Long.toString(session.id()))
                .add(Long.toString(session.number()))
                .add(start.utc().map(Timeline::text).orElse(""))
                .add(over ? end.utc().map(Timeline::text).orElse("") : "")
                .add(seconds(start))
                .add(over ? seconds(end) : "")
                .add(start.machine())
                .add(number(session.imported()))
                .add(number(session.exported()))
                .add(String.format(Locale.ROOT, "%.2f", session.peak().value()))
                .add(number(session.inPeak()))
                .add(number(session.offPeak()))
                .add(tariff(session))
                .add(quoted(Documents.shortened(session.reason())))
                .toString();
    }

    private static String line(QuarterHour quarter, Tariff tariff) {
        StringJoiner line =
                new StringJoiner(",")
                        .add(Timeline.text(quarter.start()))
                        .add(tariff.at(quarter.start()).name())
                        .add(number(quarter.energy().of(Channel.IMPORTED)))
                        .add(number(quarter.energy().of(Channel.EXPORTED)))
                        .add(number(new WattHours(quarter.estimated() / MICRO)));
        for (Channel channel : Channel.values()) {
            if (channel != Channel.IMPORTED && channel != Channel.EXPORTED) {
                line.add(number(quarter.energy().of(channel)));
            }
        }
        return line.toString();
    }

    private static String seconds(Edge edge) {
        return String.format(Locale.ROOT, "%.3f", edge.at().nanos() / 1e9);
    }

    private static String number(WattHours energy) {
        return String.format(Locale.ROOT, "%.4f", energy.value());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"").replaceAll("[\\r\\n]", " ") + "\"";
    }
}
