package stanchion.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.identity.DeviceIdentity.Source;
import stanchion.gateway.world.Authority;
import stanchion.gateway.world.Authority.Wish;
import stanchion.units.Uptime;

/// When a certificate is asked for, and what answers are worth. Time is stepped by hand.
class EnrolmentTest {
    private static final Duration QUARTER = Duration.ofDays(90);

    @TempDir private Path folder;
    private final Desk desk = new Desk();
    private final Instant began = Instant.now();
    private Authority authority;
    private Source source;
    private Wallet wallet;
    private Enrolment enrolment;
    private Duration elapsed = Duration.ZERO;

    /// Writes down what it is told.
    private static final class Desk implements Registrar {
        private final List<String> asked = new ArrayList<>();
        private final List<String> reported = new ArrayList<>();
        private int renewals;
        private boolean reachable = true;

        @Override
        public boolean isReachable() {
            return reachable;
        }

        @Override
        public void ask(String request) {
            asked.add(request);
        }

        @Override
        public void report(String name, String detail) {
            reported.add(name + " " + detail);
        }

        @Override
        public void renewed() {
            renewals++;
        }
    }

    @BeforeEach
    void makeCharger() throws Exception {
        authority = new Authority("test CA");
        authority.fileIdentity(folder, "SN-1");
        source = new Source(IdentityKind.FILE, folder, Optional.empty(), Optional.empty());
        restart();
    }

    @Test
    void newChargerAsksAsSoonAsItCanAndUsesWhatItGets() throws Exception {
        desk.reachable = false;
        after(Duration.ofHours(5));
        assertThat(desk.asked).isEmpty();
        desk.reachable = true;
        after(Duration.ofSeconds(1));
        assertThat(desk.asked).hasSize(1);
        answer(issue(Wish.client("SN-1", QUARTER)));
        assertThat(desk.reported).singleElement().asString().startsWith("IDENTITY_ENROLLED ");
        assertThat(desk.renewals).isEqualTo(1);
        assertThat(wallet.operational()).isPresent();
        after(Duration.ofDays(59));
        assertThat(desk.asked).as("nothing to do for two thirds of its life").hasSize(1);
    }

    @Test
    void certificateIsRenewedWhenAThirdOfItsLifeIsLeftAndStaysInUseUntilThen() throws Exception {
        after(Duration.ofSeconds(1));
        answer(issue(Wish.client("SN-1", QUARTER)));
        Credential first = wallet.operational().orElseThrow();
        after(Duration.ofDays(61));
        assertThat(desk.asked).hasSize(2);
        assertThat(wallet.operational()).contains(first);
        Instant now = began.plus(elapsed);
        Wish next =
                new Wish(
                        "SN-1",
                        now.minusSeconds(60),
                        now.plus(QUARTER),
                        org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_clientAuth);
        answer(issue(next));
        assertThat(wallet.operational().orElseThrow()).isNotEqualTo(first);
        assertThat(desk.renewals).isEqualTo(2);
    }

    @Test
    void requestIsRepeatedLessAndLessOftenAndWithTheSameKey() throws Exception {
        after(Duration.ofSeconds(1));
        after(Duration.ofSeconds(29));
        assertThat(desk.asked).hasSize(1);
        after(Duration.ofSeconds(2));
        assertThat(desk.asked).hasSize(2);
        after(Duration.ofSeconds(59));
        assertThat(desk.asked).hasSize(2);
        after(Duration.ofSeconds(2));
        assertThat(desk.asked).hasSize(3);
        for (int hour = 0; hour < 48; hour++) {
            after(Duration.ofMinutes(61));
        }
        assertThat(desk.asked).hasSize(51);
        assertThat(desk.asked.stream().distinct()).hasSize(1);
        answer(issue(Wish.client("SN-1", QUARTER)));
        assertThat(wallet.operational()).isPresent();
    }

    @Test
    void withoutAClockAFirstCertificateIsAskedForAndNoneIsRenewed() throws Exception {
        enrolment.step(uptime(), Optional.empty());
        assertThat(desk.asked).hasSize(1);
        enrolment.answered(new Reply.Issued(issue(Wish.client("SN-1", Duration.ofMinutes(5)))));
        enrolment.step(uptime(), Optional.empty());
        assertThat(wallet.operational()).isPresent();
        elapsed = Duration.ofDays(400);
        enrolment.step(uptime(), Optional.empty());
        assertThat(desk.asked).hasSize(1);
        after(Duration.ofSeconds(1));
        assertThat(desk.asked).as("the clock is set: it has long expired").hasSize(2);
    }

