package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import stanchion.boot.DerivedKey;
import stanchion.boot.Slot;
import stanchion.release.TargetsFile;
import stanchion.update.ContentSource;
import stanchion.update.Pace;
import stanchion.update.Proof;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;
import stanchion.update.Updater;
import stanchion.update.delta.ChunkList;
import stanchion.update.slot.Installed;
import stanchion.update.slot.Running;
import stanchion.update.slot.Slots;
import stanchion.update.tuf.MetadataSource;

/// An update on its way to a charger: its maker's repository, what lies between the two, the
/// charger's clock. Innocent until the case spoils it.
public final class Offer {
    /// The charger's id.
    static final String DEVICE = "canary";

    private static final int MOST_STEPS = 5_000;
    private static final int USUAL_ATTEMPTS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Pace PACE =
            new Pace(
                    Duration.ofSeconds(1),
                    Duration.ofHours(6),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10));

    private final Charger charger;
    private final Workshop workshop;
    private final Surroundings surroundings;
    private int attempts = USUAL_ATTEMPTS;
    private UnaryOperator<MetadataSource> metadata = source -> source;
    private UnaryOperator<ContentSource> content = source -> source;

    Offer(Charger charger, Path repository, Path keys, Instant now) {
        this.charger = charger;
        this.workshop = new Workshop(repository, keys, charger.keys(), now);
        this.surroundings = new Surroundings(now);
    }

    /// What became of it.
    ///
    /// @param causes what the update client named, one a failed attempt
    /// @param switched whether it asked for the other version
    record Answer(
            UpdateState.Phase phase,
            List<String> causes,
            List<UpdateEvents.Event> events,
            boolean switched) {
        /// Nothing was offered.
        static final Answer NONE = new Answer(UpdateState.Phase.IDLE, List.of(), List.of(), false);
    }

    /// The maker's side, and the thief's who has its keys.
    Workshop workshop() {
        return workshop;
    }

    /// The charger's clock, gate and ears.
    Surroundings surroundings() {
        return surroundings;
    }

    /// How many attempts may fail before the case looks at what came of it.
    void patience(int most) {
        attempts = most;
    }

    /// Puts somebody between repository and charger.
    void metadata(UnaryOperator<MetadataSource> between) {
        metadata = between;
    }

    /// The same for content.
    void content(UnaryOperator<ContentSource> between) {
        content = between;
    }

    /// Lets the charger look for an update and take it, as far as it goes: until it switches over,
    /// has failed some times for good, or has nothing to do.
    Answer make() throws IOException {
        Updater updater = updater();
        updater.begin();
        updater.check();
        int idle = 0;
        for (int i = 0; i < MOST_STEPS && idle < attempts && !surroundings.switched(); i++) {
            Duration next = updater.step().after();
            UpdateState.Phase phase = updater.state().phase();
            boolean waits = phase == UpdateState.Phase.WAITING;
            if (phase == UpdateState.Phase.IDLE || waits) {
                idle++;
            }
            surroundings.pass(next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next);
        }
        return new Answer(
                updater.state().phase(),
                surroundings.causes(),
                surroundings.events(),
                surroundings.switched());
    }

    private Updater updater() throws IOException {
        Slots slots =
                Slots.open(
                        charger.folder(),
                        running(),
                        DerivedKey.of(
                                Files.readAllBytes(charger.file("device.key")),
                                DerivedKey.SLOT_RECORDS));
        return Updater.of(
                slots,
                new Updater.Settings(
                        DEVICE, ZoneOffset.UTC, PACE, Proof.USUAL, 1, Optional.empty()),
                new Updater.Surroundings(
                        metadata.apply(workshop::read),
                        content.apply(this::chunk),
                        surroundings,
                        surroundings),
                surroundings);
    }

    private Running running() throws IOException {
        TargetsFile targets = workshop.read(charger.slotA().resolve("targets.json"));
        Installed installed =
                new Installed(
                        targets.about().firmware(),
                        targets.version(),
                        targets.about().sha256(),
                        targets.epoch());
        return new Running(Slot.A, installed, Running.Order.RECORDED, Map.of());
    }

    private byte[] chunk(String file, int index, int length) throws IOException {
        byte[] all = workshop.content(file);
        int from = Math.min(all.length, index * ChunkList.SIZE);
        return Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
    }

    /// The charger looks at a repository that offers nothing, and remembers it; then the maker
    /// offers the next version in a later one.
    void remember() throws Exception {
        workshop.offer(1);
        make();
        surroundings.forget();
        workshop.offer(2);
    }
}
