package stanchion.release.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.release.AssignmentMetadata;
import stanchion.release.ContentObject;
import stanchion.release.Digests;
import stanchion.release.Plan;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;
import stanchion.release.TargetsFile;
import stanchion.release.TargetsMetadata;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.NextAssignmentKey;
import stanchion.release.keys.Succession;
import stanchion.update.Channel;
import stanchion.update.delta.ChunkList;
import stanchion.update.delta.Delta;

/// Who gets which release is signed online, of releases that were signed offline.
final class AssignmentsTest {
    private static final Instant NOW = RepositoryMaker.NOW;

    @TempDir private Path temporary;
    private RepositoryMaker maker = new RepositoryMaker(Path.of(""));

    @BeforeEach
    void holdCeremony() throws Exception {
        maker = RepositoryMaker.in(temporary);
    }

    @Test
    void firstReleaseGoesToEveryChannelAndALaterOneToNobodyYet() throws Exception {
        maker.release("1.0");
        maker.release("2.0");
        Plan plan = maker.assignments().plan();
        assertThat(plan.channels())
                .isEqualTo(Map.of(Channel.LTS, 1L, Channel.STABLE, 1L, Channel.BETA, 1L));
        assertThat(maker.assignments().assignable()).containsExactly(1L, 2L);
        byte[] first = maker.repository().metadata("1.targets.json");
        assertThat(maker.repository().targets(2).others().earlier())
                .containsExactly(
                        new TargetsMetadata.Earlier("1.0", first.length, Digests.sha256(first), 1));
    }

    @Test
    void whatIsWrittenIsWhatIsRead() throws Exception {
        maker.release("1.0");
        maker.release("2.0");
        Plan plan =
                maker.assignments()
                        .plan()
                        .with(Channel.BETA, 2)
                        .with(
                                List.of(
                                        new Plan.Rollout(
                                                "r-1", Channel.STABLE, 100, Plan.State.RUNNING, 2)))
                        .with("charger-7", new Plan.Pin(3, 1));
        assertThat(maker.assignments().write(plan, NOW)).isEqualTo(3);
        assertThat(maker.assignments().plan()).isEqualTo(plan);
        Repository.Present present = maker.repository().published();
        assertThat(present.assignment()).isEqualTo(3);
        assertThat(present.snapshot().version()).isEqualTo(3);
        assertThat(present.timestamp().version()).isEqualTo(3);
    }

    @Test
    void everyFileOfAnAssignedReleaseIsThereToFetchAndHashesToWhatIsSigned() throws Exception {
        maker.release("1.0");
        AssignmentMetadata assignment = maker.repository().assignment(1);
        TargetsFile targets = maker.repository().targets(1);
        Map<String, String> given = new TreeMap<>();
        for (ContentObject object : assignment.content().objects().values()) {
            byte[] content = content(object.sha256());
            assertThat(content).hasSize((int) object.length());
            assertThat(Digests.sha256(content)).isEqualTo(object.sha256());
            assertThat(Digests.sha256(inflated(content))).isEqualTo(object.gives());
            given.put(object.gives(), object.kind().text());
            assertThat(object.chunks().isPresent()).isEqualTo(content.length > ChunkList.SIZE);
            if (object.chunks().isPresent()) {
                assertThat(content(object.chunks().get())).isEqualTo(chunks(content));
            }
        }
        assertThat(given)
                .containsEntry(targets.about().sha256(), "manifest")
                .containsKeys(targets.files().values().toArray(String[]::new))
                .hasSize(3);
    }

    private byte[] content(String sha256) throws Exception {
        return Files.readAllBytes(maker.repository().contentFile(sha256));
    }

