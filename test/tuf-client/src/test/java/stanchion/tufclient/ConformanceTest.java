package stanchion.tufclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Hex;
import stanchion.update.tuf.TufClient;

/// The conformance suite of The Update Framework: every case of version 2.4.0, or of a later one.
final class ConformanceTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String PLUGIN = "older_cryptography";
    private static final int CASES = 108;
    private static final Pattern PASSED = Pattern.compile("(?m)^(\\d+) passed in ");

    @TempDir private Path temporary;
    private final Optional<String> suite =
            Optional.ofNullable(System.getenv("STANCHION_TUF_CONFORMANCE"));

    private record Ended(int status, String out) {}

    @BeforeEach
    void toolsAreThere() throws Exception {
        assumeTrue(
                suite.isPresent(),
                "no suite: STANCHION_TUF_CONFORMANCE must name a checkout of"
                        + " theupdateframework/tuf-conformance");
        copyPlugin();
        assumeTrue(
                run(PYTHON, "-c", "import pytest, tuf.ngclient, securesystemslib, cryptography")
                                .status()
                        == 0,
                "no python-tuf: sudo apt install python3-pytest python3-cryptography python3-tuf"
                        + " (Debian 13), or name a folder that holds tuf and securesystemslib in"
                        + " STANCHION_PYTHON_TUF");
        assumeTrue(
                run("sh", "-c", "command -v faketime").status() == 0,
                "no faketime: sudo apt install faketime");
    }

    @Test
    void everyCasePasses() throws Exception {
        Path client = client();
        Ended ended =
                run(
                        PYTHON,
                        "-m",
                        "pytest",
                        "-q",
                        "-p",
                        PLUGIN,
                        "-p",
                        "no:cacheprovider",
                        suite.orElseThrow() + "/tuf_conformance",
                        "--rootdir",
                        suite.orElseThrow(),
                        "--entrypoint",
                        client.toString());
        assertThat(ended.status()).as(ended.out()).isZero();
        Matcher passed = PASSED.matcher(ended.out());
        assertThat(passed.find()).as(ended.out()).isTrue();
        assertThat(Integer.parseInt(passed.group(1))).isGreaterThanOrEqualTo(CASES);
    }

    /// What `./run tuf-client` starts, of the classes under test, with a cache of its own.
    private Path client() throws Exception {
        String classes = classPath();
        Path cache = temporary.resolve("client.aot");
        Path training = script("training", "-XX:AOTCacheOutput=" + cache, classes);
        String metadata = temporary.resolve("metadata").toString();
        String root =
                suite.orElseThrow()
                        + "/tuf_conformance/static_data/tuf-on-ci-0.11/initial_root.json";
        Path plain = script("plain", "-Xshare:auto", classes);
        run(plain.toString(), "--metadata-dir", metadata, "init", root);
        String nobody = "http://127.0.0.1:9/";
        run(training.toString(), "--metadata-dir", metadata, "--metadata-url", nobody, "refresh");
        assertThat(cache).exists();
        return script("client", "-XX:AOTCache=" + cache, classes);
    }

    private Path script(String name, String cache, String classes) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Path script =
                Files.writeString(
                        temporary.resolve(name),
                        """
                        #!/bin/sh
                        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %s -cp '%s' %s "$@"
                        """
                                .formatted(java, cache, classes, Main.class.getName()));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /// Jars alone: a cache takes no folders.
    private String classPath() throws Exception {
        List<String> jars = new ArrayList<>();
        for (Class<?> one : List.of(Main.class, TufClient.class, Hex.class, JsonObject.class)) {
            Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                Path jar = temporary.resolve(jars.size() + ".jar");
                assertThat(
                                run(
                                                Path.of(System.getProperty("java.home"), "bin/jar")
                                                        .toString(),
                                                "cf",
                                                jar.toString(),
                                                "-C",
                                                place.toString(),
                                                ".")
                                        .status())
                        .isZero();
                place = jar;
            }
            jars.add(place.toString());
        }
        return String.join(":", jars);
    }

    private void copyPlugin() throws IOException {
        String name = PLUGIN + ".py";
        try (InputStream plugin = ConformanceTest.class.getResourceAsStream(name)) {
            assertThat(plugin).isNotNull();
            Files.write(temporary.resolve(name), plugin.readAllBytes());
        }
    }

    private Ended run(String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(List.of(command))).directory(temporary.toFile());
        String tuf = Optional.ofNullable(System.getenv("STANCHION_PYTHON_TUF")).orElse("");
        String path = suite.orElse("") + ":" + temporary + (tuf.isEmpty() ? "" : ":" + tuf);
        builder.environment().put("PYTHONPATH", path);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Path out = temporary.resolve("out.txt");
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        return new Ended(
                process.waitFor(), new String(Files.readAllBytes(out), StandardCharsets.UTF_8));
    }
}