    @Test
    void uselessAnswersAreReportedAFewTimesAndThenNotHeardUntilTheNextRequest() throws Exception {
        after(Duration.ofSeconds(1));
        answer(issue(Wish.client("SN-2", QUARTER)));
        enrolment.answered(new Reply.Declined("not one of ours"));
        after(Duration.ofMillis(10));
        enrolment.answered(new Reply.Garbled("nonsense"));
        after(Duration.ofMillis(10));
        assertThat(desk.reported)
                .containsExactly(
                        "IDENTITY_REFUSED the certificate names another device",
                        "IDENTITY_REFUSED it was refused: not one of ours",
                        "IDENTITY_REFUSED nonsense");
        for (int more = 0; more < 100; more++) {
            enrolment.answered(new Reply.Garbled("nonsense"));
            after(Duration.ofMillis(10));
        }
        assertThat(desk.reported).hasSize(3);
        after(Duration.ofSeconds(30));
        assertThat(desk.asked).hasSize(2);
        answer(issue(Wish.client("SN-1", QUARTER)));
        assertThat(wallet.operational()).isPresent();
    }

    @Test
    void answerNobodyAskedForIsNotHeard() throws Exception {
        after(Duration.ofSeconds(1));
        List<X509Certificate> mine = issue(Wish.client("SN-1", QUARTER));
        answer(mine);
        enrolment.answered(new Reply.Issued(mine));
        after(Duration.ofSeconds(1));
        assertThat(desk.renewals).isEqualTo(1);
        assertThat(desk.reported).hasSize(1);
    }

    @Test
    void answerToTheKeyOfAFormerLifeIsRefused() throws Exception {
        after(Duration.ofSeconds(1));
        List<X509Certificate> late = issue(Wish.client("SN-1", QUARTER));
        restart();
        after(Duration.ofSeconds(1));
        answer(late);
        assertThat(desk.reported)
                .containsExactly(
                        "IDENTITY_REFUSED the certificate is not for the key that was asked for");
    }

    @Test
    void folderThatCannotBeWrittenIsReportedAndTriedAgain() throws Exception {
        after(Duration.ofSeconds(1));
        Files.writeString(folder.resolve("keys"), "in the way");
        answer(issue(Wish.client("SN-1", QUARTER)));
        assertThat(desk.reported).singleElement().asString().startsWith("IDENTITY_TROUBLE NOT_");
        Files.delete(folder.resolve("keys"));
        after(Duration.ofSeconds(59));
        assertThat(desk.asked).hasSize(1);
        after(Duration.ofSeconds(2));
        answer(issue(Wish.client("SN-1", QUARTER)));
        assertThat(wallet.operational()).isPresent();
    }

    @Test
    void answerIsReadStrictly() throws Exception {
        JsonPrimitive chain =
                new JsonPrimitive(Authority.pem(authority.certificate(), authority.certificate()));
        assertThat(Reply.of(Map.of("certificate", chain)))
                .isInstanceOfSatisfying(
                        Reply.Issued.class, issued -> assertThat(issued.chain()).hasSize(2));
        assertThat(Reply.of(Map.of("refused", new JsonPrimitive("no"))))
                .isEqualTo(new Reply.Declined("no"));
        assertThat(Reply.of(Map.of("certificate", chain, "refused", new JsonPrimitive("no"))))
                .isInstanceOf(Reply.Garbled.class);
        assertThat(Reply.of(Map.of())).isInstanceOf(Reply.Garbled.class);
        assertThat(Reply.of(Map.of("certificate", new JsonPrimitive(1))))
                .isInstanceOf(Reply.Garbled.class);
        assertThat(Reply.of(Map.of("certificate", new JsonPrimitive("none"))))
                .isInstanceOf(Reply.Garbled.class);
        String five = chain.getAsString().repeat(2) + Authority.pem(authority.certificate());
        assertThat(Reply.of(Map.of("certificate", new JsonPrimitive(five))))
                .isInstanceOf(Reply.Garbled.class);
    }

    private void restart() throws Exception {
        wallet = Wallet.open(source, Disk.posix());
        enrolment = new Enrolment(wallet, desk);
    }

    private List<X509Certificate> issue(Wish wish) throws Exception {
        return authority.issue(Authority.asking(desk.asked.getLast()), wish);
    }

    private void answer(List<X509Certificate> chain) {
        enrolment.answered(new Reply.Issued(chain));
        after(Duration.ofMillis(10));
    }

    private void after(Duration span) {
        elapsed = elapsed.plus(span);
        enrolment.step(uptime(), Optional.of(began.plus(elapsed)));
    }

    private Uptime uptime() {
        return new Uptime(elapsed.toNanos());
    }
}
