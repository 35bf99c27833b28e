package stanchion.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.boot.Algorithm;
import stanchion.release.ReleaseException;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.UnfinishedRoot;

/// `./run keys ceremony DIR`.
@Command(
        name = "ceremony",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make the keys and the first root, and the record to print.",
            "Neither algorithm may suffice for root or targets, so a threshold exceeds the number"
                    + " of",
            "keys of each."
        },
        footer = {
            "",
            "Example: ./run keys ceremony maker --holder root-ed25519-1='Ada Lovelace' \\",
            "    --home 'root-ed25519-2=token module=/usr/lib/softhsm/libsofthsm2.so token=vault"
                    + " object=root-2'"
        })
final class KeysCeremony implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
    private Path folder = Path.of("");

    @Option(names = "--root-ed25519", description = "Default: ${DEFAULT-VALUE}")
    private int rootClassical = 3;

    @Option(names = "--root-ml-dsa", description = "Default: ${DEFAULT-VALUE}")
    private int rootPostQuantum = 2;

    @Option(names = "--root-threshold", description = "Default: ${DEFAULT-VALUE}")
    private int rootThreshold = 4;

    @Option(names = "--targets-ed25519", description = "Default: ${DEFAULT-VALUE}")
    private int targetsClassical = 1;

    @Option(names = "--targets-ml-dsa", description = "Default: ${DEFAULT-VALUE}")
    private int targetsPostQuantum = 1;

    @Option(names = "--targets-threshold", description = "Default: ${DEFAULT-VALUE}")
    private int targetsThreshold = 2;

    @Mixin private KeyOptions.NewKeys newKeys = new KeyOptions.NewKeys();
    @Mixin private KeyOptions.Secrets secrets = new KeyOptions.Secrets();

    @Override
    public Integer call() {
        return KeysCommand.saying("keys ceremony", this::hold);
    }

    private int hold() throws ReleaseException {
        Ceremony.Order order = new Ceremony.Order(folder, sizes(), Instant.now());
        System.out.println("making keys in " + folder + " ...");
        UnfinishedRoot root = Ceremony.hold(order, newKeys.choices(), secrets.passphrases());
        if (root.complete()) {
            System.out.println(
                    folder
                            + ": "
                            + KeySet.open(folder).keys().size()
                            + " keys and 1.root.json; print and sign 1.record.txt");
            System.out.println("next: ./run provision, ./run sign --keys " + folder);
        } else {
            System.out.print(root.status(java.util.List.of()));
            System.out.println(
                    "1.root.unfinished.json waits for signatures: ./run keys sign-root "
                            + folder.resolve("1.root.unfinished.json"));
        }
        return 0;
    }

    private Map<String, Ceremony.Size> sizes() {
        Ceremony.Size online = size(1, 0, 1);
        return Map.of(
                "root",
                size(rootClassical, rootPostQuantum, rootThreshold),
                "targets",
                size(targetsClassical, targetsPostQuantum, targetsThreshold),
                "snapshot",
                online,
                "timestamp",
                online,
                KeySet.ASSIGNMENT,
                online);
    }

    private static Ceremony.Size size(int classical, int postQuantum, int threshold) {
        Map<Algorithm, Integer> keys = new TreeMap<>();
        keys.put(Algorithm.ED25519, classical);
        if (postQuantum > 0) {
            keys.put(Algorithm.ML_DSA_65, postQuantum);
        }
        return new Ceremony.Size(keys, threshold);
    }
}
