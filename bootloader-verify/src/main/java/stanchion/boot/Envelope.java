package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// A metadata file before anything in it is believed: `{"signatures":[…],"signed":S}`.
///
/// Only the signatures are parsed, by a fixed pattern; S stays bytes until enough of them hold.
final class Envelope {
    static final int MOST_SIGNATURES = 16;
    private static final int KEY_ID_BYTES = 32;
    static final int LONGEST_SIGNATURE = 8192;
    private static final byte[] OPENING = ascii("{\"signatures\":[");
    private static final byte[] KEY_ID = ascii("{\"keyid\":\"");
    private static final byte[] SIGNATURE = ascii("\",\"sig\":\"");
    private static final byte[] SIGNATURE_END = ascii("\"}");
    private static final byte[] SIGNED = ascii("],\"signed\":");

    private final byte[] file;
    private final TreeMap<String, String> signatures = new TreeMap<>();
    private int at;

    private Envelope(byte[] file) {
        this.file = file;
    }

    /// @throws Refused with `METADATA_ENVELOPE`
    static Envelope open(byte[] file) throws Refused {
        Envelope envelope = new Envelope(file);
        envelope.step(OPENING);
        String previous = "";
        do {
            previous = envelope.signature(previous);
        } while (envelope.another());
        envelope.step(SIGNED);
        if (file.length <= envelope.at || file[file.length - 1] != '}') {
            throw envelope.malformed("does not end with }");
        }
        return envelope;
    }

    /// Signatures by key id, both in hexadecimal.
    SortedMap<String, String> signatures() {
        return signatures;
    }

    boolean signedBy(Key key, String signature) {
        return key.verifies(signature, file, at, file.length - 1);
    }

    /// Parses S; called only after its signatures held.
    Json signed() throws Refused {
        Json signed = JsonReader.read(file, at, file.length - 1);
        byte[] written = CanonicalJson.bytes(signed);
        if (!Arrays.equals(written, 0, written.length, file, at, file.length - 1)) {
            throw new Refused(Refusal.METADATA_NOT_CANONICAL, "byte form differs");
        }
        return signed;
    }

    private String signature(String previous) throws Refused {
        step(KEY_ID);
        String keyId = hex(KEY_ID_BYTES * 2);
        if (keyId.length() != KEY_ID_BYTES * 2 || keyId.compareTo(previous) <= 0) {
            throw malformed("key ids must be 64 digits, ascending, each once");
        }
        step(SIGNATURE);
        String signature = hex(LONGEST_SIGNATURE);
        if (signature.isEmpty() || signature.length() % 2 != 0) {
            throw malformed("a signature must be an even number of digits");
        }
        step(SIGNATURE_END);
        signatures.put(keyId, signature);
        if (signatures.size() > MOST_SIGNATURES) {
            throw malformed("more than " + MOST_SIGNATURES + " signatures");
        }
        return keyId;
    }

    private boolean another() {
        boolean comma = at < file.length && file[at] == ',';
        if (comma) {
            at++;
        }
        return comma;
    }

    private String hex(int most) {
        int from = at;
        while (at < file.length && at - from < most && digit(file[at])) {
            at++;
        }
        return new String(file, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean digit(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
    }

    private void step(byte[] literal) throws Refused {
        if (file.length - at < literal.length
                || !Arrays.equals(file, at, at + literal.length, literal, 0, literal.length)) {
            throw malformed("unexpected form");
        }
        at += literal.length;
    }

    private Refused malformed(String what) {
        return new Refused(Refusal.METADATA_ENVELOPE, what + " at byte " + at);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
