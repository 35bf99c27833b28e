package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stanchion.boot.Algorithm;
import stanchion.boot.Hex;
import stanchion.boot.Json;
import stanchion.boot.Targets;
import stanchion.release.ReleaseException;
import stanchion.release.Signer;
import stanchion.release.SigningKey;

/// Signs a device folder anew with Ed25519 alone, which no honest tool does: three root keys, two
/// of them needed, one targets key.
final class ClassicalTrust {
    private static final String SIGNED = "],\"signed\":";

    private final List<SigningKey> root = new ArrayList<>();
    private final SigningKey targets = key();

    private ClassicalTrust() throws ReleaseException {
        for (int i = 0; i < 3; i++) {
            root.add(key());
        }
    }

    /// Replaces root, OTP and the signatures of slot A.
    static void replace(Path device) throws IOException, ReleaseException {
        ClassicalTrust trust = new ClassicalTrust();
        byte[] first = Signer.sign(trust.metadata(), trust.root);
        Files.write(device.resolve("trust/1.root.json"), first);
        Files.write(device.resolve("otp.bin"), sha256(first));
        Path file = device.resolve("slots/A").resolve(Targets.FILE);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int from = text.indexOf(SIGNED) + SIGNED.length();
        byte[] signed =
                text.substring(from, text.length() - 1).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> signature =
                Map.of(trust.targets.key().id(), Hex.of(trust.targets.sign(signed)));
        Files.write(file, Signer.enclose(signature, signed));
    }

    private Json metadata() {
        TreeMap<String, Json> keys = new TreeMap<>();
        root.forEach(key -> keys.put(key.key().id(), key.key().json()));
        keys.put(targets.key().id(), targets.key().json());
        TreeMap<String, Json> roles = new TreeMap<>();
        roles.put("root", role(2, root));
        for (String role : List.of("targets", "snapshot", "timestamp")) {
            roles.put(role, role(1, List.of(targets)));
        }
        TreeMap<String, Json> metadata = new TreeMap<>();
        metadata.put("_type", new Json.Text("root"));
        metadata.put("consistent_snapshot", new Json.Flag(true));
        metadata.put("expires", new Json.Text("2046-01-01T00:00:00Z"));
        metadata.put("keys", new Json.Members(keys));
        metadata.put("roles", new Json.Members(roles));
        metadata.put("spec_version", new Json.Text("1.0.31"));
        metadata.put("version", new Json.Whole(1));
        return new Json.Members(metadata);
    }

    private static Json role(int threshold, List<SigningKey> keys) {
        TreeMap<String, Json> role = new TreeMap<>();
        List<Json> ids = new ArrayList<>();
        keys.stream().map(key -> key.key().id()).sorted().forEach(id -> ids.add(new Json.Text(id)));
        role.put("keyids", new Json.Items(ids));
        role.put("threshold", new Json.Whole(threshold));
        return new Json.Members(role);
    }

    private static SigningKey key() throws ReleaseException {
        return SigningKey.generate(Algorithm.ED25519);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
