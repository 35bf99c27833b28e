package stanchion.release.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Algorithm;
import stanchion.boot.CanonicalJson;
import stanchion.boot.Key;
import stanchion.boot.Role;
import stanchion.release.NewFolder;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.RootMetadata;

/// Makes the keys of a maker and the first root, which every charger will trust for its life.
public final class Ceremony {
    /// How long a root may be used by update clients; a charger lives 15 years.
    static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);

    /// How many security epochs routine may use up between two roots.
    static final long EPOCH_ROOM = 15;

    /// How many keys a role has, and how many must sign.
    ///
    /// @param keys of each algorithm
    public record Size(Map<Algorithm, Integer> keys, int threshold) {
        public Size {
            keys = Map.copyOf(keys);
        }
    }

    /// What shall be made.
    ///
    /// @param sizes by name of the role: the four of TUF, and `assignment`
    public record Order(Path folder, Map<String, Size> sizes, Instant now) {
        public Order {
            sizes = Map.copyOf(sizes);
        }

        Size size(String role) {
            return sizes.getOrDefault(role, new Size(Map.of(), 0));
        }
    }

    /// Root 3 × Ed25519 and 2 × ML-DSA-65, any 4; targets one of each, both; the others online.
    public static final Map<String, Size> USUAL =
            Map.of(
                    "root",
                    new Size(Map.of(Algorithm.ED25519, 3, Algorithm.ML_DSA_65, 2), 4),
                    "targets",
                    new Size(Map.of(Algorithm.ED25519, 1, Algorithm.ML_DSA_65, 1), 2),
                    "snapshot",
                    new Size(Map.of(Algorithm.ED25519, 1), 1),
                    "timestamp",
                    new Size(Map.of(Algorithm.ED25519, 1), 1),
                    KeySet.ASSIGNMENT,
                    new Size(Map.of(Algorithm.ED25519, 1), 1));

    private static final List<String> ROOT_NAMES =
            List.of("root", "targets", "snapshot", "timestamp");
    private static final List<String> ROLES =
            List.of("root", "targets", "snapshot", "timestamp", KeySet.ASSIGNMENT);

    private final Order order;
    private final NewFiles files = new NewFiles();
    private final List<HeldKey> keys = new ArrayList<>();
    private final List<RawSigner> rootSigners = new ArrayList<>();

    private Ceremony(Order order) {
        this.order = order;
    }

    /// Makes the folder, in full or not at all.
    ///
    /// @return the first root, complete or waiting for keys that are elsewhere
    /// @throws ReleaseException when a role could be fulfilled by one algorithm alone, before any
    ///   key is made
    public static UnfinishedRoot hold(Order order, KeyChoices choices, Passphrases passphrases)
            throws ReleaseException {
        Ceremony ceremony = new Ceremony(order);
        for (String role : ROLES) {
            lint(role, order.size(role));
        }
        NewFolder.check(order.folder());
        ceremony.make(new KeyMaker(ceremony.files, passphrases, choices));
        UnfinishedRoot root = ceremony.root();
        ceremony.write(root);
        return root;
    }

    private static void lint(String role, Size size) throws ReleaseException {
        int all = size.keys().values().stream().mapToInt(Integer::intValue).sum();
        if (size.threshold() < 1 || size.threshold() > all) {
            throw new ReleaseException(
                    "role " + role + ": threshold " + size.threshold() + " of " + all + " keys");
        }
        if (role.equals(KeySet.ASSIGNMENT) && size.threshold() != 1) {
            throw new ReleaseException("role assignment: any one of its keys signs");
        }
        boolean offline = role.equals("root") || role.equals("targets");
        for (int of : size.keys().values()) {
            if (offline && size.threshold() <= of) {
                throw new ReleaseException(RootMetadata.notHybrid(role));
            }
        }
    }

    private void make(KeyMaker maker) throws ReleaseException {
        for (String role : ROLES) {
            Map<Algorithm, Integer> wanted = new TreeMap<>(order.size(role).keys());
            for (Map.Entry<Algorithm, Integer> some : wanted.entrySet()) {
                for (int i = 1; i <= some.getValue(); i++) {
                    add(
                            maker.make(
                                    name(role, some.getKey(), i, some.getValue()),
                                    role,
                                    some.getKey()));
                }
            }
        }
    }

    /// `root-ed25519-2`; the number is left out where there is but one.
    private static String name(String role, Algorithm algorithm, int number, int of) {
        String plain = role + "-" + algorithm.scheme();
        return of == 1 ? plain : plain + "-" + number;
    }

    private void add(KeyMaker.Made made) {
        keys.add(made.held());
        if (made.held().role().equals("root")) {
            made.signer().ifPresent(rootSigners::add);
        }
    }

    private UnfinishedRoot root() throws ReleaseException {
        List<Role> roles = new ArrayList<>();
        for (String role : ROOT_NAMES) {
            TreeMap<String, Key> ofRole = new TreeMap<>();
            keys.stream()
                    .filter(key -> key.role().equals(role))
                    .forEach(key -> ofRole.put(key.key().id(), key.key()));
            roles.add(new Role(role, ofRole, order.size(role).threshold()));
        }
        RootMetadata metadata =
                new RootMetadata(
                        1,
                        order.now().plus(ROOT_LIFE),
                        roles,
                        new RootMetadata.Epochs(0, EPOCH_ROOM));
        byte[] signed = CanonicalJson.bytes(metadata.signed());
        return UnfinishedRoot.draft(signed, Optional.empty()).signAll(rootSigners);
    }

    private void write(UnfinishedRoot root) throws ReleaseException {
        Completion completion = new Completion(root, keys, order.now());
        files.add("1.keys.conf", KeyConf.text(1, keys));
        NewFolder.make(
                order.folder(),
                folder -> {
                    completion.addTo(files, folder.path());
                    files.into(folder.path());
                    completion.note(folder.path());
                });
    }
}
