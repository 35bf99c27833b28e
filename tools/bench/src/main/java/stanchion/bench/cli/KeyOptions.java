package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.release.ReleaseException;
import stanchion.release.keys.ConsolePassphrases;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.Passphrases;
import stanchion.release.keys.Succession;
import stanchion.release.sign.Assignments;
import stanchion.release.sign.SlotSigning;

/// Options about keys that several commands share.
final class KeyOptions {
    private KeyOptions() {}

    /// Where passphrases come from.
    static final class Secrets {
        @Option(
                names = "--passphrase-file",
                paramLabel = "[NAME=]FILE",
                description = {
                    "First line: passphrase or PIN, of one key or of all that have no file of their"
                            + " own.",
                    "Without it the console asks."
                })
        private List<String> passphraseFiles = List.of();

        Passphrases passphrases() throws ReleaseException {
            Optional<Path> common = Optional.empty();
            Map<String, Path> own = new LinkedHashMap<>();
            for (String word : passphraseFiles) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    own.put(word.substring(0, equals), Path.of(word.substring(equals + 1)));
                } else if (common.isPresent()) {
                    throw new ReleaseException(
                            "--passphrase-file " + word + ": a second one needs NAME=");
                } else {
                    common = Optional.of(Path.of(word));
                }
            }
            return Passphrases.files(common, own, new ConsolePassphrases());
        }
    }

    /// With whose keys something is signed, and when.
    static final class Signing {
        @Option(
                names = "--keys",
                paramLabel = "DIR",
                required = true,
                description = "The folder of a ceremony.")
        private Path keys = Path.of("");

        @Option(
                names = "--date",
                paramLabel = "INSTANT",
                description = {
                    "Sign as if it were this time (2026-11-22T20:00:00Z), with the deterministic",
                    "variant of ML-DSA: two runs give the same bytes."
                })
        private Optional<Instant> date = Optional.empty();

        @Mixin private Secrets secrets = new Secrets();

        Path keys() {
            return keys;
        }

        Passphrases passphrases() throws ReleaseException {
            return secrets.passphrases();
        }

        Instant now() {
            return date.orElseGet(Instant::now);
        }

        SlotSigning.Randomness randomness() {
            return date.isPresent() ? SlotSigning.Randomness.NONE : SlotSigning.Randomness.HEDGED;
        }

        /// The assignments of a repository, which the online keys sign.
        Assignments assignments(Path repository) throws ReleaseException {
            return Assignments.open(repository, keys, passphrases());
        }
    }

    /// Of which keys a next root is made.
    static final class Next {
        @Parameters(paramLabel = "DIR", description = "The folder of a ceremony.")
        private Path folder = Path.of("");

        @Option(
                names = "--later",
                paramLabel = "NAME",
                description = "Its holder signs elsewhere, with sign-root. Repeatable.")
        private Set<String> later = new LinkedHashSet<>();

        @Mixin private NewKeys newKeys = new NewKeys();
        @Mixin private Secrets secrets = new Secrets();

        /// Makes it and says what follows.
        ///
        /// @param leaving names of keys that are not in it
        /// @param withoutSuccessor of these, those that no new key follows
        int root(Succession.Reason reason, Set<String> leaving, Set<String> withoutSuccessor)
                throws ReleaseException {
            Succession.Change change =
                    new Succession.Change(reason, leaving, withoutSuccessor, later);
            return NextRoot.make(folder, change, newKeys.choices(), secrets.passphrases());
        }
    }

    /// Who holds new keys, and where.
    static final class NewKeys {
        @Option(
                names = "--holder",
                paramLabel = "NAME=PERSON",
                description = "Who holds a key; goes into the record.")
        private Map<String, String> holders = new LinkedHashMap<>();

        @Option(
                names = "--home",
                paramLabel = "NAME=HOME",
                description = {
                    "Where a key lives: encrypted (the default), 'token module=FILE token=LABEL",
                    "object=LABEL' (PKCS#11, Ed25519 only), elsewhere, or plain (benches only)."
                })
        private Map<String, String> homes = new LinkedHashMap<>();

        @Option(
                names = "--public",
                paramLabel = "NAME=FILE",
                description = "Public half (PEM) of a key that its holder made elsewhere.")
        private Map<String, Path> publicHalves = new LinkedHashMap<>();

        @Option(
                names = "--plain",
                description = "All new keys in files without passphrase: for benches only.")
        private boolean plain;

        KeyChoices choices() {
            Map<String, String> all = new LinkedHashMap<>(homes);
            if (plain) {
                all.putIfAbsent("*", "plain");
            }
            return new KeyChoices(holders, all, publicHalves);
        }
    }
}
