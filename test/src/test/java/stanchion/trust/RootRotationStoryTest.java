package stanchion.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.bench.Main;
import stanchion.boot.Refusal;
import stanchion.boot.Release;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;
import stanchion.release.Signer;
import stanchion.release.SlotContents;
import stanchion.release.TargetsMetadata;
import stanchion.release.VerifierProcess;
import stanchion.release.keys.KeySet;

/// Fifteen years of a charger in a minute: keys are made, rotated, stolen and revoked, through the
/// commands a maker types, and the verifier's process says what boots.
final class RootRotationStoryTest {
    private static final Path HOME =
            Path.of(System.getProperty("stanchion.home", "..")).toAbsolutePath().normalize();

    @TempDir private static Path shared;
    @TempDir private Path temporary;
    private Path maker = Path.of("");
    private Path device = Path.of("");

    @BeforeAll
    static void holdCeremonyAndSignTheFirstVersion() throws Exception {
        assumeTrue(
                Files.isDirectory(HOME.resolve("tools/bench/target/lib")),
                "the project is not packaged: ./run test does it");
        run("keys", "ceremony", at("maker"), "--plain", "--holder", "root-ed25519-1=Ada");
        run("device", "new", at("device"), "--id", "charger-7");
        provision(shared.resolve("maker/1.root.json"), shared.resolve("device"));
        sign(shared.resolve("maker"), shared.resolve("1.0"), "--firmware", "1.0");
    }

    @BeforeEach
    void installTheFirstVersion() throws Exception {
        maker = copy(shared.resolve("maker"), temporary.resolve("maker"));
        device = copy(shared.resolve("device"), temporary.resolve("device"));
        byte[] root = Files.readAllBytes(maker.resolve("1.root.json"));
        Files.write(device.resolve("otp.bin"), MessageDigest.getInstance("SHA-256").digest(root));
        trust(1);
        install(shared.resolve("1.0"));
    }