    private static byte[] inflated(byte[] content) throws Exception {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(content);
            byte[] out = new byte[200_000];
            return java.util.Arrays.copyOf(out, inflater.inflate(out));
        }
    }

    private static byte[] chunks(byte[] content) throws Exception {
        StringBuilder digests = new StringBuilder();
        for (int from = 0; from < content.length; from += ChunkList.SIZE) {
            int to = Math.min(content.length, from + ChunkList.SIZE);
            digests.append(Digests.sha256(java.util.Arrays.copyOfRange(content, from, to)));
        }
        return HexFormat.of().parseHex(digests);
    }

    @Test
    void whoRunsAnEarlierReleaseFetchesWhatItLacksAlone() throws Exception {
        maker.release("1.0");
        maker.release("2.0");
        maker.assignments().write(maker.assignments().plan().with(Channel.BETA, 2), NOW);
        String old = maker.repository().targets(1).files().getOrDefault("native.so", "");
        String next = maker.repository().targets(2).files().getOrDefault("native.so", "");
        List<ContentObject> deltas =
                maker.repository().assignment(3).content().objects().values().stream()
                        .filter(object -> object.kind() == ContentObject.Kind.DELTA)
                        .toList();
        assertThat(deltas).hasSize(1);
        ContentObject delta = deltas.getFirst();
        assertThat(delta.from()).contains(old);
        assertThat(delta.gives()).isEqualTo(next);
        assertThat(delta.length()).isLessThan(100);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Delta.apply(
                maker.repository().slotPath(old, "native.so"),
                new ByteArrayInputStream(content(delta.sha256())),
                out,
                40_000);
        assertThat(Digests.sha256(out.toByteArray())).isEqualTo(next);
    }

    @Test
    void whatNobodyIsAssignedIsNotListed() throws Exception {
        maker.release("1.0");
        maker.release("2.0");
        Set<String> one = maker.repository().assignment(1).content().objects().keySet();
        assertThat(maker.repository().assignment(2).content().objects().keySet()).isEqualTo(one);
        maker.assignments().write(maker.assignments().plan().with(Channel.BETA, 2), NOW);
        assertThat(maker.repository().assignment(3).content().objects().keySet())
                .containsAll(one)
                .hasSizeGreaterThan(one.size());
    }

    @Test
    void planThatNoChargerWouldTakeIsRefusedAndLeavesNothing() throws Exception {
        maker.release("1.0");
        Plan good = maker.assignments().plan();
        assertRefused(
                good.with(Channel.BETA, 2), "targets version 2: cannot be assigned, only [1]");
        assertRefused(rollout("r", 10_001), "permyriad of rollout r: 10001 is not 0 to 10000");
        assertRefused(rollout("r", -1), "permyriad of rollout r: -1 is not 0 to 10000");
        assertRefused(rollout("r/../x", 1), "rollout id r/../x: use 1 to 64");
        assertRefused(good.with("a b", new Plan.Pin(1, 1)), "charger id a b: use 1 to 64");
        assertRefused(good.with("a", new Plan.Pin(-1, 1)), "serial of charger a: -1 is not");
        Plan many = good;
        for (int i = 0; i <= Plan.MOST_DEVICES; i++) {
            many = many.with("c" + i, new Plan.Pin(1, 1));
        }
        assertRefused(many, "1001 chargers have a version of their own, at most 1000 can");
        assertThat(maker.assignments().write(many.without("c7"), NOW)).isEqualTo(2);
    }

    private Plan rollout(String id, int permyriad) throws ReleaseException {
        return maker.assignments()
                .plan()
                .with(
                        List.of(
                                new Plan.Rollout(
                                        id, Channel.BETA, permyriad, Plan.State.RUNNING, 1)));
    }

    private void assertRefused(Plan plan, String message) throws Exception {
        List<String> before = files();
        assertThatThrownBy(() -> maker.assignments().write(plan, NOW))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith(message);
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws Exception {
        try (Stream<Path> tree = Files.walk(maker.repository().folder())) {
            List<String> files = new ArrayList<>();
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                files.add(file + " " + Digests.sha256(Files.readAllBytes(file)));
            }
            return files;
        }
    }

    @Test
    void timestampIsRenewedAloneAndTheOthersWithItBeforeTheyEnd() throws Exception {
        maker.release("1.0");
        assertThat(maker.assignments().refresh(NOW.plus(Duration.ofDays(10)))).isEqualTo(2);
        Repository.Present present = maker.repository().published();
        assertThat(present.timestamp().expires()).isEqualTo(NOW.plus(Duration.ofDays(24)));
        assertThat(present.snapshot().version()).isEqualTo(1);
        assertThat(present.assignment()).isEqualTo(1);

        Instant late = NOW.plus(Duration.ofDays(61));
        Plan before = maker.assignments().plan();
        assertThat(maker.assignments().refresh(late)).isEqualTo(3);
        present = maker.repository().published();
        assertThat(present.snapshot().expires()).isEqualTo(late.plus(Duration.ofDays(90)));
        assertThat(present.assignment()).isEqualTo(2);
        assertThat(maker.assignments().plan()).isEqualTo(before);
    }

    @Test
    void twoMakersWithTheSameKeysAndTimeWriteTheSameBytes() throws Exception {
        for (String name : List.of("1.0", "2.0")) {
            maker.release(name);
        }
        maker.assignments().write(maker.assignments().plan().with(Channel.BETA, 2), NOW);
        RepositoryMaker twin = new RepositoryMaker(temporary.resolve("twin"));
        Files.createDirectories(twin.folder());
        copy(maker.keys(), twin.keys());
        Files.delete(twin.keys().resolve("history.txt"));
        for (String name : List.of("1.0", "2.0")) {
            twin.release(name);
        }
        twin.assignments().write(twin.assignments().plan().with(Channel.BETA, 2), NOW);
        List<String> files = files();
        String here = maker.repository().folder().toString();
        maker = twin;
        assertThat(files())
                .isEqualTo(
                        files.stream()
                                .map(f -> f.replace(here, twin.repository().folder().toString()))
                                .toList());
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    @Test
    void serverNeedsNoOfflineKey() throws Exception {
        maker.release("1.0");
        try (Stream<Path> files = Files.list(maker.keys())) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("(root|targets)-.*") && !name.endsWith(".pub.pem")) {
                    Files.delete(file);
                }
            }
        }
        assertThat(maker.assignments().refresh(NOW)).isEqualTo(2);
        assertThat(maker.assignments().write(maker.assignments().plan(), NOW)).isEqualTo(2);
        assertThatThrownBy(() -> maker.release("2.0"))
                .hasMessageStartingWith("targets needs 2 signatures, but only 0");
    }

    @Test
    void replacedKeyAssignsOnlyOnceTargetsNameIt() throws Exception {
        maker.release("1.0");
        String old = assigner(1);
        NextAssignmentKey.make(
                maker.keySet(),
                Set.of("assignment-ed25519"),
                RepositoryMaker.PLAIN,
                RepositoryMaker.NONE,
                NOW);
        KeySet set = maker.keySet();
        assertThat(set.version()).isEqualTo(1);
        assertThat(set.role(KeySet.ASSIGNMENT)).hasSize(1);
        assertThat(set.role(KeySet.ASSIGNMENT).getFirst().name()).isEqualTo("assignment-ed25519-2");
        assertThatThrownBy(() -> maker.assignments().write(maker.assignments().plan(), NOW))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("targets 1 name another key of the assignment");
        maker.release("1.0.1");
        assertThat(assigner(2))
                .isEqualTo(set.role(KeySet.ASSIGNMENT).getFirst().key().id())
                .isNotEqualTo(old);
        assertThat(maker.repository().targets(2).others().assigners()).containsExactly(assigner(2));
    }

    private String assigner(long version) throws Exception {
        Path file = maker.repository().metadataFile(AssignmentMetadata.fileName(version));
        return SignedFile.read(file).signatures().firstKey();
    }

    @Test
    void releasesThatTheNewRootForbidsAreNoLongerAssigned() throws Exception {
        maker.release("1.0");
        maker.assignments().write(maker.assignments().plan().with("c", new Plan.Pin(1, 1)), NOW);
        Succession.make(
                maker.keySet(),
                new Succession.Change(
                        Succession.Reason.COMPROMISE,
                        Set.of("targets-ed25519"),
                        Set.of(),
                        Set.of()),
                RepositoryMaker.PLAIN,
                RepositoryMaker.NONE,
                NOW);
        assertThat(maker.keySet().role(KeySet.ASSIGNMENT)).hasSize(1);
        maker.release("2.0");
        assertThat(maker.repository().targets(2).others().earlier()).isEmpty();
        Plan plan = maker.assignments().plan();
        assertThat(plan).isEqualTo(Plan.NONE);
    }

    @Test
    void atMostSixteenEarlierReleasesAreNamedAndThoseInUseFirst() throws Exception {
        for (int i = 1; i <= 18; i++) {
            maker.release("1." + i);
        }
        assertThat(maker.repository().targets(18).others().earlier())
                .extracting(TargetsMetadata.Earlier::targets)
                .hasSize(16)
                .startsWith(1L, 3L)
                .endsWith(17L);
        assertThat(maker.assignments().plan().versions()).containsExactly(1L);
    }

    @Test
    void interruptedPublicationIsRepeatedAndHeals() throws Exception {
        maker.release("1.0");
        Path orphan = maker.repository().metadataFile("2.assignment.json");
        Files.writeString(orphan, "half a fi");
        Files.writeString(maker.repository().metadataFile("2.snapshot.json"), "");
        maker.assignments().write(maker.assignments().plan(), NOW);
        assertThat(maker.repository().published().snapshot().version()).isEqualTo(2);
        assertThat(maker.repository().assignment(2).version()).isEqualTo(2);
    }

    @Test
    void secondWriterIsSentAway() throws Exception {
        maker.release("1.0");
        try (FileChannel channel =
                        FileChannel.open(
                                maker.repository().folder().resolve("lock"),
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> maker.assignments().refresh(NOW))
                    .isInstanceOf(ReleaseException.class)
                    .hasMessageEndingWith("somebody writes it just now; try again");
        }
        assertThat(maker.assignments().refresh(NOW)).isEqualTo(2);
    }

    @Test
    void slotThatLeftTheFactoryIsAddedAsItIsButNotWhenItsFilesAreOthers() throws Exception {
        Path slot = maker.sign("1.0", Optional.empty());
        assertThat(new SignedSlot(slot).add(maker.assignments(), NOW).version()).isEqualTo(1);
        assertThat(maker.repository().metadataFile("1.targets.json"))
                .hasSameBinaryContentAs(slot.resolve("targets.json"));
        maker.release("2.0");
        assertThat(maker.assignments().assignable()).containsExactly(1L, 2L);
        Path other = maker.sign("3.0", Optional.empty());
        Files.writeString(other.resolve("board.conf"), "another\n");
        assertThatThrownBy(() -> new SignedSlot(other).add(maker.assignments(), NOW))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("holds other files than its targets.json says");
    }

    @Test
    void repositoryIsNotAddedToByKeysThatNobodyMayAssignWith() throws Exception {
        maker.release("1.0");
        Path conf = maker.keys().resolve("1.keys.conf");
        Files.writeString(conf, Files.readString(conf).replaceAll("(?m)^assignment.*\n", ""));
        assertThatThrownBy(() -> maker.release("2.0"))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("--replace assignment-ed25519");
        NextAssignmentKey.make(
                maker.keySet(), Set.of(), RepositoryMaker.PLAIN, RepositoryMaker.NONE, NOW);
        maker.release("2.0");
        assertThat(maker.assignments().assignable()).containsExactly(1L, 2L);
    }
}
