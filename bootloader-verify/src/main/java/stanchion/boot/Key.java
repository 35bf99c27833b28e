package stanchion.boot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/// A public key of the metadata.
///
/// @param raw the raw public key, in hexadecimal
public record Key(Algorithm algorithm, String raw) {
    public Key {
        if (!Hex.isHex(raw, algorithm.keyLength())) {
            throw new IllegalArgumentException("not a raw " + algorithm + " key: " + raw);
        }
    }

    /// SHA-256 of the key's canonical JSON, so that one key cannot stand under two names.
    public String id() {
        return Hex.of(sha256(CanonicalJson.bytes(json())));
    }

    /// The TUF form of this key.
    public Json json() {
        TreeMap<String, Json> value = new TreeMap<>();
        value.put("public", new Json.Text(raw));
        TreeMap<String, Json> key = new TreeMap<>();
        key.put("keytype", new Json.Text(algorithm.keyType()));
        key.put("keyval", new Json.Members(value));
        key.put("scheme", new Json.Text(algorithm.scheme()));
        return new Json.Members(key);
    }

    /// The SubjectPublicKeyInfo (RFC 5280) of this key.
    public byte[] subjectPublicKeyInfo() {
        return algorithm.encoded(Hex.bytes(raw));
    }

    static Key read(String id, Fields fields) throws Refused {
        String type = fields.text("keytype");
        String scheme = fields.text("scheme");
        String raw = fields.members("keyval").text("public");
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.keyType().equals(type) && algorithm.scheme().equals(scheme)) {
                if (!Hex.isHex(raw, algorithm.keyLength())) {
                    throw new Refused(Refusal.KEY_TYPE, "key " + id + " has the wrong length");
                }
                Key key = new Key(algorithm, raw);
                if (!key.id().equals(id)) {
                    throw new Refused(Refusal.KEY_ID, "key " + id);
                }
                return key;
            }
        }
        throw new Refused(Refusal.KEY_TYPE, "key " + id + " is " + type + "/" + scheme);
    }

    /// Whether `signature`, in hexadecimal, over `bytes[from, to)` was made with this key.
    boolean verifies(String signature, byte[] bytes, int from, int to) {
        return algorithm.verifies(Hex.bytes(raw), Hex.bytes(signature), bytes, from, to);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
