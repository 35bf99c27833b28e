package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.CanonicalJar;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;

/// jSerialComm unpacks its library to the temporary or home folder and runs whatever lies there
/// already. Signed into a slot beside a small program that loads it, it gets the verified copy's
/// library or none.
@Timeout(120)
final class NativeLibraryTest {
    private static final String LIBRARY = "libjSerialComm.so";

    private static final String PROGRAM =
            """
            package meter;

            import com.fazecast.jSerialComm.SerialPort;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String... arguments) throws Exception {
                    try {
                        SerialPort.getCommPorts();
                    } catch (UnsatisfiedLinkError none) {
                        System.out.println("no library");
                    }
                    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                        if (line.contains("jSerialComm") && line.contains(".so")) {
                            System.out.println(line.substring(line.indexOf('/')));
                        }
                    }
                }
            }
            """;

    @TempDir private Path folder;
    private Copies copies;
    private Path serial;

    @BeforeEach
    void open() {
        assumeTrue(Copies.isBuilt(), "the project is not packaged: ./run test does it");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the library is taken for amd64");
        copies = new Copies(folder);
        serial =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .filter(path ->
                                String.valueOf(path.getFileName()).startsWith("jSerialComm-"))
                        .findFirst()
                        .orElseThrow();
    }

    @AfterEach
    void close() {
        Optional.ofNullable(copies).ifPresent(Copies::close);
    }

    @Test
    void verifiedLibraryIsMappedAndAPlantedOneIsNot() throws Exception {
        Path planted = plant();
        try {
            Path run =
                    copies.run(
                            copies.device(
                                    "with",
                                    firmware(
                                            Map.of(
                                                    LIBRARY,
                                                    new Firmware.Part(Use.DATA, library())))));
            assertThat(run(run).out().lines().distinct())
                    .containsExactly(run.resolve("app").resolve(LIBRARY).toString());
        } finally {
            Files.deleteIfExists(planted);
        }
    }

    @Test
    void withoutAVerifiedLibraryNoneIsMappedNorUnpacked() throws Exception {
        Path planted = plant();
        try {
            Path run = copies.run(copies.device("without", firmware(Map.of())));
            assertThat(run(run).out()).startsWith("no library\n").doesNotContain(".so");
        } finally {
            Files.deleteIfExists(planted);
        }
    }

    /// Where the library looks first of all when nobody says otherwise.
    private Path plant() throws IOException {
        Path place =
                Files.createDirectories(
                        Path.of(System.getProperty("java.io.tmpdir"), "jSerialComm", "2.11.4"));
        Path planted = place.resolve(LIBRARY);
        Files.write(planted, library());
        return planted;
    }

    private static Copies.Ended run(Path run) throws Exception {
        return Copies.run(
                new ProcessBuilder(Copies.JAVA, "@" + run.resolve("charger.args"))
                        .directory(run.toFile()));
    }

    private Firmware firmware(Map<String, Firmware.Part> more) throws Exception {
        String name = String.valueOf(serial.getFileName());
        TreeMap<String, Firmware.Part> files = new TreeMap<>(more);
        files.put("meter.jar", new Firmware.Part(Use.BOTH, program()));
        files.put(
                name,
                new Firmware.Part(
                        Use.BOTH, CanonicalJar.of(name, Files.readAllBytes(serial), List.of())));
        Release.Program program =
                new Release.Program("meter/meter.Main", List.of("com.fazecast.jSerialComm"));
        return new Firmware(
                new Release(
                        "1",
                        0,
                        new Release.Platform(
                                List.of(FirmwareBuild.BENCH_HARDWARE),
                                System.getProperty("java.runtime.version")),
                        new Release.Programs(program, program)),
                files);
    }

    private byte[] library() throws IOException {
        try (JarFile jar = new JarFile(serial.toFile())) {
            ZipEntry entry =
                    Optional.ofNullable(jar.getEntry("Linux/x86_64/" + LIBRARY)).orElseThrow();
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    private byte[] program() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/meter"));
        Path descriptor = source.resolveSibling("module-info.java");
        Files.writeString(
                descriptor,
                "module meter { requires com.fazecast.jSerialComm; }",
                StandardCharsets.UTF_8);
        Path main = Files.writeString(source.resolve("Main.java"), PROGRAM);
        Path classes = folder.resolve("classes");
        Path jar = folder.resolve("meter.jar");
        tool("javac", "-p", serial, "-d", classes, descriptor, main);
        tool("jar", "--create", "--file", jar, "-C", classes, ".");
        return CanonicalJar.of("meter.jar", Files.readAllBytes(jar), List.of());
    }

    private static void tool(String name, Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString());
        }
        int status =
                ToolProvider.findFirst(name)
                        .orElseThrow()
                        .run(System.out, System.err, texts.toArray(new String[0]));
        assertThat(status).isZero();
    }
}
