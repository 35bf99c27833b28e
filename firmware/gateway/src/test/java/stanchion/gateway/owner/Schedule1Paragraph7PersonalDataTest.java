package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Answer.Outcome;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.ChargingWish;
import stanchion.gateway.command.Command;
import stanchion.gateway.command.CommandDesk;
import stanchion.gateway.command.HistoryWish;
import stanchion.gateway.command.OwnerWish;
import stanchion.gateway.command.UpdateWish;
import stanchion.gateway.history.Query;
import stanchion.gateway.history.Story;
import stanchion.gateway.identity.Credential;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Inbound.Content;
import stanchion.gateway.telemetry.Inbound.Delivery;
import stanchion.gateway.time.Timeline;
import stanchion.gateway.world.Pki;
import stanchion.gateway.world.Schemas;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Who may have what done, from the factory to the second owner, at the desk that takes commands;
/// easy set-up, and personal data that the owner can delete (SI 2021/1467, schedule 1, paragraph 7;
/// codes that no two chargers share: paragraph 2).
class Schedule1Paragraph7PersonalDataTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String DEVICE = "SN-1";

    /// Something that stands in her history alone.
    private static final String ANNS = "unplugged by hand";

    @TempDir private static Path common;
    private static Pki pki;
    private static Phone installer;
    private static Phone maker;
    private static Phone stranger;
    private static Phone device;
    private static Credential charger;

    @TempDir private Path folder;
    private final List<Request> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Instant wall = NOON;
    private long nanos = 1;
    private boolean pressed;
    private Story story;
    private String code = "";
    private CommandDesk desk;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pki = Pki.in(common);
        installer = Phone.certified(pki.service("sparks", SignedCommands.ROLES + "1"));
        maker = Phone.certified(pki.service("works", SignedCommands.ROLES + "2"));
        stranger =
                Phone.certified(
                        Pki.in(common.resolve("other")).service("x", SignedCommands.ROLES + "2"));
        device = Phone.certified(pki.service("SN-7", "clientAuth"));
        var entry = pki.service(DEVICE, "clientAuth");
        charger =
                new Credential(
                        entry.getPrivateKey(),
                        List.of((java.security.cert.X509Certificate) entry.getCertificate()));
    }

    @BeforeEach
    void leavesTheFactory() throws Exception {
        code = OwnerBook.provide(folder, SetupCode.draw(new SecureRandom(), 1000));
        wall = Instant.now();
        story = new Story(folder, "2026-03-04T00:00:00Z");
        start();
    }

    @AfterEach
    void closesItsHistory() throws Exception {
        story.close();
    }

    /// A start of the gateway: nothing but the folder survives it.
    private void start() {
        Timeline timeline = new Timeline(() -> wall, () -> nanos);
        OwnerBook book = OwnerBook.open(folder, folder);
        OwnerDesk owner =
                new OwnerDesk(
                        book,
                        new OwnerDesk.Surroundings(
                                DEVICE,
                                timeline,
                                () -> charger,
                                () -> pressed,
                                List.of(PersonalStores.history(story.history()))),
                        new Voice());
        desk =
                new CommandDesk(
                        timeline,
                        new Obedient(owner),
                        (inbound, command, answer) -> answers.add(answer),
                        new SignedCommands(DEVICE, authorities(), timeline, book));
        owner.start();
    }

    private static List<java.security.cert.X509Certificate> authorities() {
        try {
            return List.of(pki.authority());
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void theCodeOfOneChargerIsThatOfNoOther() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(OwnerBook.provide(other)).isNotEqualTo(code);
        assertThat(Files.readString(folder.resolve("setup-code")))
                .doesNotContain(code)
                .doesNotContain(code.replace("-", ""));
    }

    @Test
    void whoeverHasTheCodeBindsAsOwnerOnceAndNobodyElseAfterwards() throws Exception {
        Phone ann = Phone.owner();
        assertThat(bind(ann, code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo("accepted");
        assertThat(events).contains("OWNER_BOUND");
        assertThat(said.getLast()).contains("\"BOUND\"").doesNotContain("salt");
        start();
        assertThat(send("clear", ann, "c1", "{}")).isEqualTo("accepted");
    }

    @Test
    void withoutAnOwnerCommandsAreTheBrokersMatterAndWithOneTheyWantHisSignature()
            throws Exception {
        assertThat(unsigned(Topic.CMD_CLEAR, "{}")).isEqualTo("accepted");
        Phone ann = bound();
        assertThat(unsigned(Topic.CMD_CLEAR, "{}"))
                .isEqualTo("this is for: owner or installer, once there is an owner");
        assertThat(send("clear", ann, "a", "{}")).isEqualTo("accepted");
        assertThat(send("clear", installer, "b", "{}")).isEqualTo("accepted");
        assertThat(send("clear", maker, "c", "{}"))
                .isEqualTo("this is for: owner or installer, once there is an owner");
        assertThat(unsigned(Topic.CMD_UPDATE, "{\"check\":true}")).isEqualTo("accepted");
        assertThat(unsigned(Topic.CMD_UPDATE, "{\"check\":true,\"window\":null}"))
                .isEqualTo("this is for: owner, once there is one");
        assertThat(unsigned(Topic.CMD_LIMIT, "10")).isEqualTo("accepted");
        assertThat(send("limit", stranger, "d", "10"))
                .isEqualTo("the certificate does not lead to the private CA");
    }

    @Test
    void aCommandIsTakenOnceEvenAfterARestartAndWithAClockSetBack() throws Exception {
        Phone ann = bound();
        String command = ann.command(DEVICE, "clear", "once", soon(), "{}");
        assertThat(send(Topic.CMD_CLEAR, command)).isEqualTo("accepted");
        assertThat(send(Topic.CMD_CLEAR, command)).isEqualTo("the command was taken before");
        start();
        assertThat(send(Topic.CMD_CLEAR, command)).isEqualTo("the command was taken before");
        Instant then = wall;
        wall = then.plusSeconds(900);
        assertThat(send(Topic.CMD_CLEAR, command)).isEqualTo("the command has expired");
        assertThat(send("clear", ann, "later", "{}")).isEqualTo("accepted");
        wall = then;
        assertThat(send(Topic.CMD_CLEAR, command))
                .isEqualTo("the command is older than one that was taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'aud':'SN-2','cmd':'clear','exp':60,'jti':'a','args':{}} | the command is for"
                        + " another charger",
                "{'aud':'SN-1','cmd':'limit','exp':60,'jti':'a','args':{}} | the command is for"
                        + " another topic",
                "{'aud':'SN-1','cmd':'clear','exp':0,'jti':'a','args':{}} | the command has"
                        + " expired",
                "{'aud':'SN-1','cmd':'clear','exp':601,'jti':'a','args':{}} | exp may be at most 10"
                        + " minutes ahead",
                "{'aud':'SN-1','cmd':'clear','exp':60,'jti':'a b','args':{}} | jti must be 1 to 64"
                        + " of A-Z a-z 0-9 . _ : -",
                "{'aud':'SN-1','cmd':'clear','exp':60,'jti':'a','args':{},'x':1} | the payload must"
                        + " have aud, cmd, exp, jti, args alone",
                "{'aud':'SN-1','cmd':'clear','exp':60,'jti':'a','args':{'x':1}} | there is an"
                        + " unknown field",
                "{'aud':'SN-1','cmd':'clear','exp':60,'jti':'a','jti':'b','args':{}} | a field"
                        + " stands there twice",
            })
    void whatWasNotMeantForThisChargerAndMomentIsRefused(String payload, String reason)
            throws Exception {
        Phone ann = bound();
        java.util.regex.Matcher exp =
                java.util.regex.Pattern.compile("'exp':(\\d+)").matcher(payload);
        assertThat(exp.find()).isTrue();
        long seconds = wall.getEpochSecond() + Long.parseLong(exp.group(1));
        String text = exp.replaceFirst("'exp':" + seconds).replace('\'', '"');
        assertThat(send(Topic.CMD_CLEAR, ann.signed(text))).isEqualTo(reason);
    }

    @Test
    void aSignatureOfAnotherKeyOrKindProvesNothing() throws Exception {
        Phone ann = bound();
        Phone eve = Phone.owner();
        assertThat(send("clear", eve, "e", "{}")).isEqualTo("the signature is wrong");
        assertThat(send("clear", eve.newcomer(), "n", "{}"))
                .isEqualTo("this is for: owner or installer, once there is an owner");
        String good = ann.command(DEVICE, "clear", "x", soon(), "{}");
        int dot = good.lastIndexOf('.');
        char first = good.charAt(dot + 1);
        String bent =
                good.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + good.substring(dot + 2);
        assertThat(send(Topic.CMD_CLEAR, bent)).isEqualTo("the signature is wrong");
        for (String header :
                List.of(
                        "{\"alg\":\"none\",\"typ\":\"stanchion-cmd+jws\",\"kid\":\"owner\"}",
                        "{\"alg\":\"ES256\",\"typ\":\"stanchion-boot+jws\",\"kid\":\"owner\"}",
                        "{\"alg\":\"HS256\",\"typ\":\"stanchion-cmd+jws\",\"kid\":\"owner\"}")) {
            assertThat(send(Topic.CMD_CLEAR, ann.signed(header, "{}")))
                    .isEqualTo("the JWS must have alg ES256 and typ stanchion-cmd+jws");
        }
        assertThat(send("clear", device, "d", "{}"))
                .isEqualTo("the certificate is not for one role alone");
    }

    @Test
    void aSignedCommandWaitsForAClockThatIsSet() throws Exception {
        Phone ann = bound();
        String command = ann.command(DEVICE, "clear", "x", soon(), "{}");
        wall = Instant.EPOCH;
        assertThat(send(Topic.CMD_CLEAR, command)).isEqualTo("the charger's clock is not set");
    }

    @Test
    void afterFiveWrongCodesEachFurtherOneCostsAWaitAlsoAfterARestart() throws Exception {
        for (int attempt = 1; attempt <= OwnerDesk.FREE_TRIES; attempt++) {
            assertThat(bind(Phone.owner(), "0000-0000-0000")).isEqualTo("the set-up code is wrong");
        }
        assertThat(bind(Phone.owner(), code)).isEqualTo("too many wrong codes; next try in 59 s");
        start();
        assertThat(bind(Phone.owner(), code)).isEqualTo("too many wrong codes; next try in 59 s");
        pass(Duration.ofSeconds(61));
        assertThat(bind(Phone.owner(), "0000-0000-0001")).isEqualTo("the set-up code is wrong");
        pass(Duration.ofSeconds(61));
        assertThat(bind(Phone.owner(), code)).isEqualTo("too many wrong codes; next try in 58 s");
        pass(Duration.ofSeconds(60));
        assertThat(bind(Phone.owner(), code)).isEqualTo("accepted");
        assertThat(events.stream().filter("SETUP_CODE_REFUSED"::equals)).hasSize(6);
    }

    @Test
    void aProofIsOfNoUseForAnotherKey() throws Exception {
        Phone ann = Phone.owner();
        Phone eve = Phone.owner();
        String seen = ann.bind(DEVICE, code, said.getLast(), soon());
        String payload =
                new String(
                        Jws.bytes(seen.substring(seen.indexOf('.') + 1, seen.lastIndexOf('.'))),
                        UTF_8);
        assertThat(send(Topic.CMD_BIND, eve.newcomer().signed(payload)))
                .isEqualTo("the set-up code is wrong");
    }

    @Test
    void theOwnerReleasesTheChargerAndTheNextOneBindsWithANewCode() throws Exception {
        Phone ann = bound();
        aSession();
        assertThat(send("release", ann, "r", "{}")).isEqualTo("accepted");
        String next = opened(told("code"), ann);
        assertThat(next).isNotEqualTo(code);
        assertThat(kept()).isZero();
        assertThat(send("clear", ann, "old", "{}")).isEqualTo("there is no owner");
        assertThat(bind(Phone.owner(), code)).isEqualTo("the set-up code is wrong");
        start();
        assertThat(bind(Phone.owner(), next)).isEqualTo("accepted");
    }

    @Test
    void theMakerReleasesItOnlyWhileSomebodyIsThere() throws Exception {
        Phone ann = bound();
        assertThat(send("release", installer, "i", "{}")).isEqualTo("this is for: owner or maker");
        assertThat(send("release", maker, "m1", "{}"))
                .isEqualTo("nobody shows to be at the charger");
        pressed = true;
        assertThat(send("release", maker, "m2", "{}")).isEqualTo("accepted");
        assertThat(send("clear", ann, "old", "{}")).isEqualTo("there is no owner");
    }

    @Test
    void anUnreadableFileIsNobodysWordThatTheChargerIsFree() throws Exception {
        bound();
        Files.writeString(folder.resolve("owner.json"), "{\"version\":1");
        start();
        assertThat(events).contains("OWNER_UNKNOWN");
        assertThat(said.getLast()).contains("\"BOUND\"");
        assertThat(unsigned(Topic.CMD_CLEAR, "{}")).startsWith("this is for");
        pressed = true;
        assertThat(send("release", maker, "m", "{}")).isEqualTo("accepted");
    }

    @Test
    void theOwnerHasPersonalDataDeletedAndGetsASignedReceipt() throws Exception {
        Phone ann = bound();
        aSession();
        assertThat(unsigned(Topic.CMD_FORGET, "{}")).isEqualTo("this is for: owner");
        assertThat(send("forget", maker, "m", "{}")).isEqualTo("this is for: owner");
        assertThat(kept()).isEqualTo(3);
        assertThat(send("forget", ann, "f", "{}")).isEqualTo("accepted");
        assertThat(kept()).isZero();
        assertThat(Files.readString(folder.resolve("history.db"), ISO_8859_1)).doesNotContain(ANNS);
        Jws receipt = Jws.read(told("receipt"), Receipt.TYPE);
        assertThat(receipt.isBy(charger.certificate().getPublicKey())).isTrue();
        JsonObject text = receipt.payload();
        assertThat(text.get("device").getAsString()).isEqualTo(DEVICE);
        assertThat(text.get("deleted").toString()).contains("HISTORY", "\"entries\":3");
        assertThat(text.get("kept").toString()).contains("EVENTS", "paragraph 10");
        assertThat(send("clear", ann, "still", "{}")).as("the owner stays").isEqualTo("accepted");
    }

    /// A charge of a thousand seconds, over the end of a quarter of an hour.
    private void aSession() throws Exception {
        story.meter();
        story.plug();
        story.power(7200);
        story.seconds(1000);
        story.unplug(ANNS);
        story.history().write();
        assertThat(kept()).isEqualTo(3);
    }

    /// Sessions and quarter-hours of the history.
    private int kept() throws Exception {
        return story.history().sessions(Query.all()).rows().size()
                + story.history().quarters(Query.all()).rows().size();
    }

    /// What the last answer tells beside its outcome.
    private String told(String field) {
        return answers.getLast().more().getOrDefault(field, "");
    }

    private Phone bound() throws Exception {
        Phone ann = Phone.owner();
        assertThat(bind(ann, code)).isEqualTo("accepted");
        return ann;
    }

    private String bind(Phone who, String with) throws Exception {
        return send(Topic.CMD_BIND, who.bind(DEVICE, with, said.getLast(), soon()));
    }

    private String send(String name, Phone who, String id, String arguments) throws Exception {
        Topic topic = Topic.named(Topic.CMD_LIMIT.of(DEVICE).replace("limit", name), DEVICE).get();
        return send(topic, who.command(DEVICE, name, id, soon(), arguments));
    }

    private String unsigned(Topic topic, String text) {
        return send(topic, text);
    }

    /// What the answer says: accepted, or the reason.
    private String send(Topic topic, String text) {
        pass(Duration.ofSeconds(1));
        if (text.contains("signed")) {
            assertThat(Schemas.complaints(topic, text)).isEmpty();
        }
        desk.accept(
                topic,
                new Inbound(
                        topic.of(DEVICE),
                        new Content.Text(text),
                        Delivery.LIVE,
                        Optional.empty(),
                        Optional.empty(),
                        new Uptime(nanos)));
        Answer last = answers.getLast();
        return last.outcome() == Outcome.ACCEPTED ? "accepted" : last.reason();
    }

    private void pass(Duration span) {
        nanos += span.toNanos();
    }

    private Instant soon() {
        return wall.plusSeconds(60);
    }

    /// Opens a JWE as RFC 7516 and 7518 say.
    private static String opened(String jwe, Phone phone) throws Exception {
        List<String> parts = Arrays.asList(jwe.split("\\.", -1));
        JsonObject header =
                JsonParser.parseString(new String(Jws.bytes(parts.getFirst()), UTF_8))
                        .getAsJsonObject();
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(phone.key());
        agreement.doPhase(OwnerKey.read(header.get("epk")).key(), true);
        byte[] secret = agreement.generateSecret();
        ByteBuffer info = ByteBuffer.allocate(59);
        info.putInt(1).put(secret).putInt(7).put("A256GCM".getBytes(US_ASCII));
        info.putInt(0).putInt(0).putInt(256);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(info.array()), "AES"),
                new GCMParameterSpec(128, Jws.bytes(parts.get(2))));
        cipher.updateAAD(parts.getFirst().getBytes(US_ASCII));
        cipher.update(Jws.bytes(parts.get(3)));
        return new String(cipher.doFinal(Jws.bytes(parts.get(4))), US_ASCII);
    }

    private final class Voice implements OwnerDesk.Voice {
        @Override
        public void record(String name, String detail) {
            events.add(name);
        }

        @Override
        public void tell(OwnerNews news) {
            said.add(news.text(wall));
        }
    }

    private final class Obedient implements CommandDesk.Obedient {
        @Override
        public Optional<String> charging(ChargingWish wish) {
            return Optional.empty();
        }

        private final OwnerDesk owner;

        Obedient(OwnerDesk owner) {
            this.owner = owner;
        }

        @Override
        public boolean charger(Request request) {
            asked.add(request);
            desk.decided(
                    new RequestOutcome(
                            new Uptime(nanos), request.id(), Verdict.ACCEPTED, new Amps(16), ""));
            return true;
        }

        @Override
        public Optional<String> updates(UpdateWish wish) {
            return Optional.empty();
        }

        @Override
        public Answer owner(OwnerWish wish, Command command) {
            return owner.obey(wish, command);
        }

        @Override
        public Answer history(Optional<String> id, HistoryWish wish) {
            return Answer.accepted(id);
        }
    }
}
