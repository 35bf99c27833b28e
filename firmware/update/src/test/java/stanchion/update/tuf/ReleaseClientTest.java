package stanchion.update.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.update.tuf.FakeRepository.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Json;
import stanchion.update.Channel;
import stanchion.update.Order;
import stanchion.update.Trusted;
import stanchion.update.UpdateRefused;

/// What a charger believes of a repository, and every lie that it does not. In each test the same
/// charger has believed the repository before the lie, and believes it again after what an honest
/// maker does next.
final class ReleaseClientTest {
    @TempDir private Path folder;
    private final FakeRepository repository = new FakeRepository();
    private Optional<ReleaseClient> client = Optional.empty();

    @BeforeEach
    void provision() throws IOException {
        Files.createDirectory(folder.resolve("trust"));
        Files.createDirectory(folder.resolve("metadata"));
        Files.write(folder.resolve("trust/1.root.json"), repository.file("1.root.json"));
        restart();
        assertBelieved();
    }

    private void restart() {
        client =
                Optional.of(
                        new ReleaseClient(
                                new TufClient.Ports(
                                        repository,
                                        new WaitingRoots(
                                                folder.resolve("trust"), folder.resolve("roots")),
                                        new MetadataFolder(folder.resolve("metadata")))));
    }

    private Trusted refresh(Instant now) throws IOException, UpdateRefused {
        repository.asked.clear();
        return client.orElseThrow().refresh(now);
    }

    private Trusted assertBelieved() {
        try {
            return refresh(NOW);
        } catch (IOException | UpdateRefused refused) {
            throw new AssertionError(refused);
        }
    }

    private void assertRefused(String cause, String detail) {
        assertRefused(cause, detail, NOW);
    }

    private void assertRefused(String cause, String detail, Instant now) {
        try {
            refresh(now);
        } catch (UpdateRefused refused) {
            assertThat(refused.refusal() + " " + refused.detail()).startsWith(cause + " " + detail);
            return;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        throw new AssertionError("believed, but expected " + cause);
    }

    private void honestMakerGoesOn() {
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        assertBelieved();
    }

    @Test
    void newReleaseAndItsAssignmentAreBelieved() throws Exception {
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        Trusted trusted = refresh(NOW);
        assertThat(repository.asked)
                .containsExactly(
                        "2.root.json",
                        "timestamp.json",
                        "2.snapshot.json",
                        "2.targets.json",
                        "2.assignment.json");
        assertThat(trusted.releases().newest().release().firmware()).isEqualTo("1.2");
        assertThat(trusted.releases().manifest()).isEqualTo(repository.file("2.targets.json"));
        assertThat(trusted.assignment().orderFor("c", Channel.STABLE))
                .contains(new Order.Resting(2));
    }

    @Test
    void whatIsKnownIsNotFetchedAgainNotEvenAfterARestart() throws Exception {
        refresh(NOW);
        assertThat(repository.asked).containsExactly("2.root.json", "timestamp.json");
        restart();
        refresh(NOW);
        assertThat(repository.asked).containsExactly("2.root.json", "timestamp.json");
    }

    @Test
    void olderTimestampIsRefused() {
        repository.sign("timestamp");
        assertBelieved();
        repository.back("timestamp", 1);
        repository.sign("timestamp");
        assertRefused("ROLLBACK", "timestamp.json: version 1 with snapshot 1 after 2 with 1");
        repository.back("timestamp", 3);
        honestMakerGoesOn();
        restart();
        repository.back("timestamp", 2);
        repository.sign("timestamp");
        assertRefused("ROLLBACK", "timestamp.json: version 2");
    }

    @Test
    void timestampOfAnOlderSnapshotIsRefused() {
        repository.sign("snapshot", "timestamp");
        assertBelieved();
        repository.back("snapshot", 1);
        repository.sign("snapshot", "timestamp");
        assertRefused("ROLLBACK", "timestamp.json: version 3 with snapshot 1 after 2 with 2");
        repository.back("snapshot", 3);
        honestMakerGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "assignment"})
    void snapshotOfAnOlderRoleIsRefused(String role) {
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        assertBelieved();
        repository.back(role, 1);
        repository.sign(role, "snapshot", "timestamp");
        assertRefused("ROLLBACK", "snapshot.json: " + role + ".json 1 after version 2 of it");
        repository.back(role, 3);
        repository.sign(role);
        repository.back("snapshot", 4);
        honestMakerGoesOn();
    }

