package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.identity.IdentityException.Trouble;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Authority.Wish;

/// How a charger with a wrapped identity gets its first certificate.
class FactoryFloorTest {
    private static final Wish LONG = Wish.client("SN-1", Duration.ofDays(3650));

    @TempDir private Path folder;
    private Authority authority;
    private FactoryFloor floor;

    @BeforeEach
    void makeFloor() throws Exception {
        authority = new Authority("test CA");
        byte[] secret = "this charger's 32 bytes of OTP..".getBytes(US_ASCII);
        Disk.posix().write(folder.resolve(WrappedIdentity.WRAPPING_KEY), secret);
        Files.writeString(folder.resolve("ca.pem"), Authority.pem(authority.certificate()));
        floor = new FactoryFloor(IdentityKind.WRAPPED, folder, Optional.of(folder));
    }

    @Test
    void chargerLeavesWithACertificateForAKeyItMadeItself() throws Exception {
        Path certificate = certificate(Authority.asking(floor.request("SN-1")), LONG);
        assertThat(floor.accept(certificate)).isEqualTo("SN-1");
        Wallet wallet = Wallet.open(IdentityKind.WRAPPED, folder, Optional.of(folder));
        assertThat(wallet.device()).isEqualTo("SN-1");
        assertRefused(Trouble.NOT_STORED, () -> floor.request("SN-1"));
    }

    @Test
    void onlyTheLastRequestCounts() throws Exception {
        PublicKey first = Authority.asking(floor.request("SN-1"));
        PublicKey second = Authority.asking(floor.request("SN-1"));
        assertRefused(Trouble.OTHER_KEY, () -> floor.accept(certificate(first, LONG)));
        assertThat(floor.accept(certificate(second, LONG))).isEqualTo("SN-1");
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
            assertThat(keys).hasSize(1);
        }
    }

    @Test
    void certificateOfAnotherAuthorityOrInAnotherNameIsRefused() throws Exception {
        PublicKey key = Authority.asking(floor.request("SN-1"));
        Path other = certificate(key, Wish.client("SN-2", Duration.ofDays(9)));
        // the key was wrapped for SN-1 and does not open for anybody else
        assertRefused(Trouble.WRONG_SECRET, () -> floor.accept(other));
        authority = new Authority("test CA");
        Path foreign = certificate(key, LONG);
        assertRefused(Trouble.NO_CERTIFICATE, () -> floor.accept(foreign));
        assertThat(folder.resolve("factory.pem")).doesNotExist();
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        assertRefused(Trouble.NO_DEVICE, () -> floor.request("a/b"));
        assertRefused(Trouble.UNREADABLE, () -> floor.accept(folder.resolve("none.pem")));
        assertRefused(
                Trouble.NO_CERTIFICATE,
                () -> new FactoryFloor(IdentityKind.FILE, folder, Optional.empty()));
    }

    private Path certificate(PublicKey key, Wish wish) throws Exception {
        List<X509Certificate> chain = authority.issue(key, wish);
        return Files.writeString(
                folder.resolve("certificate.pem"), Authority.pem(chain.getFirst()));
    }

    private static void assertRefused(Trouble trouble, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        IdentityException.class,
                        thrown -> {
                            assertThat(thrown.trouble()).as(thrown.getMessage()).isEqualTo(trouble);
                            assertThat(thrown.getMessage()).hasLineCount(1);
                        });
    }
}
