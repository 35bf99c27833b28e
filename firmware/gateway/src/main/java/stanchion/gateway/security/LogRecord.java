package stanchion.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.gateway.time.Timeline;

/// A record of the log, one line of JSON:
///
/// ```text
/// {"log":"<16 hex>","n":12,"kind":"…","detail":"…","machine":"…","uptime":<ms>,"utc":"…","prev":"<64 hex>"}
/// ```
///
/// `prev` is the SHA-256 of the line before, so no line can be changed without all behind it.
///
/// @param log tells this log from any other
/// @param number counts up from 1 without a gap
/// @param machine which start of the machine it was in
/// @param uptimeMillis of that start
/// @param utc empty while it was not known; a later record CLOCK_KNOWN of the same start tells it
/// @param before SHA-256 of the line before in hexadecimal, of the first line zeros
public record LogRecord(
        String log,
        long number,
        SecurityEvent event,
        String machine,
        long uptimeMillis,
        Optional<Instant> utc,
        String before) {
    static final String NOTHING_BEFORE = "0".repeat(64);

    /// Longer lines are no records: a signature with its certificates fits.
    static final int LONGEST_LINE = 12 * 1024;

    /// The same with another event.
    LogRecord with(SecurityEvent other) {
        return new LogRecord(log, number, other, machine, uptimeMillis, utc, before);
    }

    /// What a checkpoint signs: itself without the signature, and by its hash all before.
    Seal.Checkpoint checkpoint() {
        return new Seal.Checkpoint(
                log, number, with(new SecurityEvent(Kind.CHECKPOINT, "")).hash());
    }

    /// The line, without its end.
    public String line() {
        JsonObject json = new JsonObject();
        json.addProperty("log", log);
        json.addProperty("n", number);
        json.addProperty("kind", event.kind().name());
        json.addProperty("detail", event.detail());
        json.addProperty("machine", machine);
        json.addProperty("uptime", uptimeMillis);
        utc.ifPresent(moment -> json.addProperty("utc", Timeline.text(moment)));
        json.addProperty("prev", before);
        return json.toString();
    }

    /// SHA-256 of the line, in hexadecimal.
    public String hash() {
        return hash(line());
    }

    static String hash(String line) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// Reads a line; only one that is written exactly so is a record.
    public static Optional<LogRecord> read(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            LogRecord read =
                    new LogRecord(
                            json.get("log").getAsString(),
                            json.get("n").getAsLong(),
                            new SecurityEvent(
                                    kind(json.get("kind").getAsString()),
                                    json.get("detail").getAsString()),
                            json.get("machine").getAsString(),
                            json.get("uptime").getAsLong(),
                            Optional.ofNullable(json.get("utc"))
                                    .map(JsonElement::getAsString)
                                    .map(Instant::parse),
                            json.get("prev").getAsString());
            return Optional.of(read).filter(record -> record.line().equals(line));
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
