package stanchion.update.tuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Hex;
import stanchion.boot.Json;

/// A maker's repository in memory, for good and for evil: whatever it is told, it signs.
final class FakeRepository implements MetadataSource {
    static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");
    private static final String ZERO = "0".repeat(64);

    /// What is signed next of a role.
    static final class Part {
        long version;
        Instant expires = NOW.plus(Duration.ofDays(30));
        List<Signing> keys;
        List<Signing> signers;
        int threshold;

        Part(int threshold, Signing... keys) {
            this.threshold = threshold;
            rotate(keys);
        }

        void rotate(Signing... next) {
            keys = List.of(next);
            signers = keys;
        }
    }

    final Map<String, Part> parts = new HashMap<>();
    final TreeMap<String, byte[]> files = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    final TreeMap<String, Json> content = new TreeMap<>();
    final TreeMap<String, Json> releases = new TreeMap<>();
    String assigner = "assignment";
    List<String> paths = List.of("*");
    Optional<Instant> made = Optional.empty();
    private final Map<String, byte[]> newest = new HashMap<>();

    FakeRepository() {
        parts.put("root", new Part(2, Signing.ed25519(), Signing.mlDsa()));
        parts.put("targets", new Part(2, Signing.ed25519(), Signing.mlDsa()));
        parts.put("snapshot", new Part(1, Signing.ed25519()));
        parts.put("timestamp", new Part(1, Signing.ed25519()));
        parts.put("assignment", new Part(1, Signing.ed25519()));
        sign("root", "targets", "assignment", "snapshot", "timestamp");
    }

    Part part(String role) {
        Part part = parts.get(role);
        if (part == null) {
            throw new IllegalArgumentException(role);
        }
        return part;
    }