    @Test
    void snapshotThatForgetsARoleIsRefused() {
        repository.part("snapshot").version++;
        TreeMap<String, Json> lie =
                new TreeMap<>(((Json.Members) repository.signed("snapshot")).values());
        lie.put("meta", FakeRepository.members("targets.json", repository.info("targets")));
        repository.serve("snapshot", new Json.Members(lie));
        repository.sign("timestamp");
        assertRefused("ROLLBACK", "snapshot.json: no assignment.json after version 1 of it");
        honestMakerGoesOn();
    }

    @Test
    void timestampThatNobodyRenewsIsRefusedOnceItHasExpired() {
        Instant end = repository.part("timestamp").expires;
        for (String role : List.of("root", "snapshot", "targets", "assignment")) {
            repository.part(role).expires = end.plus(Duration.ofDays(900));
        }
        repository.sign("root", "targets", "assignment", "snapshot", "timestamp");
        assertRefused("FREEZE", "timestamp.json: version 2 expired 2027-01-31T12:00:00Z", end);
        assertBelieved();
        repository.part("timestamp").expires = end.plus(Duration.ofDays(1));
        repository.sign("timestamp");
        try {
            refresh(end);
        } catch (IOException | UpdateRefused refused) {
            throw new AssertionError(refused);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "root, 2.root.json: expired 2027",
        "snapshot, snapshot.json: version 2 expired",
        "targets, targets.json: version 2 expired",
        "assignment, assignment.json: version 2 expired"
    })
    void expiredRoleIsRefusedAndAFreshOneBelieved(String role, String detail) {
        repository.part(role).expires = NOW;
        repository.sign("root", "targets", "assignment", "snapshot", "timestamp");
        assertRefused("EXPIRED", detail);
        repository.part(role).expires = NOW.plusSeconds(1);
        repository.sign("root", "targets", "assignment", "snapshot", "timestamp");
        assertBelieved();
    }

