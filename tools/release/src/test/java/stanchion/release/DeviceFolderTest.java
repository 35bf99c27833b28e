package stanchion.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.Algorithm;
import stanchion.boot.BootDescription;
import stanchion.boot.Profile;
import stanchion.boot.Verifier;

/// A bench charger in a folder, and the verifier's opinion of it.
final class DeviceFolderTest {
    @TempDir private Path temporary;

    @Test
    void verifierBootsWhatWasMadeForItAndNothingAltered() throws Exception {
        Path device = make("charger-7", "2.0.1");
        assertThat(verdict(device)).isEqualTo("0 BOOT A 2.0.1\n");
        List<String> files = List.of("targets.json", "app.jar", "board.conf");
        for (String name : files) {
            Path file = device.resolve("slots/A").resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int at : new int[] {0, good.length / 2, good.length - 1}) {
                byte[] flipped = good.clone();
                flipped[at] ^= 1;
                Files.write(file, flipped);
                assertThat(verdict(device)).as("%s byte %d", name, at).contains("REFUSED A ");
            }
            Files.write(file, good);
        }
        assertThat(verdict(device)).isEqualTo("0 BOOT A 2.0.1\n");
    }

    @Test
    void everythingIsReadableByItsOwnerAlone() throws Exception {
        Path device = make("charger-7", "2.0.1");
        try (Stream<Path> tree = Files.walk(device)) {
            for (Path path : tree.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode)
                        .as("%s", path)
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void boardIsTheOneOnEveryBenchAndTheDeviceKeyIsItsOwn() throws Exception {
        Path device = make("charger-7", "2.0.1");
        assertThat(BootDescription.read(device))
                .isInstanceOfSatisfying(
                        BootDescription.Described.class,
                        read -> {
                            assertThat(read.description().hardware())
                                    .isEqualTo(FirmwareBuild.BENCH_HARDWARE);
                            assertThat(read.description().profile()).isEqualTo(Profile.BENCH);
                        });
        Path other = temporary.resolve("other");
        DeviceFolder.create(new DeviceFolder.Order(other, "c", SmallFirmware.version("1")));
        assertThat(Files.readAllBytes(device.resolve("device.key")))
                .hasSize(32)
                .isNotEqualTo(Files.readAllBytes(other.resolve("device.key")));
    }

    @Test
    void identityIsACertificateOfTheBenchAuthorityInTheChargersName() throws Exception {
        Path device = make("charger-7", "2.0.1");
        X509Certificate authority = certificate(device.resolve("maker/ca.pem"));
        char[] password = Files.readString(device.resolve("identity/password")).toCharArray();
        KeyStore keys =
                KeyStore.getInstance(device.resolve("identity/device.p12").toFile(), password);
        String alias = keys.aliases().nextElement();
        X509Certificate own = (X509Certificate) keys.getCertificate(alias);
        own.verify(authority.getPublicKey());
        assertThat(own.getSubjectX500Principal().getName()).isEqualTo("CN=charger-7");
        assertThat(own.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(keys.getCertificateChain(alias)).hasSize(2);
        assertThat(keys.getKey(alias, password)).isNotNull();
        KeyStore trust = KeyStore.getInstance(device.resolve("identity/ca.p12").toFile(), password);
        assertThat(trust.getCertificate("ca")).isEqualTo(authority);
    }

    @Test
    void brokerIsAServerOnLoopbackAlone() throws Exception {
        X509Certificate broker = certificate(make("c", "1").resolve("maker/broker.pem"));
        assertThat(broker.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(broker.getSubjectAlternativeNames().stream().map(name -> name.get(1)))
                .asString()
                .contains("localhost", "127.0.0.1");
        assertThat(broker.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void signingKeysCanBeReadBack() throws Exception {
        Path keys = make("c", "1").resolve("maker/keys");
        SigningKey key =
                SigningKey.read(keys.resolve("targets-ml-dsa-65.pem"), Algorithm.ML_DSA_65);
        assertThat(Files.readString(keys.resolve("../../slots/A/targets.json")))
                .contains(key.key().id());
        assertThatThrownBy(() ->
                        SigningKey.read(keys.resolve("targets-ml-dsa-65.pem"), Algorithm.ED25519))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("targets-ml-dsa-65.pem: no ED25519 key file");
    }

    @Test
    void emptyFolderIsTakenAndAnyOtherIsLeftAlone() throws Exception {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        DeviceFolder.create(new DeviceFolder.Order(empty, "c", SmallFirmware.version("1")));
        assertThat(empty.resolve("otp.bin")).isRegularFile();
        assertThatThrownBy(() ->
                        DeviceFolder.create(
                                new DeviceFolder.Order(empty, "c", SmallFirmware.version("1"))))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(empty + ": exists and is not an empty folder, name a new one");
        Path file = Files.writeString(temporary.resolve("file"), "precious");
        assertThatThrownBy(() ->
                        DeviceFolder.create(
                                new DeviceFolder.Order(file, "c", SmallFirmware.version("1"))))
                .isInstanceOf(ReleaseException.class);
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "+", "#", "ä"})
    void idThatIsNoTopicLevelIsRefused(String id) {
        assertRefused(id, "1", "id " + id + ": use 1 to 64 letters, digits, - and _");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 0", "../1", "1\"", "-1"})
    void versionThatIsNoWordIsRefused(String version) {
        assertRefused(
                "c", version, "version " + version + ": use 1 to 64 letters, digits, . + - and _");
    }

    @Test
    void folderWhoseParentIsMissingIsRefused() {
        Path folder = temporary.resolve("no/such");
        assertThatThrownBy(() ->
                        DeviceFolder.create(
                                new DeviceFolder.Order(folder, "c", SmallFirmware.version("1"))))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(folder + ": its parent folder does not exist");
    }

    @Test
    void failureHalfWayLeavesNothingBehind() throws IOException {
        Firmware broken = SmallFirmware.version("1");
        Firmware twice =
                new Firmware(
                        broken.release(),
                        new TreeMap<>(
                                Map.of(
                                        "no/such/folder",
                                        broken.files().get(broken.files().firstKey()))));
        assertThatThrownBy(() ->
                        DeviceFolder.create(
                                new DeviceFolder.Order(temporary.resolve("d"), "c", twice)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining(temporary.resolve("d") + ": cannot be made");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private void assertRefused(String id, String version, String message) {
        Path folder = temporary.resolve("refused");
        assertThatThrownBy(() ->
                        DeviceFolder.create(
                                new DeviceFolder.Order(folder, id, SmallFirmware.version(version))))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(message);
        assertThat(folder).doesNotExist();
    }

    private Path make(String id, String version) throws ReleaseException {
        Path folder = temporary.resolve("device");
        DeviceFolder.create(new DeviceFolder.Order(folder, id, SmallFirmware.version(version)));
        return folder;
    }

    private static String verdict(Path device)
            throws IOException, InterruptedException, URISyntaxException {
        Path modules =
                Path.of(Verifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ProcessBuilder builder = VerifierProcess.of(modules, device).builder();
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + out;
    }

    private static X509Certificate certificate(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