    byte[] file(String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(name);
        }
        return file;
    }

    @Override
    public Optional<byte[]> read(String name, int most) {
        asked.add(name);
        byte[] file = files.get(name);
        return file == null
                ? Optional.empty()
                : Optional.of(Arrays.copyOf(file, Math.min(file.length, most + 1)));
    }

    /// Signs the next version of these roles, in this order.
    void sign(String... roles) {
        for (String role : roles) {
            Part part = part(role);
            part.version++;
            byte[] file = enclose(CanonicalJson.bytes(signed(role)), part.signers);
            newest.put(role, file);
            files.put(
                    role.equals("timestamp")
                            ? "timestamp.json"
                            : part.version + "." + role + ".json",
                    file);
        }
    }

    /// Signs something else as the version of a role that is newest.
    void serve(String role, Json signed) {
        Part part = part(role);
        byte[] file = enclose(CanonicalJson.bytes(signed), part.signers);
        newest.put(role, file);
        files.put(part.version + "." + role + ".json", file);
    }

    /// As if some versions had never been: the next one signed will be this.
    void back(String role, long version) {
        part(role).version = version - 1;
    }

    static byte[] enclose(byte[] signed, Collection<Signing> signers) {
        List<Signing> sorted = new ArrayList<>(signers);
        sorted.sort(Comparator.comparing(one -> one.key().id()));
        String separator = "{\"signatures\":[";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Signing signer : sorted) {
            String signature =
                    separator
                            + "{\"keyid\":\""
                            + signer.key().id()
                            + "\",\"sig\":\""
                            + signer.sign(signed)
                            + "\"}";
            out.writeBytes(signature.getBytes(StandardCharsets.US_ASCII));
            separator = ",";
        }
        out.writeBytes("],\"signed\":".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(signed);
        out.write('}');
        return out.toByteArray();
    }

    Json signed(String role) {
        TreeMap<String, Json> members = new TreeMap<>();
        boolean targets = role.equals("targets") || role.equals("assignment");
        members.put("_type", text(targets ? "targets" : role));
        members.put("spec_version", text("1.0.31"));
        members.put("version", new Json.Whole(part(role).version));
        members.put("expires", text(part(role).expires.toString()));
        switch (role) {
            case "root" -> addRoot(members);
            case "targets" -> addTargets(members);
            case "assignment" -> addAssignment(members);
            case "snapshot" ->
                    members.put(
                            "meta",
                            members(
                                    "targets.json", info("targets"),
                                    "assignment.json", info("assignment")));
            default -> {
                members.put("meta", members("snapshot.json", info("snapshot")));
                made.ifPresent(time ->
                        members.put("x-stanchion", members("signed", text(time.toString()))));
            }
        }
        return new Json.Members(members);
    }

    private void addRoot(Map<String, Json> root) {
        TreeMap<String, Json> keys = new TreeMap<>();
        TreeMap<String, Json> roles = new TreeMap<>();
        for (String role : List.of("root", "targets", "snapshot", "timestamp")) {
            part(role).keys.forEach(one -> keys.put(one.key().id(), one.key().json()));
            roles.put(role, role(role));
        }
        root.put("consistent_snapshot", new Json.Flag(true));
        root.put("keys", new Json.Members(keys));
        root.put("roles", new Json.Members(roles));
    }

    private Json role(String role) {
        List<Json> ids = new ArrayList<>();
        part(role).keys.stream()
                .map(one -> one.key().id())
                .sorted()
                .map(FakeRepository::text)
                .forEach(ids::add);
        return members(
                "keyids", new Json.Items(ids), "threshold", new Json.Whole(part(role).threshold));
    }

    private void addTargets(Map<String, Json> targets) {
        Json program = members("main", text("app/app.Main"), "native_access", list());
        targets.put(
                "targets",
                members(
                        "app.jar",
                        members(
                                "custom",
                                members("use", text("both")),
                                "hashes",
                                members("sha256", text(ZERO), "sha512", text(ZERO + ZERO)),
                                "length",
                                new Json.Whole(5))));
        TreeMap<String, Json> ours = new TreeMap<>();
        ours.put("charger", program);
        ours.put("gateway", program);
        ours.put("firmware", text("1." + part("targets").version));
        ours.put("hardware", list(text("board-1")));
        ours.put("jre", text("25.0.3+9"));
        ours.put("modified", new Json.Whole(1_700_000_000));
        ours.put("security_epoch", new Json.Whole(1));
        ours.putAll(releases);
        targets.put("x-stanchion", new Json.Members(ours));
        TreeMap<String, Json> keys = new TreeMap<>();
        part("assignment").keys.forEach(one -> keys.put(one.key().id(), one.key().json()));
        TreeMap<String, Json> delegation =
                new TreeMap<>(((Json.Members) role("assignment")).values());
        delegation.put("name", text(assigner));
        delegation.put(
                "paths", list(paths.stream().map(FakeRepository::text).toArray(Json[]::new)));
        delegation.put("terminating", new Json.Flag(true));
        targets.put(
                "delegations",
                members(
                        "keys",
                        new Json.Members(keys),
                        "roles",
                        list(new Json.Members(delegation))));
    }

    private void addAssignment(Map<String, Json> assignment) {
        assignment.put("targets", new Json.Members(content));
        assignment.put(
                "x-stanchion",
                members(
                        "channels",
                        members("stable", new Json.Whole(part("targets").version)),
                        "rollouts",
                        list(),
                        "devices",
                        new Json.Members(new TreeMap<>())));
    }

    Json info(String role) {
        byte[] file = newest.getOrDefault(role, new byte[0]);
        return members(
                "version",
                new Json.Whole(part(role).version),
                "length",
                new Json.Whole(file.length),
                "hashes",
                members("sha256", text(sha256(file))));
    }

    static String sha256(byte[] bytes) {
        try {
            return Hex.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Json text(String text) {
        return new Json.Text(text);
    }

    static Json list(Json... items) {
        return new Json.Items(List.of(items));
    }

    /// Names and values in turn.
    static Json members(Object... pairs) {
        TreeMap<String, Json> members = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], (Json) pairs[i + 1]);
        }
        return new Json.Members(members);
    }
}
