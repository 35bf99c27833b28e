package stanchion.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stanchion.boot.Release;
import stanchion.boot.Target;
import stanchion.boot.Targets;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;
import stanchion.release.keys.KeySet;
import stanchion.release.sign.SlotSigning;

/// `./run sign`: built firmware into a signed slot.
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sign built firmware into a slot, with its bill of materials (CycloneDX) beside it.",
            "Each jar is rewritten so that it means one thing only. Nothing is overwritten."
        },
        footer = {
            "",
            "Example: ./run sign --keys maker --firmware 1.4.0 --out slot --repository www \\",
            "    --file charger-cache=charger.aot --file gateway-cache=gateway.aot"
        })
public final class SignCommand implements Callable<Integer> {
    @Option(names = "--firmware", paramLabel = "VERSION", required = true)
    private String version = "";

    @Option(
            names = "--out",
            paramLabel = "SLOT",
            required = true,
            description = "A new folder; the bill of materials becomes SLOT.cdx.json.")
    private Path slot = Path.of("");

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The built project. Default: this one.")
    private Path home = Home.folder();

    @Option(
            names = "--file",
            paramLabel = "USE=FILE",
            description = {
                "A further file; USE is charger, gateway or both (jars), charger-cache,"
                        + " gateway-cache",
                "or data. Repeatable."
            })
    private List<String> further = new ArrayList<>();

    @Option(
            names = "--repository",
            paramLabel = "DIR",
            description = "Add the version to this TUF repository too, for update clients.")
    private Optional<Path> repository = Optional.empty();

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "Security epoch. Default: the lowest that the root allows.")
    private Optional<Long> epoch = Optional.empty();

    @Option(
            names = "--hardware",
            paramLabel = "ID",
            description = "Boards it is made for. Repeatable. Default: ${DEFAULT-VALUE}")
    private List<String> hardware = new ArrayList<>(List.of(FirmwareBuild.BENCH_HARDWARE));

    @Option(
            names = "--jre",
            paramLabel = "BUILD",
            description = "java.runtime.version of the chargers. Default: ${DEFAULT-VALUE}")
    private String jre = System.getProperty("java.runtime.version");

    @Option(
            names = "--targets-version",
            paramLabel = "N",
            description = "Default: one more than the last in the key set's history.")
    private long targetsVersion;

    @Option(
            names = "--strict",
            description = "Refuse jars that would change what is loaded, instead of resolving it.")
    private boolean strict;

    @Mixin private KeyOptions.Signing signing = new KeyOptions.Signing();

    @Override
    public Integer call() {
        return KeysCommand.saying("sign", this::sign);
    }

    private int sign() throws ReleaseException {
        KeySet set = KeySet.open(signing.keys());
        System.out.println("reading and rewriting jars ...");
        Firmware firmware = firmware(set);
        System.out.println("signing " + firmware.files().size() + " files ...");
        Targets targets =
                SlotSigning.sign(
                        set,
                        new SlotSigning.Order(
                                firmware,
                                targetsVersion,
                                slot.toAbsolutePath(),
                                repository,
                                signing.now(),
                                signing.randomness()),
                        signing.passphrases());
        System.out.println(
                slot
                        + ": firmware "
                        + version
                        + ", targets "
                        + targets.version()
                        + ", security epoch "
                        + targets.release().securityEpoch()
                        + ", signed under root "
                        + set.version());
        repository.ifPresent(folder ->
                System.out.println("who gets which release: ./run repository show " + folder));
        return 0;
    }

    private Firmware firmware(KeySet set) throws ReleaseException {
        JarIntake intake = strict ? JarIntake.STRICT : JarIntake.RESOLVE;
        Firmware built = FirmwareBuild.collect(home, version, intake);
        TreeMap<String, Firmware.Part> files = new TreeMap<>(built.files());
        for (String word : further) {
            add(files, word, intake);
        }
        Release release =
                new Release(
                        version,
                        epoch.orElse(set.root().metadata().epochs().lowest()),
                        new Release.Platform(hardware, jre),
                        built.release().programs());
        return new Firmware(release, files);
    }

    private static void add(Map<String, Firmware.Part> files, String word, JarIntake intake)
            throws ReleaseException {
        int equals = word.indexOf('=');
        Target.Use use = use(equals < 0 ? word : word.substring(0, equals));
        Path file = Path.of(word.substring(equals + 1));
        String name = String.valueOf(file.getFileName());
        try {
            byte[] content = Files.readAllBytes(file);
            boolean jar = name.endsWith(".jar");
            byte[] taken = jar ? intake.take(name, content, List.of()) : content;
            if (files.put(name, new Firmware.Part(use, taken)) != null) {
                throw new ReleaseException("--file " + word + ": " + name + " is there already");
            }
        } catch (IOException unreadable) {
            throw new ReleaseException("--file " + word + ": cannot be read", unreadable);
        }
    }

    private static Target.Use use(String text) throws ReleaseException {
        for (Target.Use use : Target.Use.values()) {
            if (use.text().equals(text)) {
                return use;
            }
        }
        throw new ReleaseException(
                "--file "
                        + text
                        + ": write charger, gateway, both, charger-cache, gateway-cache or data, ="
                        + " and the file");
    }
}
