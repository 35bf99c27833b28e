package stanchion.update.tuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;
import stanchion.update.tuf.Delegation.End;
import stanchion.update.tuf.Signed.Head;
import stanchion.update.tuf.Signed.TargetsRole;

/// Who is asked for a target, and in which order. A file here is the name of its role, and
/// everybody has signed.
class TargetSearchTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Head HEAD = new Head(1, NOW.plusSeconds(60));
    private static final Authority ANYBODY = new Authority() {};

    private final Map<String, TargetsRole> roles = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void whatTheTopNamesIsFoundThereAndNobodyIsAsked() throws Exception {
        role("targets", Map.of("a", file(1)), to("x", "*"));
        role("x", Map.of("a", file(2)));
        assertThat(find("a")).hasValue(file(1));
        assertThat(asked).isEmpty();
    }

    @Test
    void delegationsAreAskedInOrderEachWithItsOwnBeforeTheNext() throws Exception {
        role("targets", Map.of(), to("x", "*"), to("y", "*"));
        role("x", Map.of(), to("xx", "*"), to("xy", "*"));
        role("xx", Map.of());
        role("xy", Map.of());
        role("y", Map.of("a", file(3)));
        assertThat(find("a")).hasValue(file(3));
        assertThat(asked).containsExactly("x", "xx", "xy", "y");
    }

    @Test
    void roleThatMayNotNameThePathIsNotAsked() throws Exception {
        role("targets", Map.of(), to("x", "other/*"), to("y", "a"));
        role("x", Map.of("a", file(1)));
        role("y", Map.of("a", file(2)));
        assertThat(find("a")).hasValue(file(2));
        assertThat(asked).containsExactly("y");
    }

    @Test
    void afterATerminatingDelegationNobodyElseIsAsked() throws Exception {
        role("targets", Map.of(), to("x", "*"), to("y", "*"));
        role("x", Map.of(), last("xx", "*"), to("xy", "*"));
        role("xx", Map.of());
        role("xy", Map.of("a", file(1)));
        role("y", Map.of("a", file(2)));
        assertThat(find("a")).isEmpty();
        assertThat(asked).containsExactly("x", "xx");
    }

    @Test
    void rolesThatDelegateInACircleAreAskedOnceEach() throws Exception {
        role("targets", Map.of(), to("x", "*"));
        role("x", Map.of(), to("y", "*"));
        role("y", Map.of(), to("x", "*"));
        assertThat(find("a")).isEmpty();
        assertThat(asked).containsExactly("x", "y");
    }

    @Test
    void chainOfRolesWithoutEndIsFollowedNoFurtherThanTheLimit() throws Exception {
        role("targets", Map.of(), to("r0", "*"));
        IntStream.range(0, 100).forEach(i -> role("r" + i, Map.of(), to("r" + (i + 1), "*")));
        assertThat(find("a")).isEmpty();
        assertThat(asked).hasSize(TargetSearch.MOST_VISITED);
    }

    @Test
    void roleThatTheSnapshotDoesNotNameEndsTheSearchWithARefusal() {
        role("targets", Map.of(), to("ghost", "*"));
        assertThatThrownBy(() -> find("a"))
                .isInstanceOfSatisfying(
                        UpdateRefused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isEqualTo(UpdateRefusal.MIX_AND_MATCH));
    }

    private static TargetFile file(long length) {
        return new TargetFile(length, Digests.NONE);
    }

    private static Delegation to(String role, String pattern) {
        return delegation(role, pattern, End.OPEN);
    }

    private static Delegation last(String role, String pattern) {
        return delegation(role, pattern, End.TERMINATING);
    }

    private static Delegation delegation(String role, String pattern, End end) {
        return new Delegation(role, ANYBODY, new Scope.Paths(List.of(pattern)), end);
    }

    private void role(String name, Map<String, TargetFile> targets, Delegation... delegations) {
        roles.put(name, new TargetsRole(HEAD, targets, List.of(delegations)));
    }

    private Optional<TargetFile> find(String path) throws IOException, UpdateRefused {
        TufClient client =
                new TufClient(
                        (name, file) -> new Page(new String(file, US_ASCII)),
                        new TufClient.Ports(this::read, new OneRoot(), new Forgetful()));
        Verified<TargetsRole> top = client.refresh(NOW);
        asked.clear();
        return new TargetSearch(client, NOW).find(top, path);
    }

    private Optional<byte[]> read(String name, int most) {
        String role = name.replace(".json", "");
        asked.add(role);
        boolean isThere = !role.endsWith("root");
        return isThere ? Optional.of(role.getBytes(US_ASCII)) : Optional.empty();
    }

    /// What a file says, which is known by its role.
    private final class Page implements Document {
        private final String role;

        Page(String role) {
            this.role = role;
        }

        @Override
        public void require(Authority authority) {}

        @Override
        public void requireNoOthers() {}

        @Override
        public Signed.RootRole root() {
            return new Signed.RootRole(
                    HEAD, new Signed.Authorities(ANYBODY, ANYBODY, ANYBODY, ANYBODY), false);
        }

        @Override
        public Signed.TimestampRole timestamp() {
            return new Signed.TimestampRole(HEAD, info(), Optional.empty());
        }

        @Override
        public Signed.SnapshotRole snapshot() {
            Map<String, FileInfo> meta = new HashMap<>();
            roles.keySet().forEach(name -> meta.put(name + ".json", info()));
            return new Signed.SnapshotRole(HEAD, meta);
        }

        @Override
        public TargetsRole targets() {
            return Optional.ofNullable(roles.get(role)).orElseThrow();
        }

        private static FileInfo info() {
            return new FileInfo(1, OptionalLong.empty(), Digests.NONE);
        }
    }

    private static final class OneRoot implements RootShelf {
        @Override
        public byte[] newest() {
            return "root".getBytes(US_ASCII);
        }

        @Override
        public void keep(long version, byte[] root) {}
    }

    private static final class Forgetful implements MetadataStore {
        @Override
        public Optional<byte[]> read(String role, int most) {
            return Optional.empty();
        }

        @Override
        public void write(String role, byte[] file) {}
    }
}
