package stanchion.release.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.NewFolder;
import stanchion.release.PrivateFolder;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;
import stanchion.release.SlotContents;
import stanchion.release.TargetsMetadata;
import stanchion.release.keys.History;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;

/// Signs a version: a slot, its bill of materials beside it, and a repository if there is one.
public final class SlotSigning {
    private static final Duration TARGETS_LIFE = Duration.ofDays(365);

    /// Whether a second run with the same input and time gives the same signatures.
    public enum Randomness {
        HEDGED,
        NONE
    }

    /// What shall be signed.
    ///
    /// @param targetsVersion counts up with every signing; 0 for the next of the key set's history
    /// @param slot a new folder
    /// @param repository a TUF repository to add it to
    public record Order(
            Firmware firmware,
            long targetsVersion,
            Path slot,
            Optional<Path> repository,
            Instant now,
            Randomness randomness) {}

    private final KeySet keys;
    private final Order order;
    private final Passphrases passphrases;

    private SlotSigning(KeySet keys, Order order, Passphrases passphrases) {
        this.keys = keys;
        this.order = order;
        this.passphrases = passphrases;
    }

    /// Signs, in full or not at all.
    ///
    /// @return the targets that were signed
    public static Targets sign(KeySet keys, Order order, Passphrases passphrases)
            throws ReleaseException {
        SlotSigning signing = new SlotSigning(keys, order, passphrases);
        signing.check();
        return signing.sign();
    }

    /// The bill of materials of a slot.
    public static Path bill(Path slot) {
        return slot.resolveSibling(slot.getFileName() + ".cdx.json");
    }

    private void check() throws ReleaseException {
        String version = order.firmware().release().firmware();
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9_+.-]{0,63}")) {
            throw new ReleaseException(
                    "version " + version + ": use 1 to 64 letters, digits, . + - and _");
        }
        RootMetadata.Epochs allowed = keys.root().metadata().epochs();
        long epoch = order.firmware().release().securityEpoch();
        if (epoch < allowed.lowest() || epoch > allowed.highest()) {
            throw new ReleaseException(
                    "security epoch "
                            + epoch
                            + ": root "
                            + keys.version()
                            + " allows "
                            + allowed.lowest()
                            + " to "
                            + allowed.highest()
                            + "; sign within, or make a next root");
        }
        NewFolder.check(order.slot());
        if (Files.exists(bill(order.slot()))) {
            throw new ReleaseException(
                    bill(order.slot()) + ": exists already and is not overwritten, move it away");
        }
    }

    private Targets sign() throws ReleaseException {
        if (order.repository().isPresent()) {
            Repository repository = new Repository(order.repository().get());
            return repository.alone(() -> sign(Optional.of(repository)));
        }
        return sign(Optional.empty());
    }

    private Targets sign(Optional<Repository> repository) throws ReleaseException {
        History history = new History(keys.folder());
        long version = order.targetsVersion() == 0 ? history.nextTargets() : order.targetsVersion();
        Targets targets = SlotContents.describe(order.firmware(), version);
        RoleSigning signing = new RoleSigning(keys, passphrases, order.randomness());
        TargetsMetadata.Updates updates =
                new TargetsMetadata.Updates(NewRelease.assigners(keys), List.of());
        Optional<NewRelease> release = Optional.empty();
        if (repository.isPresent()) {
            NewRelease adding = new NewRelease(repository.get(), signing, version);
            updates = adding.updates();
            release = Optional.of(adding);
        }
        Instant expires = order.now().plus(TARGETS_LIFE);
        byte[] file =
                signing.sign(new TargetsMetadata(targets, expires, updates).signed(), "targets");
        String bill = BillOfMaterials.json(order.firmware());
        NewRelease.Signed signed = () -> {};
        if (release.isPresent()) {
            signed = release.get().sign(contents(), file, order.now());
        }
        write(file, bill);
        signed.publish();
        history.targets(order.now(), targets, file);
        return targets;
    }

    private SortedMap<String, byte[]> contents() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        order.firmware().files().forEach((name, part) -> files.put(name, part.content()));
        return files;
    }

    private void write(byte[] targets, String bill) throws ReleaseException {
        try {
            NewFolder.make(order.slot(), slot -> fill(slot, targets, bill));
        } catch (ReleaseException failed) {
            removeBill();
            throw failed;
        }
    }

    private void fill(PrivateFolder slot, byte[] targets, String bill) throws IOException {
        for (Map.Entry<String, Firmware.Part> file : order.firmware().files().entrySet()) {
            slot.write(file.getKey(), file.getValue().content());
        }
        slot.write(Targets.FILE, targets);
        Files.write(bill(order.slot()), bill.getBytes(StandardCharsets.UTF_8));
    }

    private void removeBill() throws ReleaseException {
        try {
            Files.deleteIfExists(bill(order.slot()));
        } catch (IOException stays) {
            throw new ReleaseException(bill(order.slot()) + ": remove it by hand", stays);
        }
    }
}
