package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import stanchion.boot.Hex;
import stanchion.release.ContentObject;
import stanchion.release.Firmware;
import stanchion.release.Plan;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.TargetsFile;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Succession;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.Repository;
import stanchion.update.Channel;

/// A maker's repository and keys, of one case's own: what the maker does with them, and what a
/// thief would.
///
/// @param folder of the repository
/// @param set the folder of the keys
record Workshop(Path folder, Path set, Keys keys, Instant now) {
    private static final String META =
            "\"NAME\":\\{\"hashes\":\\{\"sha256\":\"[0-9a-f]{64}\"\\},\"length\":[0-9]+,\"version\":[0-9]+\\}";

    /// Which online role's text is edited.
    enum Role {
        TIMESTAMP,
        SNAPSHOT,
        TARGETS,
        ASSIGNMENT;

        String file() {
            return name().toLowerCase(Locale.ROOT) + ".json";
        }
    }

    Repository repository() {
        return new Repository(folder);
    }

    /// The maker's own tool.
    Assignments assignments() throws ReleaseException {
        return Assignments.open(folder, set, MakersHouse.PLAIN);
    }

    /// Every channel gets this version.
    void offer(long targets) throws ReleaseException {
        Plan plan = assignments().plan();
        for (Channel channel : Channel.values()) {
            plan = plan.with(channel, targets);
        }
        assignments().write(plan, now);
    }

    /// What a source gives.
    Optional<byte[]> read(String name, int most) throws IOException {
        Path file = folder.resolve("metadata").resolve(name);
        return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    TargetsFile read(Path file) throws IOException {
        try {
            return TargetsFile.read(file);
        } catch (ReleaseException unreadable) {
            throw new IOException(unreadable);
        }
    }

    byte[] content(String sha256) throws IOException {
        return Files.readAllBytes(folder.resolve("content").resolve(sha256));
    }

    /// The present file of a role.
    Path file(Role role) throws ReleaseException {
        Repository.Present present = repository().published();
        String name =
                switch (role) {
                    case TIMESTAMP -> role.file();
                    case SNAPSHOT -> present.snapshot().version() + "." + role.file();
                    case TARGETS -> present.targets() + "." + role.file();
                    case ASSIGNMENT -> present.assignment() + "." + role.file();
                };
        return folder.resolve("metadata").resolve(name);
    }

    Signed signed(Role role) throws IOException, ReleaseException {
        return Signed.read(Files.readAllBytes(file(role)));
    }

    /// Edits the text of a role and signs it with its keys; snapshot and timestamp follow, so that
    /// nothing else is wrong.
    void edit(Role role, UnaryOperator<String> edit) throws IOException, ReleaseException {
        put(role, signed(role).text(edit).signedBy(keys(role)));
    }

    /// The same with a part of the text replaced, which must occur.
    void edit(Role role, String part, String by) throws IOException, ReleaseException {
        put(role, signed(role).replace(part, by).signedBy(keys(role)));
    }

    /// Puts other bytes in the place of a role's file; snapshot and timestamp follow.
    void put(Role role, Signed other) throws IOException, ReleaseException {
        Files.write(file(role), other.bytes());
        follow(role);
    }

    /// Signs a text as the next version of a role, under the next name.
    void follow(Role role) throws IOException, ReleaseException {
        if (role == Role.TARGETS || role == Role.ASSIGNMENT) {
            name(Role.SNAPSHOT, role);
            name(Role.TIMESTAMP, Role.SNAPSHOT);
        } else if (role == Role.SNAPSHOT) {
            name(Role.TIMESTAMP, Role.SNAPSHOT);
        }
    }

    private void name(Role above, Role below) throws IOException, ReleaseException {
        byte[] bytes = Files.readAllBytes(file(below));
        String version = String.valueOf(file(below).getFileName()).split("\\.", 2)[0];
        Signed changed =
                signed(above)
                        .text(text -> naming(text, below, version, bytes))
                        .signedBy(keys(above));
        Files.write(file(above), changed.bytes());
    }

    /// A text of snapshot or timestamp that names these bytes.
    static String naming(String text, Role below, String version, byte[] bytes) {
        String entry =
                "\"%s\":{\"hashes\":{\"sha256\":\"%s\"},\"length\":%d,\"version\":%s}"
                        .formatted(
                                below.file(), Hex.of(Charger.sha256(bytes)), bytes.length, version);
        return text.replaceFirst(
                META.replace("NAME", below.file().replace(".", "\\.")),
                Matcher.quoteReplacement(entry));
    }

    List<? extends RawSigner> keys(Role role) {
        return switch (role) {
            case TIMESTAMP -> keys.timestamp();
            case SNAPSHOT -> keys.snapshot();
            case TARGETS -> keys.targets();
            case ASSIGNMENT -> keys.assignment();
        };
    }

    /// What yields a file of the newest release as a whole.
    ContentObject contentOf(String file) throws IOException, ReleaseException {
        long targets = repository().published().targets();
        String gives = repository().targets(targets).files().getOrDefault(file, "");
        return repository()
                .assignment(repository().published().assignment())
                .content()
                .objects()
                .values()
                .stream()
                .filter(one -> one.kind() == ContentObject.Kind.FULL && one.gives().equals(gives))
                .findFirst()
                .orElseThrow(() -> new IOException("no content yields " + file));
    }

    /// Puts content where it is fetched from.
    void keep(byte[] content) throws IOException {
        Files.write(folder.resolve("content").resolve(Hex.of(Charger.sha256(content))), content);
    }

    /// Targets whose names have changed, in order again.
    String sorted(String text) {
        return TargetList.write(text, TargetList.read(text));
    }

    /// The maker makes the next root, in which these keys are followed by others.
    void rotate(String... names) throws ReleaseException {
        Succession.make(
                KeySet.open(set),
                new Succession.Change(
                        Succession.Reason.ROTATION, Set.of(names), Set.of(), Set.of()),
                new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of()),
                MakersHouse.PLAIN,
                now);
    }

    /// Signs a version into the repository.
    void sign(Firmware firmware) throws ReleaseException {
        MakersHouse.sign(set, firmware, folder, now);
    }
}
