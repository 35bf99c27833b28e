package stanchion.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// A jar that means one thing only.
final class CanonicalJarTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Map<String, String> entries = new LinkedHashMap<>();

    @Test
    void branchesForOlderJavaAreLaidOverTheBaseAndLaterOnesLeftOut() throws Exception {
        entries.put("a/B.class", "base");
        entries.put("META-INF/versions/9/module-info.class", "module");
        entries.put("META-INF/versions/25/a/B.class", "25");
        entries.put("META-INF/versions/11/a/B.class", "11");
        entries.put("META-INF/versions/26/a/B.class", "26");
        assertThat(canonical())
                .containsOnly(
                        Map.entry(MANIFEST, "Manifest-Version: 1.0\r\n\r\n"),
                        Map.entry("a/B.class", "25"),
                        Map.entry("module-info.class", "module"));
    }

    @Test
    void manifestKeepsNamesAndLosesWhatLoadsCode() throws Exception {
        entries.put(
                MANIFEST,
                """
                Manifest-Version: 1.0
                Automatic-Module-Name: some.module
                Class-Path: evil.jar
                Launcher-Agent-Class: evil.Agent
                Multi-Release: true
                Implementation-Version: 1.2

                Name: a/B.class
                SHA-256-Digest: abc

                """);
        entries.put("a/B.class", "b");
        assertThat(canonical().get(MANIFEST))
                .isEqualToNormalizingNewlines(
                        """
                        Manifest-Version: 1.0
                        Automatic-Module-Name: some.module
                        Implementation-Version: 1.2

                        """);
    }

    @Test
    void foreignSignaturesIndexAndUnwantedEntriesAreGone() throws Exception {
        entries.put("META-INF/VENDOR.SF", "x");
        entries.put("META-INF/vendor.rsa", "x");
        entries.put("META-INF/INDEX.LIST", "x");
        entries.put("native/lib.so", "x");
        entries.put("kept", "x");
        assertThat(canonical()).containsOnlyKeys(MANIFEST, "kept");
    }

    @Test
    void sameContentGivesTheSameBytesWhateverItsOrder() throws Exception {
        entries.put("b", "2");
        entries.put("a", "1");
        byte[] one = CanonicalJar.of("x.jar", zip(), List.of());
        entries.remove("b");
        entries.put("b", "2");
        assertThat(CanonicalJar.of("x.jar", zip(), List.of())).isEqualTo(one);
        assertThat(CanonicalJar.of("x.jar", one, List.of())).isEqualTo(one);
    }

    @Test
    void fileThatIsNoJarIsRefusedByItsName() {
        assertThatThrownBy(() -> CanonicalJar.of("x.jar", new byte[100], List.of()))
                .isInstanceOf(ReleaseException.class)
                .hasMessageStartingWith("x.jar: not a jar");
    }

    private Map<String, String> canonical() throws IOException, ReleaseException {
        Map<String, String> found = new LinkedHashMap<>();
        byte[] jar = CanonicalJar.of("x.jar", zip(), List.of("native/"));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                assertThat(e.getMethod()).isEqualTo(ZipEntry.STORED);
                found.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
