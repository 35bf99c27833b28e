package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// A maker for tests: writes metadata as plain text, sharing no code with the verifier, so that it
/// can also write what no honest tool would.
final class Maker {
    static final String GOOD_RELEASE =
            """
            {"charger":{"main":"app.charger/app.Main","native_access":[]},\
            "firmware":"1.2.3",\
            "gateway":{"main":"app.gateway/app.Main","native_access":["org.sqlite"]},\
            "hardware":["board-1"],"jre":"25.0.3+9","modified":1767225600,"security_epoch":7}\
            """;

    /// A key pair with its TUF form.
    record Signing(String id, String json, PrivateKey secret, String scheme) {
        /// The same key under another name.
        Signing named(String otherId) {
            return new Signing(otherId, json, secret, scheme);
        }
    }

    /// A role as it shall stand in a root.
    record Of(String role, int threshold, List<Signing> keys) {}

    private Maker() {}

    static Signing ed25519() {
        return ed25519(new SecureRandom());
    }

    static Signing mlDsa() {
        return mlDsa(new SecureRandom());
    }

    static Signing ed25519(SecureRandom random) {
        return key(pair("Ed25519", random), "ed25519", "ed25519", 32);
    }

    static Signing mlDsa(SecureRandom random) {
        return key(pair("ML-DSA-65", random), "ml-dsa", "ml-dsa-65", 1952);
    }

    private static KeyPair pair(String algorithm, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(new NamedParameterSpec(algorithm), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Signing key(KeyPair pair, String type, String scheme, int length) {
        byte[] encoded = pair.getPublic().getEncoded();
        String raw = HexFormat.of().formatHex(encoded, encoded.length - length, encoded.length);
        String json = keyJson(type, raw, scheme);
        String algorithm = scheme.equals("ed25519") ? "Ed25519" : "ML-DSA-65";
        return new Signing(digest("SHA-256", ascii(json)), json, pair.getPrivate(), algorithm);
    }

    static String keyJson(String type, String raw, String scheme) {
        return "{\"keytype\":\"%s\",\"keyval\":{\"public\":\"%s\"},\"scheme\":\"%s\"}"
                .formatted(type, raw, scheme);
    }

    static String root(int version, List<Of> roles) {
        Set<Signing> keys = new LinkedHashSet<>();
        roles.forEach(role -> keys.addAll(role.keys()));
        String keysJson =
                keys.stream()
                        .sorted(Comparator.comparing(Signing::id))
                        .map(key -> "\"" + key.id() + "\":" + key.json())
                        .collect(Collectors.joining(","));
        String rolesJson =
                roles.stream()
                        .sorted(Comparator.comparing(Of::role))
                        .map(Maker::roleJson)
                        .collect(Collectors.joining(","));
        return """
        {"_type":"root","consistent_snapshot":true,"expires":"2046-01-01T00:00:00Z",\
        "keys":{%s},"roles":{%s},"spec_version":"1.0.31","version":%d}\
        """
                .formatted(keysJson, rolesJson, version);
    }

    private static String roleJson(Of role) {
        String ids =
                role.keys().stream()
                        .map(key -> "\"" + key.id() + "\"")
                        .sorted()
                        .collect(Collectors.joining(","));
        return "\"%s\":{\"keyids\":[%s],\"threshold\":%d}"
                .formatted(role.role(), ids, role.threshold());
    }

    static String targets(SortedMap<String, byte[]> files, String release) {
        String targets =
                files.entrySet().stream().map(Maker::targetJson).collect(Collectors.joining(","));
        return """
        {"_type":"targets","expires":"2027-01-01T00:00:00Z","spec_version":"1.0.31",\
        "targets":{%s},"version":1,"x-stanchion":%s}\
        """
                .formatted(targets, release);
    }

    private static String targetJson(Map.Entry<String, byte[]> file) {
        String use = use(file.getKey());
        return """
        "%s":{"custom":{"use":"%s"},"hashes":{"sha256":"%s","sha512":"%s"},"length":%d}\
        """
                .formatted(
                        file.getKey(),
                        use,
                        digest("SHA-256", file.getValue()),
                        digest("SHA-512", file.getValue()),
                        file.getValue().length);
    }

    /// `charger.aot` and `gateway.aot` are caches, whatever more their names hold.
    private static String use(String name) {
        if (name.endsWith(".aot")) {
            return name.startsWith("charger") ? "charger-cache" : "gateway-cache";
        }
        return name.endsWith(".jar") ? "both" : "data";
    }

    static byte[] sign(String signed, Collection<Signing> signers) {
        List<String> signatures = new ArrayList<>();
        for (Signing signer : signers) {
            signatures.add(signature(signer.id(), rawSignature(signer, ascii(signed))));
        }
        signatures.sort(Comparator.naturalOrder());
        return enclose(signatures, signed);
    }

    static String signature(String keyId, String hex) {
        return "{\"keyid\":\"" + keyId + "\",\"sig\":\"" + hex + "\"}";
    }

    static byte[] enclose(List<String> signatures, String signed) {
        return ascii(
                "{\"signatures\":["
                        + String.join(",", signatures)
                        + "],\"signed\":"
                        + signed
                        + "}");
    }

    static String rawSignature(Signing signer, byte[] message) {
        try {
            Signature signature = Signature.getInstance(signer.scheme());
            signature.initSign(signer.secret());
            signature.update(message);
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
