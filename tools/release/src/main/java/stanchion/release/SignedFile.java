package stanchion.release;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Key;

/// A metadata file as the maker reads it: `{"signatures":[…],"signed":S}`.
///
/// It believes nothing: who may have signed is for the caller to say, see [#verifiedBy].
public final class SignedFile {
    private static final byte[] MARKER = "],\"signed\":".getBytes(StandardCharsets.US_ASCII);

    private final TreeMap<String, String> signatures = new TreeMap<>();
    private final byte[] signed;
    private final JsonObject content;

    private SignedFile(byte[] file) {
        int from = indexOf(file, MARKER) + MARKER.length;
        signed = Arrays.copyOfRange(file, from, file.length - 1);
        JsonObject whole =
                new Gson().fromJson(new String(file, StandardCharsets.US_ASCII), JsonObject.class);
        content = whole.getAsJsonObject("signed");
        for (JsonElement element : whole.getAsJsonArray("signatures")) {
            JsonObject signature = element.getAsJsonObject();
            signatures.put(
                    signature.get("keyid").getAsString(), signature.get("sig").getAsString());
        }
    }

    /// Reads a file.
    public static SignedFile read(Path file) throws ReleaseException {
        try {
            return of(file.toString(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read", unreadable);
        }
    }

    /// Reads the bytes of a file.
    ///
    /// @param name for messages
    public static SignedFile of(String name, byte[] file) throws ReleaseException {
        try {
            return new SignedFile(file);
        } catch (JsonSyntaxException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException wrong) {
            throw new ReleaseException(name + ": no signed metadata", wrong);
        }
    }

    /// Signatures by key id, both in hexadecimal, whoever made them.
    public SortedMap<String, String> signatures() {
        return Collections.unmodifiableSortedMap(signatures);
    }

    /// The bytes the signatures were made over.
    public byte[] signed() {
        return signed.clone();
    }

    /// Whether this key has signed.
    public boolean verifiedBy(Key key) {
        String signature = signatures.get(key.id());
        return signature != null
                && signature.matches("([0-9a-f]{2})+")
                && PublicKeys.verifies(key, HexFormat.of().parseHex(signature), signed);
    }

    /// Its version; 0 when it says none.
    public long version() {
        return content.has("version") ? content.get("version").getAsLong() : 0;
    }

    /// When it ends to be of use to update clients.
    public Instant expires() throws ReleaseException {
        try {
            return Instant.parse(content.get("expires").getAsString());
        } catch (NullPointerException | IllegalStateException | DateTimeParseException wrong) {
            throw new ReleaseException("metadata without a time of expiry", wrong);
        }
    }

    /// The version of another file it vouches for; 0 when it does not.
    public long metaVersion(String file) {
        JsonObject meta = content.has("meta") ? content.getAsJsonObject("meta") : new JsonObject();
        return meta.has(file) ? meta.getAsJsonObject(file).get("version").getAsLong() : 0;
    }

    /// The signed part.
    JsonObject content() {
        return content.deepCopy();
    }

    private static int indexOf(byte[] file, byte[] marker) {
        for (int at = 0; at + marker.length < file.length; at++) {
            if (Arrays.equals(file, at, at + marker.length, marker, 0, marker.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no signed part");
    }
}
