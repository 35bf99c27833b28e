package stanchion.release.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stanchion.boot.Json;
import stanchion.boot.Role;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.NewFolder;
import stanchion.release.PrivateFolder;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;
import stanchion.release.Signer;
import stanchion.release.SigningKey;
import stanchion.release.SlotContents;
import stanchion.release.TargetsMetadata;
import stanchion.release.keys.HeldKey;
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
        History history = new History(keys.folder());
        long version = order.targetsVersion() == 0 ? history.nextTargets() : order.targetsVersion();
        Targets targets = SlotContents.describe(order.firmware(), version);
        Json content = new TargetsMetadata(targets, order.now().plus(TARGETS_LIFE)).signed();
        byte[] file = signed(content, "targets");
        String bill = BillOfMaterials.json(order.firmware());
        Optional<Repository.Addition> addition = Optional.empty();
        if (order.repository().isPresent()) {
            addition = Optional.of(addition(order.repository().get(), file, version));
        }
        write(file, bill);
        if (addition.isPresent()) {
            addition.get().publish(order.firmware());
        }
        history.targets(order.now(), targets, file);
        return targets;
    }

    private byte[] signed(Json content, String role) throws ReleaseException {
        Role needed = keys.root().role(role);
        List<RawSigner> signers = new ArrayList<>();
        for (RawSigner signer : keys.signers(role, passphrases)) {
            boolean repeat = order.randomness() == Randomness.NONE;
            signers.add(repeat && signer instanceof SigningKey key ? key.repeatable() : signer);
        }
        if (signers.size() < needed.threshold()) {
            throw new ReleaseException(
                    role
                            + " needs "
                            + needed.threshold()
                            + " signatures, but only "
                            + signers.size()
                            + " of its keys are here; bring "
                            + String.join(
                                    ", ", keys.role(role).stream().map(HeldKey::name).toList()));
        }
        return Signer.sign(content, signers);
    }

    private Repository.Addition addition(Path folder, byte[] targets, long version)
            throws ReleaseException {
        Repository repository = new Repository(folder);
        Map<String, byte[]> files = new LinkedHashMap<>();
        repository.checkNew(version + ".targets.json");
        for (int root = 1; root <= keys.version(); root++) {
            files.put(root + ".root.json", keys.rootBytes(root));
        }
        files.put(version + ".targets.json", targets);
        Repository.Versions last = repository.versions();
        long next = last.snapshot() + 1;
        byte[] snapshot =
                signed(Repository.snapshot(targets, version, next, order.now()), "snapshot");
        files.put(next + ".snapshot.json", snapshot);
        byte[] timestamp =
                signed(
                        Repository.timestamp(snapshot, next, last.timestamp() + 1, order.now()),
                        "timestamp");
        return repository.addition(files, timestamp);
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
