package stanchion.update;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.SlotState;
import stanchion.boot.Target;
import stanchion.update.slot.Durable;
import stanchion.update.slot.Slots;
import stanchion.update.tuf.MetadataFolder;
import stanchion.update.tuf.ReleaseClient;
import stanchion.update.tuf.TufClient;
import stanchion.update.tuf.WaitingRoots;

/// A version that cannot be brought into the slot, each for its own cause, and the slot stays
/// empty.
final class JobRefusalTest {
    private static final byte[] GARBAGE = "no deflated file".getBytes(US_ASCII);

    @TempDir private Path folder;
    private Optional<Bench> charger = Optional.empty();
    private Optional<Slots> slots = Optional.empty();
    private Optional<Trusted> trusted = Optional.empty();

    @BeforeEach
    void publish() throws Exception {
        Maker maker = Maker.in(Files.createDirectory(folder.resolve("maker")));
        maker.release("1.0");
        maker.release("2.0");
        maker.assign(plan -> plan.with(Channel.STABLE, 2));
        Bench bench = new Bench(folder.resolve("device"), maker, "1.0");
        bench.boot();
        charger = Optional.of(bench);
        Slots opened = Slots.open(bench.folder, bench.running(), bench.key());
        slots = Optional.of(opened);
        TufClient.Ports ports =
                new TufClient.Ports(
                        maker.metadata(),
                        new WaitingRoots(opened.folders().trust(), opened.folders().roots()),
                        new MetadataFolder(Files.createDirectory(folder.resolve("metadata"))));
        trusted = Optional.of(new ReleaseClient(ports).refresh(Maker.NOW));
    }

    @Test
    void versionWhoseFileNobodyNamesIsContentMissing() {
        assertRefused(UpdateRefusal.CONTENT_MISSING, contents -> contents.clear());
    }

    @Test
    void contentThatYieldsAnotherFileIsContentDigest() {
        assertRefused(
                UpdateRefusal.CONTENT_DIGEST,
                contents -> contents.replaceAll((name, content) -> garbage(content)));
    }

    @Test
    void versionThatDoesNotFitOnTheStorageIsNoRoom() {
        assertRefused(
                UpdateRefusal.NO_ROOM,
                contents ->
                        contents.replaceAll((name, content) ->
                                new Content(
                                        content.sha256(),
                                        Long.MAX_VALUE / 1000,
                                        content.chunks(),
                                        content.use())));
    }

    @Test
    void versionThatTheSignedTargetsDoNotListIsReleaseUnknown() {
        Trusted now = trusted.orElseThrow();
        assertThatThrownBy(() -> now.releases().verify(7, new byte[1], now.root()))
                .isInstanceOfSatisfying(
                        UpdateRefused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isEqualTo(UpdateRefusal.RELEASE_UNKNOWN));
    }

    /// One chunk that is what the assignment says, and is no deflated file.
    private static Content garbage(Content content) {
        return new Content(Hashes.of(GARBAGE), GARBAGE.length, Optional.empty(), content.use());
    }

    private interface Change {
        void in(SortedMap<String, Content> contents);
    }

    private void assertRefused(UpdateRefusal cause, Change change) {
        Trusted now = trusted.orElseThrow();
        SortedMap<String, Content> contents = new TreeMap<>(now.assignment().contents());
        change.in(contents);
        Assignment other = new Assignment(1, contents, now.assignment().rules());
        Trusted changed = new Trusted(now.root(), now.releases(), other);
        assertThatThrownBy(() -> run(changed))
                .isInstanceOfSatisfying(
                        UpdateRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(cause));
    }

    private void run(Trusted changed) throws IOException, UpdateRefused {
        Releases.Listed second = changed.releases().listed(2).orElseThrow();
        Map<String, Target> none = Map.of();
        Path contents = folder.resolve("content");
        Durable.folder(contents);
        Job job =
                new Job(
                        new Wanted(2, second.sha256(), 0),
                        new Job.Sources(
                                changed,
                                (file, index, length) -> GARBAGE.clone(),
                                slots.orElseThrow(),
                                none),
                        contents);
        while (!(job.advance() instanceof Supply.Whole)) {
            assertThat(charger.orElseThrow().record().b()).isNotInstanceOf(SlotState.Staged.class);
        }
    }
}
