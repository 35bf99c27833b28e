package stanchion.release;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Hex;
import stanchion.boot.Json;

/// Makes metadata files: `{"signatures":[…],"signed":S}`, signatures over the canonical bytes of S.
public final class Signer {
    private Signer() {}

    /// Signs with all of the signers.
    ///
    /// @param signers each counted once, whatever their order
    public static byte[] sign(Json signed, Iterable<? extends RawSigner> signers)
            throws ReleaseException {
        byte[] bytes = CanonicalJson.bytes(signed);
        TreeMap<String, String> signatures = new TreeMap<>();
        for (RawSigner signer : signers) {
            signatures.put(signer.key().id(), Hex.of(signer.sign(bytes)));
        }
        return enclose(signatures, bytes);
    }

    /// Puts signatures, by key id, around the bytes they were made over.
    public static byte[] enclose(Map<String, String> signatures, byte[] signed) {
        StringBuilder head = new StringBuilder("{\"signatures\":[");
        String comma = "";
        for (Map.Entry<String, String> entry : new TreeMap<>(signatures).entrySet()) {
            head.append(comma).append("{\"keyid\":\"").append(entry.getKey());
            head.append("\",\"sig\":\"").append(entry.getValue()).append("\"}");
            comma = ",";
        }
        head.append("],\"signed\":");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(signed);
        file.write('}');
        return file.toByteArray();
    }
}