    /// A clock that lost its battery: the last timestamp says that it is later.
    @Test
    void clockSetBackRevivesNothing() {
        repository.made = Optional.of(NOW);
        repository.sign("timestamp");
        assertBelieved();
        repository.part("timestamp").expires = NOW.minusSeconds(1);
        repository.sign("timestamp");
        restart();
        assertRefused("FREEZE", "timestamp.json", Instant.EPOCH);
        repository.part("timestamp").expires = NOW.plusSeconds(1);
        repository.sign("timestamp");
        assertBelieved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets", "assignment"})
    void fileThatIsNotTheNamedOneIsRefused(String role) {
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        byte[] good = repository.file("2." + role + ".json");
        repository.files.put("2." + role + ".json", repository.file("1." + role + ".json"));
        assertRefused("MIX_AND_MATCH", "2." + role + ".json: another length or digest");
        repository.files.put("2." + role + ".json", good);
        assertBelieved();
    }

    @Test
    void fileOfAnotherVersionThanItsNameIsRefused() {
        repository.part("targets").version = 4;
        repository.sign("targets"); // 5
        repository.files.put("6.targets.json", repository.file("5.targets.json"));
        repository.part("targets").version = 6;
        repository.sign("snapshot", "timestamp");
        assertRefused("MIX_AND_MATCH", "6.targets.json: says version 5");
        honestMakerGoesOn();
    }

    @ParameterizedTest
    @CsvSource({
        "2.root.json, 65536",
        "timestamp.json, 16384",
        "2.snapshot.json, -1",
        "2.targets.json, -1",
        "2.assignment.json, -1"
    })
    void endlessFileIsReadNoFurtherThanItMayBeLong(String name, int most) {
        repository.sign("root", "targets", "assignment", "snapshot", "timestamp");
        byte[] good = repository.file(name);
        int limit = most < 0 ? good.length : most;
        repository.files.put(name, Arrays.copyOf(good, 1 << 22));
        assertRefused("METADATA_SIZE", name + ": more than " + limit + " bytes");
        repository.files.put(name, good);
        assertBelieved();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets", "assignment"})
    void missingFileIsRefusedUntilItIsThere(String role) {
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        byte[] good = repository.file("2." + role + ".json");
        repository.files.remove("2." + role + ".json");
        assertRefused("METADATA_MISSING", "2." + role + ".json");
        repository.files.put("2." + role + ".json", good);
        assertBelieved();
    }

    /// Thieves of the online keys sign far ahead, so that no honest version would ever be newer;
    /// the maker takes the keys from them.
    @ParameterizedTest
    @ValueSource(strings = {"1", "1000000"})
    void newKeysEndWhatStolenOnesSignedAhead(long ahead) {
        repository.part("timestamp").version += ahead;
        repository.part("snapshot").version += ahead;
        repository.sign("snapshot", "timestamp");
        assertBelieved();
        repository.back("timestamp", 2);
        repository.back("snapshot", 2);
        repository.sign("snapshot", "timestamp");
        assertRefused("ROLLBACK", "timestamp.json: version 2");
        repository.part("timestamp").rotate(Signing.ed25519());
        repository.part("snapshot").rotate(Signing.ed25519());
        repository.sign("root", "snapshot", "timestamp");
        assertBelieved();
        restart();
        assertBelieved();
    }

    @Test
    void rootIsFollowedWhenItIsSignedByTheOneBeforeAndByItself() throws Exception {
        FakeRepository.Part root = repository.part("root");
        Signing[] next = {Signing.ed25519(), Signing.mlDsa()};
        List<Signing> before = root.keys;
        root.rotate(next);
        repository.sign("root");
        assertRefused("SIGNATURES", "2.root.json: SIGNATURE_THRESHOLD root: 0 of 2 signatures");
        root.signers = before;
        repository.back("root", 2);
        repository.sign("root");
        assertRefused("SIGNATURES", "2.root.json: SIGNATURE_THRESHOLD root: 0 of 2 signatures");
        root.signers = List.of(before.get(0), before.get(1), next[0], next[1]);
        repository.back("root", 3);
        repository.sign("root");
        repository.files.put("2.root.json", repository.file("3.root.json"));
        assertRefused("ROOT_VERSION", "2.root.json: says version 3");
        repository.files.remove("3.root.json");
        repository.back("root", 2);
        repository.sign("root");
        assertThat(assertBelieved().root().version()).isEqualTo(2);
        assertThat(folder.resolve("roots/2.root.json"))
                .hasBinaryContent(repository.file("2.root.json"));
        restart();
        assertThat(assertBelieved().root().version()).isEqualTo(2);
    }

    @Test
    void noRootIsTakenThatAVerifierWouldNotFollow() {
        for (int version = 2; version <= 32; version++) {
            repository.sign("root");
        }
        assertThat(assertBelieved().root().version()).isEqualTo(32);
        repository.sign("root");
        assertRefused("ROOT_TOO_MANY", "33 roots, 32");
        assertThat(folder.resolve("roots/33.root.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets", "assignment"})
    void roleSignedByTooFewIsRefused(String role) {
        FakeRepository.Part part = repository.part(role);
        part.signers = part.keys.size() == 1 ? List.of(Signing.ed25519()) : part.keys.subList(0, 1);
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        assertRefused(
                "SIGNATURES",
                (role.equals("timestamp") ? role : "2." + role) + ".json: SIGNATURE_THRESHOLD");
        part.signers = part.keys;
        honestMakerGoesOn();
    }

    /// One signature twice, under the id of one key: the envelope has no place for it.
    @Test
    void signatureThatStandsTwiceIsRefused() {
        repository.sign("timestamp");
        String good = new String(repository.file("timestamp.json"), StandardCharsets.US_ASCII);
        int end = good.indexOf("}]") + 1;
        String signature = good.substring(good.indexOf("[{") + 1, end);
        String twice = good.substring(0, end) + "," + signature + good.substring(end);
        repository.files.put("timestamp.json", twice.getBytes(StandardCharsets.US_ASCII));
        assertRefused("METADATA_FORMAT", "timestamp.json: METADATA_ENVELOPE");
        repository.sign("timestamp");
        assertBelieved();
    }

    /// A thief of the timestamp's key signs a snapshot with it and calls it a timestamp.
    @Test
    void fileOfAnotherTypeIsRefused() {
        byte[] signed = CanonicalJson.bytes(repository.signed("snapshot"));
        repository.files.put(
                "timestamp.json",
                FakeRepository.enclose(signed, repository.part("timestamp").signers));
        assertRefused("WRONG_TYPE", "timestamp.json: METADATA_TYPE _type snapshot");
        honestMakerGoesOn();
    }

    @Test
    void signedByteThatChangedIsRefused() {
        repository.sign("timestamp");
        byte[] file = repository.file("timestamp.json");
        byte[] altered = file.clone();
        altered[file.length - 2] ^= 1;
        repository.files.put("timestamp.json", altered);
        assertRefused("SIGNATURES", "timestamp.json: SIGNATURE_INVALID");
        repository.files.put("timestamp.json", file);
        assertBelieved();
    }

    @Test
    void targetsThatLetNobodyAssignAreRefused() {
        repository.assigner = "somebody";
        repository.sign("targets", "snapshot", "timestamp");
        assertRefused("DELEGATION", "targets.json: nobody may assign versions");
        repository.assigner = "timestamp"; // whose file it would take the place of
        repository.sign("targets", "snapshot", "timestamp");
        assertRefused("METADATA_FORMAT", "3.targets.json: METADATA_FIELDS");
        repository.assigner = "assignment";
        honestMakerGoesOn();
    }

    @Test
    void assignerWhoNamesContentBeyondItsPatternsIsRefused() {
        String digest = "ab".repeat(32);
        repository.content.put(
                digest + ".full",
                FakeRepository.members(
                        "length",
                        new Json.Whole(7),
                        "hashes",
                        FakeRepository.members("sha256", FakeRepository.text(digest)),
                        "custom",
                        FakeRepository.members(
                                "kind",
                                FakeRepository.text("full"),
                                "gives",
                                FakeRepository.text("cd".repeat(32)))));
        repository.paths = List.of("*.delta");
        repository.sign("targets", "assignment", "snapshot", "timestamp");
        assertRefused("DELEGATION", "assignment.json: may not name " + digest + ".full");
        repository.paths = List.of("*.delta", "*.full");
        honestMakerGoesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets", "assignment"})
    void storedFileThatWasAlteredIsFetchedAgain(String role) throws Exception {
        Path file = folder.resolve("metadata/" + role + ".json");
        byte[] good = Files.readAllBytes(file);
        byte[] altered = good.clone();
        altered[good.length - 2] ^= 1;
        for (byte[] bad : List.of(altered, Arrays.copyOf(good, good.length / 2), new byte[0])) {
            Files.write(file, bad);
            restart();
            assertBelieved();
            assertThat(file).hasBinaryContent(good);
        }
    }

    @Test
    void waitingRootThatWasAlteredIsFetchedAgain() throws Exception {
        repository.sign("root");
        assertBelieved();
        Path root = folder.resolve("roots/2.root.json");
        Files.write(root, Arrays.copyOf(repository.file("2.root.json"), 900));
        restart();
        assertThat(assertBelieved().root().version()).isEqualTo(2);
        assertThat(root).hasBinaryContent(repository.file("2.root.json"));
    }
}
