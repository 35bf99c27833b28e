package stanchion.bench.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import stanchion.release.ReleaseException;
import stanchion.release.keys.ConsolePassphrases;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.Passphrases;

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
