package stanchion.boot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/// A public key of the metadata.
///
/// @param raw the raw public key, in hexadecimal
public record Key(Algorithm algorithm, String raw) {
    private static final int SIGN_DIGIT = 62;

    /// The Ed25519 points of small order (RFC 8032, 5.1) without the sign of x, in every spelling:
    /// whoever names one as a key lets anybody sign.
    private static final String[] SMALL_ORDER = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
    };

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

    /// A key as metadata names it.
    ///
    /// @throws Refused with `KEY_TYPE` or `KEY_ID`
    public static Key read(String id, Fields fields) throws Refused {
        String type = fields.text("keytype");
        String scheme = fields.text("scheme");
        String raw = fields.members("keyval").text("public");
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.keyType().equals(type) && algorithm.scheme().equals(scheme)) {
                if (!Hex.isHex(raw, algorithm.keyLength())) {
                    throw new Refused(Refusal.KEY_TYPE, "key " + id + " has the wrong length");
                }
                Key key = new Key(algorithm, raw);
                if (key.weak()) {
                    throw new Refused(Refusal.KEY_TYPE, "key " + id + " is of small order");
                }
                if (!key.id().equals(id)) {
                    throw new Refused(Refusal.KEY_ID, "key " + id);
                }
                return key;
            }
        }
        throw new Refused(Refusal.KEY_TYPE, "key " + id + " is " + type + "/" + scheme);
    }

    private boolean weak() {
        if (algorithm != Algorithm.ED25519) {
            return false;
        }
        int top = Character.digit(raw.charAt(SIGN_DIGIT), 16) & 7;
        for (String point : SMALL_ORDER) {
            if (Character.digit(point.charAt(SIGN_DIGIT), 16) == top
                    && raw.startsWith(point.substring(0, SIGN_DIGIT))
                    && raw.charAt(SIGN_DIGIT + 1) == point.charAt(SIGN_DIGIT + 1)) {
                return true;
            }
        }
        return false;
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
