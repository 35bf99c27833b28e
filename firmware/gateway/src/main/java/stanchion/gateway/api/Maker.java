package stanchion.gateway.api;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.json.StrictJson.RefusedException;

/// What a maker publishes with a charger (SI 2021/1467, schedule 1, paragraph 11): a file of the
/// verified root, told in `info`.
///
/// ```json
/// {"contact":"mailto:security@maker.example","supportedUntil":"2036-12-31","instructions":"https://maker.example/charger"}
/// ```
///
/// @param contact for whoever finds a weakness: `mailto:` or `https:`
/// @param supportedUntil the last day on which security updates are made
/// @param instructions how to set it up, use it and dispose of it: `https:`
public record Maker(URI contact, LocalDate supportedUntil, URI instructions) {
    private static final String CONTACT = "contact";
    private static final String SUPPORTED_UNTIL = "supportedUntil";
    private static final String INSTRUCTIONS = "instructions";
    private static final int MOST_BYTES = 4096;
    private static final int LONGEST_URI = 200;

    /// Reads the file.
    ///
    /// @throws IllegalArgumentException one line that names the file and what is wrong
    public static Maker read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new RefusedException("more than " + MOST_BYTES + " bytes");
            }
            return of(StrictJson.flat(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "--maker " + file + " cannot be read: " + unreadable, unreadable);
        } catch (RefusedException wrong) {
            throw new IllegalArgumentException(
                    "--maker " + file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Maker of(Map<String, JsonPrimitive> fields) throws RefusedException {
        if (!fields.keySet().equals(Set.of(CONTACT, SUPPORTED_UNTIL, INSTRUCTIONS))) {
            throw new RefusedException(
                    "holds contact, supportedUntil and instructions, and nothing else");
        }
        return new Maker(
                uri(fields, CONTACT, Set.of("mailto", "https")),
                date(fields),
                uri(fields, INSTRUCTIONS, Set.of("https")));
    }

    private static URI uri(Map<String, JsonPrimitive> fields, String name, Set<String> schemes)
            throws RefusedException {
        String text = text(fields, name);
        try {
            URI uri = new URI(text);
            if (text.length() <= LONGEST_URI
                    && Optional.ofNullable(uri.getScheme()).filter(schemes::contains).isPresent()) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new RefusedException(name + " is no address", malformed);
        }
        throw new RefusedException(
                "%s is no address of at most %d characters that begins with %s:"
                        .formatted(
                                name,
                                LONGEST_URI,
                                String.join(": or ", schemes.stream().sorted().toList())));
    }

    private static LocalDate date(Map<String, JsonPrimitive> fields) throws RefusedException {
        try {
            return LocalDate.parse(text(fields, SUPPORTED_UNTIL));
        } catch (DateTimeException malformed) {
            throw new RefusedException(
                    SUPPORTED_UNTIL + " is no date such as 2036-12-31", malformed);
        }
    }

    private static String text(Map<String, JsonPrimitive> fields, String name)
            throws RefusedException {
        JsonPrimitive field = fields.get(name);
        if (field == null || !field.isString()) {
            throw new RefusedException(name + " is no text");
        }
        return field.getAsString();
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty(CONTACT, contact.toString());
        json.addProperty(SUPPORTED_UNTIL, supportedUntil.toString());
        json.addProperty(INSTRUCTIONS, instructions.toString());
        return json;
    }
}
