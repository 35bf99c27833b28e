package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import stanchion.gateway.identity.ChainCheck.Flaw;
import stanchion.gateway.identity.DeviceIdentity.Source;
import stanchion.gateway.identity.IdentityException.Trouble;
import stanchion.gateway.identity.Wallet.Application;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Authority.Wish;
import stanchion.gateway.world.Tool;

/// Credentials on a disk, with the kinds of identity that keep their keys there.
class WalletTest {
    private static final Duration QUARTER = Duration.ofDays(90);

    @TempDir private Path folder;
    private Authority authority;

    @BeforeEach
    void makeAuthority() throws Exception {
        authority = new Authority("test CA");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TPM")
    void enrolledChargerHasItsCertificateAfterTheNextStart(IdentityKind kind) throws Exception {
        Source source = charger(kind);
        Wallet wallet = Wallet.open(source, Disk.posix());
        assertThat(wallet.device()).isEqualTo("SN-1");
        assertThat(wallet.operational()).isEmpty();
        X509Certificate first = enrol(wallet);
        assertThat(wallet.operational().orElseThrow().certificate()).isEqualTo(first);

        Wallet again = Wallet.open(source, Disk.posix());
        assertThat(again.operational().orElseThrow().certificate()).isEqualTo(first);
        assertThat(again.notes()).isEmpty();
        X509Certificate second = enrol(again);
        assertThat(second.getPublicKey())
                .as("a new key every time")
                .isNotEqualTo(first.getPublicKey());
        assertThat(Wallet.open(source, Disk.posix()).operational().orElseThrow().certificate())
                .isEqualTo(second);
        int keys = kind == IdentityKind.FILE ? 1 : 2;
        assertThat(files("keys")).as("the first key is gone").hasSize(keys);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TPM")
    void powerCutAtAnyStepLeavesTheOldCertificateOrTheNewOne(IdentityKind kind) throws Exception {
        Source source = charger(kind);
        X509Certificate old = enrol(Wallet.open(source, Disk.posix()));
        boolean complete = false;
        int renewals = 0;
        for (int steps = 0; !complete; steps++) {
            Optional<Credential> before = Wallet.open(source, Disk.posix()).operational();
            X509Certificate mine = before.orElseThrow().certificate();
            assertThat(mine).isEqualTo(old);
            X509Certificate next = old;
            // the first step of every life is the tidying at its start
            Wallet wallet = Wallet.open(source, new CutDisk(steps + 1));
            Application application = wallet.apply();
            List<X509Certificate> chain = issue(application, Wish.client("SN-1", QUARTER));
            try {
                assertThat(wallet.adopt(application, chain, Optional.of(Instant.now()))).isEmpty();
                complete = true;
                next = chain.getFirst();
            } catch (CutDisk.PowerCut cut) {
                next = chain.getFirst();
            }
            Wallet after = Wallet.open(source, Disk.posix());
            assertThat(after.notes()).as("cut at step %d", steps).isEmpty();
            X509Certificate found = after.operational().orElseThrow().certificate();
            assertThat(found).as("cut at step %d", steps).isIn(old, next);
            renewals += found.equals(next) ? 1 : 0;
            old = found;
        }
        assertThat(renewals).as("cuts behind the rename").isGreaterThan(1);
    }

    @Test
    void certificateIsUsedOnlyIfNothingSpeaksAgainstIt() throws Exception {
        Source source = charger(IdentityKind.FILE);
        Wallet wallet = Wallet.open(source, Disk.posix());
        Instant now = Instant.now();
        Instant far = now.plus(QUARTER);
        KeyPurposeId client = KeyPurposeId.id_kp_clientAuth;
        Application own = wallet.apply();
        assertFlaw(wallet, own, Flaw.OTHER_DEVICE, Wish.client("SN-2", QUARTER));
        assertFlaw(
                wallet,
                own,
                Flaw.NOT_FOR_CLIENTS,
                new Wish("SN-1", now.minusSeconds(60), far, KeyPurposeId.id_kp_serverAuth));
        assertFlaw(
                wallet,
                own,
                Flaw.NOT_YET_VALID,
                new Wish("SN-1", now.plusSeconds(60), far, client));
        assertFlaw(
                wallet,
                own,
                Flaw.EXPIRED,
                new Wish("SN-1", now.minusSeconds(90), now.minusSeconds(60), client));
        KeyPair stranger = Authority.keys();
        List<X509Certificate> others =
                authority.issue(stranger.getPublic(), Wish.client("SN-1", QUARTER));
        assertThat(wallet.adopt(own, others, Optional.of(now))).contains(Flaw.OTHER_KEY);
        authority = new Authority("test CA");
        assertFlaw(wallet, own, Flaw.UNTRUSTED, Wish.client("SN-1", QUARTER));
        assertThat(wallet.operational()).isEmpty();
        assertThat(folder.resolve(Wallet.OPERATIONAL)).doesNotExist();
        assertThat(files("keys")).isEmpty();
    }

    @Test
    void withoutAClockTheTimeOfACertificateIsNotJudged() throws Exception {
        Wallet wallet = Wallet.open(charger(IdentityKind.FILE), Disk.posix());
        Application own = wallet.apply();
        Instant later = Instant.now().plusSeconds(1000);
        Wish wish = new Wish("SN-1", later, later.plus(QUARTER), KeyPurposeId.id_kp_clientAuth);
        assertThat(wallet.adopt(own, issue(own, wish), Optional.empty())).isEmpty();
    }

    @Test
    void opensslSeesTheStoredChainLeadToThePrivateAuthority() throws Exception {
        Tool.require("openssl", "openssl");
        enrol(Wallet.open(charger(IdentityKind.FILE), Disk.posix()));
        Path ca = folder.resolve("ca-for-openssl.pem");
        Files.writeString(ca, Authority.pem(authority.certificate()));
        Tool.Said said =
                Tool.run(
                        "openssl",
                        "verify",
                        "-purpose",
                        "sslclient",
                        "-CAfile",
                        ca.toString(),
                        folder.resolve(Wallet.OPERATIONAL).toString());
        assertThat(said.text()).endsWith(": OK\n");
    }

    @Test
    void privateFilesAreTheOwnersAlone() throws Exception {
        enrol(Wallet.open(charger(IdentityKind.WRAPPED), Disk.posix()));
        for (Path key : files("keys")) {
            assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
            assertThat(Files.readString(key, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("\u0006\u0007*\u0086H\u00CE=\u0002\u0001");
        }
    }

    @Test
    void copiedCardDoesNotOpenOnAnotherCharger() throws Exception {
        Source source = charger(IdentityKind.WRAPPED);
        enrol(Wallet.open(source, Disk.posix()));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        wrappingKey(elsewhere, "another charger's 32 byte secret");
        Source copy =
                new Source(IdentityKind.WRAPPED, folder, Optional.of(elsewhere), Optional.empty());
        assertTrouble(Trouble.WRONG_SECRET, copy);
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        Source file = charger(IdentityKind.FILE);
        Files.writeString(folder.resolve("password"), "wrong");
        assertTrouble(Trouble.WRONG_SECRET, file);
        Files.delete(folder.resolve("password"));
        assertTrouble(Trouble.UNREADABLE, file);
        assertTrouble(
                Trouble.UNREADABLE,
                new Source(
                        IdentityKind.FILE,
                        folder.resolve("nowhere"),
                        Optional.empty(),
                        Optional.empty()));

        Source wrapped = charger(IdentityKind.WRAPPED);
        assertTrouble(
                Trouble.UNREADABLE,
                new Source(IdentityKind.WRAPPED, folder, Optional.empty(), Optional.empty()));
        Path key = folder.resolve("run/identity.key");
        Files.setPosixFilePermissions(
                key, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertTrouble(Trouble.EXPOSED, wrapped);
        wrappingKey(folder.resolve("run"), "short");
        assertTrouble(Trouble.UNREADABLE, wrapped);
        wrappingKey(folder.resolve("run"), SECRET);
        Files.delete(folder.resolve("ca.pem"));
        assertTrouble(Trouble.NO_AUTHORITY, wrapped);
        Files.writeString(
                folder.resolve("factory.pem"),
                Authority.pem(
                        authority
                                .issue(Authority.keys().getPublic(), Wish.client("SN-1", QUARTER))
                                .getFirst()));
        assertTrouble(Trouble.OTHER_KEY, wrapped);
        for (Path one : files("keys")) {
            Files.delete(one);
        }
        assertTrouble(Trouble.NO_KEY, wrapped);
        Files.delete(folder.resolve("factory.pem"));
        assertTrouble(Trouble.NO_CERTIFICATE, wrapped);
    }

    @Test
    void keyThatDoesNotFitItsCertificateIsRefused() throws Exception {
        Source source = charger(IdentityKind.FILE);
        X509Certificate certificate = enrol(Wallet.open(source, Disk.posix()));
        Path key = folder.resolve("keys/" + KeyProof.name(certificate.getPublicKey()) + ".key");
        Files.write(key, Authority.keys().getPrivate().getEncoded());
        Wallet wallet = Wallet.open(source, Disk.posix());
        assertThat(wallet.operational()).isEmpty();
        assertThat(wallet.notes()).singleElement().asString().contains("is of another key");
        assertThat(key).as("nothing is destroyed on a suspicion").exists();
    }

    @Test
    void damagedOperationalCertificateLeavesThatOfTheFactory() throws Exception {
        Source source = charger(IdentityKind.FILE);
        enrol(Wallet.open(source, Disk.posix()));
        Files.writeString(folder.resolve(Wallet.OPERATIONAL), "-----BEGIN CERTIFICATE-----\nAA");
        Wallet wallet = Wallet.open(source, Disk.posix());
        assertThat(wallet.operational()).isEmpty();
        assertThat(wallet.notes()).singleElement().asString().contains("operational.pem");
        assertThat(wallet.factory().certificate()).isNotNull();
        enrol(wallet);
        assertThat(Wallet.open(source, Disk.posix()).operational()).isPresent();
        assertThat(files("keys")).hasSize(1);
    }

    private static final String SECRET = "this charger's 32 bytes of OTP..";

    /// A charger as it leaves the factory.
    private Source charger(IdentityKind kind) throws Exception {
        if (kind == IdentityKind.FILE) {
            authority.fileIdentity(folder, "SN-1");
            return new Source(kind, folder, Optional.empty(), Optional.empty());
        }
        Path run = Files.createDirectories(folder.resolve("run"));
        wrappingKey(run, SECRET);
        Source fresh = new Source(kind, folder, Optional.of(run), Optional.of("SN-1"));
        DeviceIdentity identity = DeviceIdentity.open(fresh, Disk.posix());
        KeyPair keys = identity.generate();
        identity.keep(keys);
        Files.writeString(
                folder.resolve("factory.pem"),
                Authority.pem(
                        authority
                                .issue(keys.getPublic(), Wish.client("SN-1", Duration.ofDays(999)))
                                .getFirst()));
        Files.writeString(folder.resolve("ca.pem"), Authority.pem(authority.certificate()));
        return new Source(kind, folder, Optional.of(run), Optional.empty());
    }

    private static void wrappingKey(Path run, String secret) throws Exception {
        Disk.posix().write(run.resolve("identity.key"), secret.getBytes(US_ASCII));
    }

    private X509Certificate enrol(Wallet wallet) throws Exception {
        Application application = wallet.apply();
        List<X509Certificate> chain = issue(application, Wish.client("SN-1", QUARTER));
        assertThat(wallet.adopt(application, chain, Optional.of(Instant.now()))).isEmpty();
        return chain.getFirst();
    }

    private List<X509Certificate> issue(Application application, Wish wish) throws Exception {
        return authority.issue(Authority.asking(application.request()), wish);
    }

    private void assertFlaw(Wallet wallet, Application own, Flaw flaw, Wish wish) throws Exception {
        assertThat(wallet.adopt(own, issue(own, wish), Optional.of(Instant.now()))).contains(flaw);
    }

    private static void assertTrouble(Trouble trouble, Source source) {
        assertThatThrownBy(() -> Wallet.open(source, Disk.posix()))
                .isInstanceOfSatisfying(
                        IdentityException.class,
                        thrown -> {
                            assertThat(thrown.trouble()).as(thrown.getMessage()).isEqualTo(trouble);
                            assertThat(thrown.getMessage()).hasLineCount(1);
                        });
    }

    private List<Path> files(String name) throws Exception {
        if (!Files.isDirectory(folder.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.toList();
        }
    }
}
