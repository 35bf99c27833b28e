package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What the boot verifier stated of this boot: `boot.json` in its run folder.
///
/// @param statement canonical JSON, as the verifier wrote it
/// @param identity how the keys are kept
/// @param boot the kernel's id of this boot
public record BootFile(String statement, IdentityKind identity, String boot) {
    private static final int LARGEST = 64 * 1024;
    private static final Path KERNELS_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    public static BootFile read(Path file) throws IdentityException {
        try {
            String statement = new String(Secret.bounded(file, LARGEST), US_ASCII).strip();
            String boot = new String(Secret.bounded(KERNELS_BOOT, 64), US_ASCII).strip();
            return new BootFile(statement, kind(statement, file), boot);
        } catch (IOException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    "cannot read " + file + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static IdentityKind kind(String statement, Path file) throws IdentityException {
        String word;
        try (JsonReader reader = new JsonReader(new StringReader(statement))) {
            reader.setStrictness(Strictness.STRICT);
            word = member(reader, "identity");
        } catch (IOException | IllegalStateException malformed) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    file + " is no boot statement, but something else",
                    malformed);
        }
        return IdentityKind.of(word)
                .orElseThrow(() ->
                        new IdentityException(
                                Trouble.UNREADABLE,
                                file + " names an identity of no known kind: '" + word + "'"));
    }

    /// A text of the outermost object, which must be all there is; empty when it is missing.
    private static String member(JsonReader reader, String name) throws IOException {
        String found = "";
        reader.beginObject();
        while (reader.hasNext()) {
            if (reader.nextName().equals(name)) {
                found = reader.nextString();
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("there is something behind the object");
        }
        return found;
    }
}
