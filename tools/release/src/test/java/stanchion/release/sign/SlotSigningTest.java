package stanchion.release.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Release;
import stanchion.boot.Target.Use;
import stanchion.release.Digests;
import stanchion.release.Firmware;
import stanchion.release.JarIntake;
import stanchion.release.ReleaseException;
import stanchion.release.SignedFile;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;
import stanchion.release.keys.Passphrases;

/// Built files become a slot, a bill of materials and a repository; twice the same, or not at all.
final class SlotSigningTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:10:00Z");
    private static final Passphrases NONE =
            (key, holder) -> {
                throw new ReleaseException("nobody is asked for " + key);
            };

    @TempDir private Path temporary;
    private Path maker = Path.of("");

    @BeforeEach
    void holdCeremony() throws Exception {
        maker = temporary.resolve("maker");
        Ceremony.hold(
                new Ceremony.Order(maker, Ceremony.USUAL, NOW),
                new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of()),
                NONE);
    }

    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        for (String name : List.of("a", "b")) {
            SlotSigning.sign(
                    KeySet.open(maker),
                    order("1.0", 1, temporary.resolve(name), Optional.empty(), 0),
                    NONE);
        }
        try (Stream<Path> files = Files.list(temporary.resolve("a"))) {
            for (Path file : files.toList()) {
                assertThat(temporary.resolve("b").resolve(String.valueOf(file.getFileName())))
                        .hasSameBinaryContentAs(file);
            }
        }
        assertThat(temporary.resolve("b.cdx.json"))
                .hasSameBinaryContentAs(temporary.resolve("a.cdx.json"));
    }

    @Test
    void versionsOfTargetsCountUp() throws Exception {
        for (long version = 1; version <= 3; version++) {
            Path slot = temporary.resolve("slot" + version);
            assertThat(
                            SlotSigning.sign(
                                            KeySet.open(maker),
                                            order("1." + version, 0, slot, Optional.empty(), 0),
                                            NONE)
                                    .version())
                    .isEqualTo(version);
        }
    }

    @Test
    void epochThatTheRootDoesNotAllowIsNotSigned() {
        Path slot = temporary.resolve("slot");
        assertThatThrownBy(() ->
                        SlotSigning.sign(
                                KeySet.open(maker),
                                order("1.0", 0, slot, Optional.empty(), 16),
                                NONE))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(
                        "security epoch 16: root 1 allows 0 to 15; sign within, or make a next"
                                + " root");
        assertThat(slot).doesNotExist();
    }

    @Test
    void slotIsNotSignedWhereAKeyIsMissing() throws Exception {
        Files.delete(maker.resolve("targets-ml-dsa-65.pem"));
        Path slot = temporary.resolve("slot");
        assertThatThrownBy(() ->
                        SlotSigning.sign(
                                KeySet.open(maker),
                                order("1.0", 0, slot, Optional.empty(), 0),
                                NONE))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(
                        "targets needs 2 signatures, but only 1 of its keys are here; bring"
                                + " targets-ed25519, targets-ml-dsa-65");
        assertThat(slot).doesNotExist();
        assertThat(temporary.resolve("slot.cdx.json")).doesNotExist();
    }

    @Test
    void billNamesEveryFileOfTheSlotWithItsDigestAndOrigin() throws Exception {
        Path slot = temporary.resolve("slot");
        SlotSigning.sign(KeySet.open(maker), order("1.0", 0, slot, Optional.empty(), 0), NONE);
        JsonObject bill =
                JsonParser.parseString(Files.readString(temporary.resolve("slot.cdx.json")))
                        .getAsJsonObject();
        assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
        assertThat(bill.get("specVersion").getAsString()).isEqualTo("1.6");
        assertThat(bill.get("serialNumber").getAsString())
                .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        Map<String, String> components = new TreeMap<>();
        bill.getAsJsonArray("components")
                .forEach(c ->
                        components.put(
                                c.getAsJsonObject().get("bom-ref").getAsString(), c.toString()));
        assertThat(components)
                .containsOnlyKeys("board.conf", "gson-2.15.0.jar", "stanchion-hal-0.1.0.jar");
        components.forEach(
                (name, component) -> assertThat(component).contains(digest(slot.resolve(name))));
        assertThat(components.get("gson-2.15.0.jar"))
                .contains("\"group\":\"com.google.code.gson\"", "Apache-2.0")
                .contains("\"purl\":\"pkg:maven/com.google.code.gson/gson@2.15.0\"");
        assertThat(components.get("stanchion-hal-0.1.0.jar"))
                .contains("\"purl\":\"pkg:maven/stanchion/stanchion-hal@0.1.0\"");
        assertThat(components.get("board.conf"))
                .contains("\"type\":\"file\"", "pkg:generic/board.conf@1.0");
    }

    @Test
    void repositoryGrowsAndOnlyItsTimestampIsReplaced() throws Exception {
        Path www = temporary.resolve("www");
        for (String name : List.of("a", "b")) {
            SlotSigning.sign(
                    KeySet.open(maker),
                    order("1." + name, 0, temporary.resolve(name), Optional.of(www), 0),
                    NONE);
        }
        try (Stream<Path> files = Files.list(www.resolve("metadata"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(
                            "1.root.json",
                            "1.targets.json",
                            "2.targets.json",
                            "1.snapshot.json",
                            "2.snapshot.json",
                            "1.assignment.json",
                            "2.assignment.json",
                            "timestamp.json");
        }
        assertThat(www.resolve("metadata/2.targets.json"))
                .hasSameBinaryContentAs(temporary.resolve("b/targets.json"));
        SignedFile timestamp = SignedFile.read(www.resolve("metadata/timestamp.json"));
        assertThat(timestamp.version()).isEqualTo(2);
        assertThat(timestamp.metaVersion("snapshot.json")).isEqualTo(2);
        byte[] conf = Files.readAllBytes(temporary.resolve("a/board.conf"));
        assertThat(www.resolve("targets/" + Digests.sha256(conf) + ".board.conf"))
                .hasBinaryContent(conf);
        assertThat(www.resolve("targets/" + Digests.sha512(conf) + ".board.conf"))
                .hasBinaryContent(conf);
    }

    private static String digest(Path file) {
        try {
            return Digests.sha256(Files.readAllBytes(file));
        } catch (java.io.IOException missing) {
            return "missing " + file;
        }
    }

    private static SlotSigning.Order order(
            String version, long targets, Path slot, Optional<Path> repository, long epoch)
            throws Exception {
        Release.Program program = new Release.Program("app/app.Main", List.of());
        Release release =
                new Release(
                        version,
                        epoch,
                        new Release.Platform(List.of("board-1"), "25.0.3+9"),
                        new Release.Programs(program, program));
        TreeMap<String, Firmware.Part> files = new TreeMap<>();
        files.put("board.conf", part(Use.DATA, "a board\n".getBytes(StandardCharsets.US_ASCII)));
        files.put(
                "gson-2.15.0.jar",
                part(
                        Use.GATEWAY,
                        jar(
                                "META-INF/maven/com.google.code.gson/gson/pom.properties",
                                "groupId=com.google.code.gson\nartifactId=gson\nversion=2.15.0\n",
                                "META-INF/maven/com.google.code.gson/gson/pom.xml",
                                "<licenses><license>\n <name>Apache-2.0</name></license>")));
        files.put("stanchion-hal-0.1.0.jar", part(Use.BOTH, jar("a/B.class", "x")));
        return new SlotSigning.Order(
                new Firmware(release, files),
                targets,
                slot,
                repository,
                NOW,
                SlotSigning.Randomness.NONE);
    }

    private static Firmware.Part part(Use use, byte[] content) {
        return new Firmware.Part(use, content);
    }

    private static byte[] jar(String... namesAndContents) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndContents[i]));
                out.write(namesAndContents[i + 1].getBytes(StandardCharsets.US_ASCII));
                out.closeEntry();
            }
        }
        return JarIntake.RESOLVE.take("x.jar", bytes.toByteArray(), List.of());
    }
}
