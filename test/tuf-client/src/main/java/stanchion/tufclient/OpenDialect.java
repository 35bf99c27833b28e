package stanchion.tufclient;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;
import stanchion.update.tuf.Authority;
import stanchion.update.tuf.Dialect;
import stanchion.update.tuf.Document;
import stanchion.update.tuf.Signed;

/// Metadata as other makers write it: any JSON, signed in its canonical form, RSA, ECDSA P-256 and
/// Ed25519, key ids of any form, signatures of strangers allowed.
final class OpenDialect implements Dialect {
    /// Who must sign.
    ///
    /// @param keys by id, those of them that there are
    record Keys(String role, Map<String, PublicKeyOf> keys, int threshold) implements Authority {
        Keys {
            keys = Map.copyOf(keys);
        }
    }

    @Override
    public Document open(String name, byte[] file) throws UpdateRefused {
        try {
            JsonObject whole =
                    JsonParser.parseString(new String(file, StandardCharsets.UTF_8))
                            .getAsJsonObject();
            return new Opened(name, signatures(whole), whole.getAsJsonObject("signed"));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException
                | ClassCastException malformed) {
            throw malformed(name, malformed);
        }
    }

    private static Map<String, String> signatures(JsonObject whole) {
        Map<String, String> signatures = new HashMap<>();
        for (JsonElement element : whole.getAsJsonArray("signatures")) {
            JsonObject signature = element.getAsJsonObject();
            String id = signature.get("keyid").getAsString();
            if (signatures.put(id, signature.get("sig").getAsString()) != null) {
                throw new IllegalStateException("two signatures of key " + id);
            }
        }
        return signatures;
    }

    private static UpdateRefused malformed(String name, RuntimeException why) {
        return new UpdateRefused(UpdateRefusal.METADATA_FORMAT, name + ": " + why.getMessage());
    }

    private record Opened(String name, Map<String, String> signatures, JsonObject signed)
            implements Document {
        @Override
        public void require(Authority authority) throws UpdateRefused {
            if (!(authority instanceof Keys keys)) {
                throw new IllegalArgumentException("of another dialect: " + authority);
            }
            Set<PublicKeyOf> held = new HashSet<>();
            byte[] message = OlpcJson.bytes(signed);
            keys.keys()
                    .forEach((id, key) -> {
                        if (key.verifies(signatures.getOrDefault(id, ""), message)) {
                            held.add(key);
                        }
                    });
            if (held.size() < keys.threshold()) {
                throw new UpdateRefused(
                        UpdateRefusal.SIGNATURES,
                        "%s: %d of %d signatures of %s"
                                .formatted(name, held.size(), keys.threshold(), keys.role()));
            }
        }

        @Override
        public void requireNoOthers() {}

        @Override
        public Signed.RootRole root() throws UpdateRefused {
            return read("root", OpenReader::root);
        }

        @Override
        public Signed.TimestampRole timestamp() throws UpdateRefused {
            return read("timestamp", OpenReader::timestamp);
        }

        @Override
        public Signed.SnapshotRole snapshot() throws UpdateRefused {
            return read("snapshot", OpenReader::snapshot);
        }

        @Override
        public Signed.TargetsRole targets() throws UpdateRefused {
            return read("targets", OpenReader::targets);
        }

        /// How the signed part is read.
        private interface Reader<T> {
            T read(OpenReader reader);
        }

        private <T> T read(String type, Reader<T> reader) throws UpdateRefused {
            try {
                String actual = signed.get("_type").getAsString();
                if (!actual.equals(type)) {
                    throw new UpdateRefused(UpdateRefusal.WRONG_TYPE, name + ": _type " + actual);
                }
                return reader.read(new OpenReader(signed));
            } catch (IllegalStateException
                    | IllegalArgumentException
                    | NullPointerException
                    | UnsupportedOperationException
                    | ClassCastException
                    | java.time.format.DateTimeParseException malformed) {
                throw malformed(name, malformed);
            }
        }
    }
}