    private static void provision(Path root, Path charger) throws Exception {
        Files.write(charger.resolve("otp.bin"), new byte[32]);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(root));
        String digits = HexFormat.of().formatHex(digest, 0, 4);
        run("provision", root.toString(), charger.toString(), "--confirm", digits);
    }

    @Test
    void versionSignedUnderTheRootInTheOtpBoots() throws Exception {
        assertThat(boot()).isEqualTo("0 BOOT A 1.0");
    }

    @Test
    void afterARootKeyWasRotatedOldAndNewVersionsBoot() throws Exception {
        run("keys", "rotate", maker.toString(), "--replace", "root-ed25519-1", "--plain");
        trust(2);
        assertThat(boot()).isEqualTo("0 BOOT A 1.0");
        install(sign(maker, temporary.resolve("1.1"), "--firmware", "1.1"));
        assertThat(boot()).isEqualTo("0 BOOT A 1.1");
        Files.delete(device.resolve("trust/2.root.json"));
        assertThat(boot()).as("the keys of targets are the same").isEqualTo("0 BOOT A 1.1");
    }

    @Test
    void afterATargetsKeyWasRotatedOnlyWhatTheNewOneSignedBoots() throws Exception {
        run("keys", "rotate", maker.toString(), "--replace", "targets-ed25519", "--plain");
        Path slot = sign(maker, temporary.resolve("1.1"), "--firmware", "1.1");
        trust(2);
        assertThat(boot()).startsWith(refused(Refusal.SIGNATURE_THRESHOLD));
        install(slot);
        assertThat(boot()).isEqualTo("0 BOOT A 1.1");
        Files.delete(device.resolve("trust/2.root.json"));
        assertThat(boot()).startsWith(refused(Refusal.SIGNATURE_THRESHOLD));
    }

    @Test
    void rootThatLiesInTheChainAloneWithoutItsPredecessorIsAGap() throws Exception {
        rotateTwice();
        trust(3);
        assertThat(boot()).isEqualTo("0 BOOT A 1.0");
        Files.delete(device.resolve("trust/2.root.json"));
        assertThat(boot()).startsWith(refused(Refusal.ROOT_GAP));
    }

    private void rotateTwice() {
        run("keys", "rotate", maker.toString(), "--replace", "root-ed25519-1", "--plain");
        run("keys", "rotate", maker.toString(), "--replace", "root-ml-dsa-65-1", "--plain");
    }

    @Test
    void whatStolenKeysSignBootsUntilTheyAreRevoked() throws Exception {
        Path thief = copy(maker, temporary.resolve("thief"));
        install(sign(thief, temporary.resolve("evil"), "--firmware", "6.6.6"));
        assertThat(boot()).isEqualTo("0 BOOT A 6.6.6");

        revokeTargets();
        trust(2);
        assertThat(boot()).startsWith(refused(Refusal.SIGNATURE_THRESHOLD));
        install(sign(maker, temporary.resolve("2.0"), "--firmware", "2.0"));
        assertThat(boot()).isEqualTo("0 BOOT A 2.0");
    }

    @Test
    void oneStolenTargetsKeySignsNothing() throws Exception {
        Path thief = copy(maker, temporary.resolve("thief"));
        Files.delete(thief.resolve("targets-ml-dsa-65.pem"));
        assertThat(
                        Main.commandLine()
                                .execute(
                                        "sign",
                                        "--keys",
                                        thief.toString(),
                                        "--firmware",
                                        "6.6.6",
                                        "--out",
                                        temporary.resolve("evil").toString()))
                .isEqualTo(1);
        assertThat(temporary.resolve("evil")).doesNotExist();
    }

    @Test
    void oldValidVersionIsRefusedOnceTheCounterWasRaised() throws Exception {
        Path slot = sign(maker, temporary.resolve("1.1"), "--firmware", "1.1", "--epoch", "1");
        install(slot);
        assertThat(boot()).isEqualTo("0 BOOT A 1.1");
        counter(1);
        assertThat(boot()).isEqualTo("0 BOOT A 1.1");
        install(shared.resolve("1.0"));
        assertThat(boot()).startsWith(refused(Refusal.ROLLBACK));
    }

    @Test
    void afterTheRevocationAnOldVersionIsRefusedByItsKeysAndWithoutTheNewRootByItsEpoch()
            throws Exception {
        revokeTargets();
        trust(2);
        install(sign(maker, temporary.resolve("2.0"), "--firmware", "2.0"));
        assertThat(boot()).isEqualTo("0 BOOT A 2.0");
        counter(16);

        install(shared.resolve("1.0"));
        assertThat(boot()).startsWith(refused(Refusal.SIGNATURE_THRESHOLD));
        Files.delete(device.resolve("trust/2.root.json"));
        assertThat(boot()).startsWith(refused(Refusal.ROLLBACK));
    }

    /// The thief hides the revoking root, and signs the highest epoch the counter could ask for.
    @Test
    void stolenKeysCannotClaimTheEpochOfARevocationTheyHide() throws Exception {
        KeySet thief = KeySet.open(copy(maker, temporary.resolve("thief")));
        revokeTargets();
        trust(2);
        install(sign(maker, temporary.resolve("2.0"), "--firmware", "2.0"));
        counter(16);
        Files.delete(device.resolve("trust/2.root.json"));

        install(forge(thief, 16));
        assertThat(boot()).startsWith(refused(Refusal.EPOCH_NOT_ALLOWED));
        counter(0);
        install(forge(thief, 15));
        assertThat(boot()).as("its twin").isEqualTo("0 BOOT A 6.6.6");
    }

    private Path forge(KeySet thief, long epoch) throws Exception {
        Firmware good = FirmwareBuild.collect(HOME, "6.6.6");
        Release release =
                new Release("6.6.6", epoch, good.release().platform(), good.release().programs());
        TargetsMetadata metadata =
                new TargetsMetadata(
                        SlotContents.describe(new Firmware(release, good.files()), 99),
                        Instant.EPOCH);
        Path slot = copy(device.resolve("slots/A"), temporary.resolve("forged-" + epoch));
        Files.write(
                slot.resolve("targets.json"),
                Signer.sign(
                        metadata.signed(),
                        thief.signers(
                                "targets",
                                (key, holder) -> {
                                    throw new ReleaseException("stolen keys are in the open");
                                })));
        return slot;
    }

    private void revokeTargets() {
        run(
                "keys",
                "revoke",
                maker.toString(),
                "--key",
                "targets-ed25519",
                "--key",
                "targets-ml-dsa-65",
                "--plain");
    }

    private void counter(long epoch) throws IOException {
        Files.writeString(device.resolve("state/counter"), epoch + "\n");
    }

    /// Puts the roots up to this version into the trust folder.
    private void trust(int version) throws IOException {
        for (int root = 1; root <= version; root++) {
            Files.copy(
                    maker.resolve(root + ".root.json"),
                    device.resolve("trust/" + root + ".root.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void install(Path slot) throws IOException {
        Path target = device.resolve("slots/A");
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(target);
        copy(slot, target);
    }

    private String boot() throws Exception {
        VerifierProcess verifier = VerifierProcess.of(VerifierProcess.jar(HOME), device);
        ProcessBuilder builder = verifier.builder();
        builder.environment().clear();
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Optional<String> verdict = out.lines().filter(line -> line.contains(" A ")).findFirst();
        return process.waitFor() + " " + verdict.orElse(out);
    }

    private static String refused(Refusal cause) {
        return cause.status() + " REFUSED A " + cause + " ";
    }

    private static Path sign(Path keys, Path slot, String... options) {
        run(
                Stream.concat(
                                Stream.of(
                                        "sign",
                                        "--keys",
                                        keys.toString(),
                                        "--out",
                                        slot.toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
        return slot;
    }

    private static void run(String... words) {
        assertThat(Main.commandLine().execute(words)).as(String.join(" ", words)).isZero();
    }

    private static String at(String name) {
        return shared.resolve(name).toString();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            List<Path> paths = tree.toList();
            for (Path path : paths) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }
}
