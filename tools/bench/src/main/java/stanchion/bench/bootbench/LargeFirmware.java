package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;

/// The built firmware, filled up to the size a full slot is expected to have.
///
/// The filling is jars, because that is what a slot is full of: the libraries of the tools, in the
/// order of their names, as far as they fit; seeded bytes, which do not compress, for the rest.
final class LargeFirmware {
    /// What the files of a slot come to together, in bytes.
    static final int BYTES = 31_500_000;

    static final String VERSION = "0.1.0";
    private static final String LIBRARIES = "tools/bench/target/lib";

    private final TreeMap<String, Firmware.Part> files;
    private int missing = BYTES;

    private LargeFirmware(Map<String, Firmware.Part> built) {
        this.files = new TreeMap<>(built);
        for (Firmware.Part part : files.values()) {
            missing -= part.content().length;
        }
    }

    /// @param home the built project
    static Firmware fill(Firmware built, Path home, long seed) throws IOException {
        LargeFirmware large = new LargeFirmware(built.files());
        for (Path library : libraries(home)) {
            large.addIfItFits(library);
        }
        byte[] rest = new byte[Math.max(0, large.missing)];
        new Random(seed).nextBytes(rest);
        large.add("filler.bin", rest);
        return new Firmware(built.release(), large.files);
    }

    private static List<Path> libraries(Path home) throws IOException {
        TreeMap<String, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(home.resolve(LIBRARIES), "*.jar")) {
            for (Path jar : jars) {
                found.put(String.valueOf(jar.getFileName()), jar);
            }
        }
        return List.copyOf(found.values());
    }

    private void addIfItFits(Path library) throws IOException {
        String name = String.valueOf(library.getFileName());
        Optional<byte[]> jar = files.containsKey(name) ? Optional.empty() : signable(name, library);
        if (jar.isPresent() && jar.get().length <= missing) {
            add(name, jar.get());
        }
    }

    /// Nothing for a jar that the signing tool refuses.
    private static Optional<byte[]> signable(String name, Path library) throws IOException {
        try {
            return Optional.of(
                    JarIntake.RESOLVE.take(name, Files.readAllBytes(library), List.of()));
        } catch (ReleaseException refused) {
            return Optional.empty();
        }
    }

    private void add(String name, byte[] content) {
        files.put(name, new Firmware.Part(Use.DATA, content));
        missing -= content.length;
    }
}
