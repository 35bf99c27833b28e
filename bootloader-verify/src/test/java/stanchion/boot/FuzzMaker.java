package stanchion.boot;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import stanchion.boot.Maker.Of;
import stanchion.boot.Maker.Signing;

/// A maker whose keys the fuzzer owns, so that it reaches what lies behind a signature.
///
/// The keys are the same in every run: a root in the corpus names them, and must go on doing so.
final class FuzzMaker {
    static final Signing CLASSICAL = Maker.ed25519(new Fixed(1));
    static final Signing POST_QUANTUM = Maker.mlDsa(new Fixed(2));
    static final List<Signing> KEYS = List.of(CLASSICAL, POST_QUANTUM);

    /// Those of the next root.
    static final List<Signing> LATER_KEYS =
            List.of(Maker.ed25519(new Fixed(3)), Maker.mlDsa(new Fixed(4)));

    private FuzzMaker() {}

    /// A root by whose word one classical signature is enough for targets: it is quick to make.
    static Root root() {
        try {
            TreeMap<String, Key> keys = new TreeMap<>();
            byte[] json = Maker.ascii(CLASSICAL.json());
            Fields fields = Fields.of("key", JsonReader.read(json, 0, json.length));
            keys.put(CLASSICAL.id(), Key.read(CLASSICAL.id(), fields));
            Role role = new Role("targets", keys, 1);
            return new Root(1, new Root.Roles(role, role, role, role), Root.Epochs.ANY);
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A root of these keys, as it is before it is signed.
    static String root(int version, List<Signing> keys) {
        return Maker.root(
                version,
                List.of(
                        new Of("root", 2, keys),
                        new Of("targets", 2, KEYS),
                        new Of("snapshot", 1, List.of(CLASSICAL)),
                        new Of("timestamp", 1, List.of(CLASSICAL))));
    }

    /// A source of the same bytes in every run.
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient Random random;

        private Fixed(long seed) {
            random = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
