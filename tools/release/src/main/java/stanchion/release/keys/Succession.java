package stanchion.release.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Key;
import stanchion.boot.Role;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;

/// Makes the next root: some keys leave, others take their place.
public final class Succession {
    /// Why a key leaves.
    public enum Reason {
        /// It is lost, old, or its holder moves on: what it signed stays good.
        ROTATION,
        /// Somebody else may have it: what it signed is worth nothing from now on.
        COMPROMISE
    }

    /// What shall change.
    ///
    /// @param leaving names of keys
    /// @param withoutSuccessor those of them nobody follows
    /// @param signingLater names of keys whose holders sign on their own machines
    public record Change(
            Reason reason,
            Set<String> leaving,
            Set<String> withoutSuccessor,
            Set<String> signingLater) {
        public Change {
            leaving = Set.copyOf(leaving);
            withoutSuccessor = Set.copyOf(withoutSuccessor);
            signingLater = Set.copyOf(signingLater);
        }
    }

    private final KeySet before;
    private final Change change;
    private final Instant now;
    private final NewFiles files = new NewFiles();
    private final List<HeldKey> keys = new ArrayList<>();
    private final List<RawSigner> signers = new ArrayList<>();

    private Succession(KeySet before, Change change, Instant now) {
        this.before = before;
        this.change = change;
        this.now = now;
    }

    /// Adds the next root to a key set, complete or waiting for signatures.
    public static UnfinishedRoot make(
            KeySet before, Change change, KeyChoices choices, Passphrases passphrases, Instant now)
            throws ReleaseException {
        Succession succession = new Succession(before, change, now);
        succession.check();
        succession.keys(choices, passphrases);
        succession.oldSigners(passphrases);
        return succession.write();
    }

    private void check() throws ReleaseException {
        for (String name : change.leaving()) {
            if (before.key(name).role().equals(KeySet.ASSIGNMENT)) {
                throw new ReleaseException(name + ": no root names it, replace it by itself");
            }
        }
        if (!change.leaving().containsAll(change.withoutSuccessor())) {
            throw new ReleaseException("only a key that leaves can have no successor");
        }
        Path unfinished = before.folder().resolve(version() + UnfinishedRoot.SUFFIX);
        if (Files.exists(unfinished)) {
            throw new ReleaseException(
                    unfinished + ": finish it (./run keys sign-root) or move it away first");
        }
    }

    private int version() {
        return before.version() + 1;
    }

    private void keys(KeyChoices choices, Passphrases passphrases) throws ReleaseException {
        KeyMaker maker = new KeyMaker(files, passphrases, choices);
        for (HeldKey key : before.keys()) {
            if (!change.leaving().contains(key.name())) {
                keys.add(key);
            } else if (!change.withoutSuccessor().contains(key.name())) {
                KeyMaker.Made made = maker.make(successor(key), key.role(), key.key().algorithm());
                keys.add(made.held());
                if (key.role().equals("root")) {
                    made.signer().ifPresent(signers::add);
                }
            }
        }
    }

    /// The next free number: `targets-ed25519` is followed by `targets-ed25519-2`.
    private String successor(HeldKey key) {
        String stem = key.role() + "-" + key.key().algorithm().scheme();
        int highest = 1;
        for (List<HeldKey> some : List.of(before.keys(), keys)) {
            for (HeldKey other : some) {
                String rest = other.name().startsWith(stem) ? other.name() : "";
                if (rest.matches(stem + "-[0-9]{1,6}")) {
                    highest =
                            Math.max(highest, Integer.parseInt(rest.substring(stem.length() + 1)));
                }
            }
        }
        String name = stem + "-" + (highest + 1);
        while (Files.exists(before.folder().resolve(name + KeySet.PUBLIC))) {
            highest++;
            name = stem + "-" + (highest + 1);
        }
        return name;
    }

    /// A key that leaves still vouches for its successor, unless somebody else may have it.
    private void oldSigners(Passphrases passphrases) throws ReleaseException {
        for (HeldKey key : before.role("root")) {
            boolean compromised =
                    change.reason() == Reason.COMPROMISE && change.leaving().contains(key.name());
            if (!compromised && !change.signingLater().contains(key.name())) {
                before.open(key, passphrases).ifPresent(signers::add);
            }
        }
    }

    private UnfinishedRoot write() throws ReleaseException {
        RootMetadata metadata =
                new RootMetadata(version(), now.plus(Ceremony.ROOT_LIFE), roles(), epochs());
        byte[] signed = CanonicalJson.bytes(metadata.signed());
        UnfinishedRoot root =
                UnfinishedRoot.draft(signed, Optional.of(before.root())).signAll(signers);
        files.add(version() + ".keys.conf", KeyConf.text(version(), keys));
        Completion completion = new Completion(root, keys, now);
        completion.addTo(files, before.folder());
        files.into(before.folder());
        completion.note(before.folder());
        return root;
    }

    private List<Role> roles() throws ReleaseException {
        List<Role> roles = new ArrayList<>();
        for (Role role : before.root().metadata().roles()) {
            TreeMap<String, Key> ofRole = new TreeMap<>();
            keys.stream()
                    .filter(key -> key.role().equals(role.name()))
                    .forEach(key -> ofRole.put(key.key().id(), key.key()));
            if (ofRole.size() < role.threshold()) {
                throw new ReleaseException(
                        "role "
                                + role.name()
                                + " would have fewer keys than its threshold "
                                + role.threshold()
                                + "; let a key follow");
            }
            roles.add(new Role(role.name(), ofRole, role.threshold()));
        }
        return roles;
    }

    /// Targets keys in foreign hands could claim any epoch of the old root: the new one begins
    /// above.
    private RootMetadata.Epochs epochs() throws ReleaseException {
        RootMetadata.Epochs old = before.root().metadata().epochs();
        boolean targets =
                before.role("targets").stream()
                        .anyMatch(key -> change.leaving().contains(key.name()));
        if (change.reason() != Reason.COMPROMISE || !targets) {
            return old;
        }
        long above =
                old.equals(RootMetadata.Epochs.ANY)
                        ? new History(before.folder()).highestEpoch()
                        : old.highest();
        return new RootMetadata.Epochs(above + 1, above + 1 + Ceremony.EPOCH_ROOM);
    }
}
