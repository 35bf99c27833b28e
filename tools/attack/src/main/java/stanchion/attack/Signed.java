package stanchion.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import stanchion.boot.Hex;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;

/// A metadata file as text, one character a byte: shares no code with reader and writer of the
/// product, so that it can also say what they never would.
///
/// @param signatures in the order they stand in the file
/// @param text the signed part
public record Signed(List<Signature> signatures, String text) {
    private static final String OPENING = "{\"signatures\":[";
    private static final String KEY_ID = "{\"keyid\":\"";
    private static final String SIG = "\",\"sig\":\"";
    private static final String MIDDLE = "],\"signed\":";

    /// One signature, key id and value in hexadecimal.
    public record Signature(String keyId, String value) {}

    public Signed {
        signatures = List.copyOf(signatures);
    }

    /// Takes a good file apart.
    public static Signed read(byte[] file) {
        String all = new String(file, StandardCharsets.ISO_8859_1);
        int middle = all.indexOf(MIDDLE);
        List<Signature> signatures = new ArrayList<>();
        for (String one : all.substring(OPENING.length(), middle).split("},", -1)) {
            int sig = one.indexOf(SIG);
            String value = one.substring(sig + SIG.length()).replace("\"", "").replace("}", "");
            signatures.add(new Signature(one.substring(KEY_ID.length(), sig), value));
        }
        return new Signed(signatures, all.substring(middle + MIDDLE.length(), all.length() - 1));
    }

    /// The whole file.
    public byte[] bytes() {
        StringBuilder all = new StringBuilder(OPENING);
        String comma = "";
        for (Signature one : signatures) {
            all.append(comma).append(KEY_ID).append(one.keyId);
            all.append(SIG).append(one.value).append("\"}");
            comma = ",";
        }
        all.append(MIDDLE).append(text).append('}');
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The same with another signed part under the old signatures.
    public Signed text(UnaryOperator<String> edit) {
        return new Signed(signatures, edit.apply(text));
    }

    /// The same with a part of the signed text replaced, which must occur.
    public Signed replace(String part, String by) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException("the metadata does not hold " + part + ": " + text);
        }
        return text(whole -> whole.replace(part, by));
    }

    /// The same signed afresh, by these keys alone, in ascending order of their ids.
    public Signed signedBy(Iterable<? extends RawSigner> keys) throws ReleaseException {
        Signed none = new Signed(List.of(), text);
        for (RawSigner key : keys) {
            none = none.with(none.signature(key));
        }
        return none;
    }

    /// A signature over the signed part as it is now.
    public Signature signature(RawSigner key) throws ReleaseException {
        byte[] message = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Signature(key.key().id(), Hex.of(key.sign(message)));
    }

    /// The signature of a key.
    public Signature by(RawSigner key) {
        String id = key.key().id();
        return signatures.stream()
                .filter(one -> one.keyId.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not signed by " + id));
    }

    /// The same with one more signature, or with another of the same key; kept ascending.
    public Signed with(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.removeIf(one -> one.keyId.equals(signature.keyId));
        more.add(signature);
        more.sort((a, b) -> a.keyId.compareTo(b.keyId));
        return new Signed(more, text);
    }

    /// The same with the value of a key's signature edited.
    public Signed with(RawSigner key, UnaryOperator<String> edit) {
        Signature good = by(key);
        return with(new Signature(good.keyId, edit.apply(good.value)));
    }

    /// The same with exactly these signatures, in this order.
    public Signed signatures(List<Signature> exactly) {
        return new Signed(exactly, text);
    }
}
