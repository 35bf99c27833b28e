package stanchion.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Answer.Outcome;
import stanchion.gateway.api.Topic;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Inbound.Content;
import stanchion.gateway.telemetry.Inbound.Delivery;
import stanchion.gateway.time.Timeline;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.units.Amps;
import stanchion.units.Uptime;

class CommandDeskTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String ENABLE = "{\"id\":\"a\",\"enabled\":true}";

    private final List<Request> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<UpdateWish> wishes = new ArrayList<>();
    private final List<ChargingWish> charging = new ArrayList<>();
    private Optional<String> unwilling = Optional.empty();
    private long nanos;
    private Instant wall = NOON;
    private boolean reachable = true;

    private final CommandDesk desk =
            new CommandDesk(
                    new Timeline(() -> wall, () -> nanos),
                    new CommandDesk.Obedient() {
                        @Override
                        public boolean charger(Request request) {
                            return reachable && asked.add(request);
                        }

                        @Override
                        public Optional<String> updates(UpdateWish wish) {
                            wishes.add(wish);
                            return unwilling;
                        }

                        @Override
                        public Answer owner(OwnerWish wish, Command command) {
                            return Answer.accepted(command.id());
                        }

                        @Override
                        public Optional<String> charging(ChargingWish wish) {
                            charging.add(wish);
                            return unwilling;
                        }

                        @Override
                        public Answer history(Optional<String> id, HistoryWish wish) {
                            return Answer.found(
                                    id, new Answer.Found(Topic.HISTORY, wish.toString()));
                        }
                    },
                    (inbound, command, answer) -> answers.add(answer),
                    Signatures.none());

    @Test
    void whatSomebodyWantsToSeeIsAnsweredAtOnceAndNoConcernOfTheCharger() {
        desk.accept(
                Topic.CMD_HISTORY,
                inbound(
                        "{\"id\":\"h\",\"what\":\"sessions\",\"after\":7,\"limit\":3}",
                        Delivery.LIVE,
                        Optional.empty()));
        assertThat(asked).isEmpty();
        assertThat(answers)
                .containsExactly(
                        Answer.found(
                                Optional.of("h"),
                                new Answer.Found(Topic.HISTORY, "3 sessions after 7")));
    }

    @Test
    void theChargersVerdictIsTheAnswer() {
        accept(ENABLE);
        decide(Verdict.ACCEPTED, "");
        assertThat(answers)
                .containsExactly(
                        new Answer(
                                Optional.of("a"), Outcome.ACCEPTED, "", Optional.of(new Amps(16))));
    }

    @Test
    void aWishForSmartChargingIsAnsweredByTheGatewayToo() {
        Inbound wish = inbound("{\"id\":\"d\",\"cancel\":true}", Delivery.LIVE, Optional.empty());
        unwilling = Optional.of("no delay runs");
        desk.accept(Topic.CMD_DELAY, wish);
        assertThat(charging)
                .containsExactly(
                        new ChargingWish.Delay(ChargingWish.Delay.Cancel.YES, Optional.empty()));
        assertThat(asked).isEmpty();
        assertThat(answers).containsExactly(Answer.refused(Optional.of("d"), "no delay runs"));
    }

    @Test
    void aWishForUpdatesIsAnsweredByTheGatewayAndNeverReachesTheCharger() {
        Inbound wish = inbound("{\"id\":\"u\",\"check\":true}", Delivery.LIVE, Optional.empty());
        desk.accept(Topic.CMD_UPDATE, wish);
        unwilling = Optional.of("not now");
        desk.accept(Topic.CMD_UPDATE, wish);
        assertThat(wishes).hasSize(2);
        assertThat(asked).isEmpty();
        assertThat(answers)
                .containsExactly(
                        Answer.accepted(Optional.of("u")),
                        Answer.refused(Optional.of("u"), "not now"));
    }

    @Test
    void aRefusalOfTheChargerCarriesItsReason() {
        accept(ENABLE);
        decide(Verdict.REFUSED, "tampered with");
        assertThat(refusal()).isEqualTo("tampered with");
    }

    @Test
    void aChargerThatDoesNotAnswerIsSilentAfterFiveSecondsAndNotAnsweredForLater() {
        accept(ENABLE);
        pass(Duration.ofMillis(4_900));
        assertThat(answers).isEmpty();
        pass(Duration.ofMillis(200));
        assertThat(refusal()).isEqualTo("charger silent");
        decide(Verdict.ACCEPTED, "");
        assertThat(answers).hasSize(1);
    }

    @Test
    void aChargerThatCannotBeReachedIsSilentAtOnce() {
        reachable = false;
        accept(ENABLE);
        assertThat(refusal()).isEqualTo("charger silent");
    }

    @Test
    void aRetainedCommandIsRefused() {
        accept(inbound(ENABLE, Delivery.RETAINED, Optional.empty()));
        assertThat(refusal()).contains("retained");
        assertThat(asked).isEmpty();
    }

    @Test
    void aCommandWhoseMessageExpiryHasPassedIsRefused() {
        Inbound slow = inbound(ENABLE, Delivery.LIVE, Optional.of(Duration.ofSeconds(5)));
        nanos += Duration.ofSeconds(5).toNanos();
        accept(slow);
        assertThat(refusal()).isEqualTo("the command has expired");
        accept(inbound(ENABLE, Delivery.LIVE, Optional.of(Duration.ofSeconds(5))));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aCommandThatHasExpiredByTheClockIsRefused() {
        accept("{\"enabled\":true,\"expiresAt\":\"2026-06-01T12:00:00Z\"}");
        assertThat(refusal()).isEqualTo("the command has expired");
        accept("{\"enabled\":true,\"expiresAt\":\"2026-06-01T12:00:00.001Z\"}");
        assertThat(asked).hasSize(1);
    }

    @Test
    void withoutAClockNothingThatExpiresByTheClockIsObeyed() {
        wall = Instant.EPOCH;
        accept("{\"enabled\":true,\"expiresAt\":\"2026-06-01T12:00:00Z\"}");
        assertThat(refusal()).isEqualTo("the charger's clock is not set");
    }

    @Test
    void aPayloadOfMoreThanAKilobyteAndOneThatIsNoTextAreRefused() {
        Inbound template = inbound("", Delivery.LIVE, Optional.empty());
        for (Content content : List.of(new Content.TooLong(1025), new Content.NotText())) {
            accept(
                    new Inbound(
                            template.topic(),
                            content,
                            Delivery.LIVE,
                            Optional.empty(),
                            Optional.empty(),
                            template.receivedAt()));
        }
        assertThat(answers)
                .extracting(Answer::reason)
                .containsExactly(
                        "the payload has 1025 bytes, 1024 may be", "the payload is not UTF-8");
    }

    @Test
    void tenCommandsAtOnceArePassedOnThenTwoASecond() {
        for (int number = 0; number < 30; number++) {
            accept(ENABLE);
        }
        assertThat(asked).hasSize(10);
        assertThat(answers.getLast().reason()).isEqualTo("too many commands");
        nanos += Duration.ofSeconds(1).toNanos();
        for (int number = 0; number < 30; number++) {
            accept(ENABLE);
        }
        assertThat(asked).hasSize(12);
    }

    @Test
    void everyRequestHasANumberOfItsOwn() {
        accept(ENABLE);
        accept("{}");
        accept(ENABLE);
        assertThat(asked).extracting(Request::id).doesNotHaveDuplicates().hasSize(2);
    }

    private void accept(String text) {
        accept(inbound(text, Delivery.LIVE, Optional.empty()));
    }

    private void accept(Inbound inbound) {
        desk.accept(Topic.CMD_ENABLE, inbound);
    }

    private Inbound inbound(String text, Delivery delivery, Optional<Duration> expiry) {
        return new Inbound(
                Topic.CMD_ENABLE.of("SN-1"),
                new Content.Text(text),
                delivery,
                Optional.empty(),
                expiry,
                new Uptime(nanos));
    }

    private void decide(Verdict verdict, String reason) {
        long id = asked.getLast().id();
        desk.decided(new RequestOutcome(new Uptime(nanos), id, verdict, new Amps(16), reason));
    }

    private void pass(Duration span) {
        nanos += span.toNanos();
        desk.tick();
    }

    private String refusal() {
        assertThat(answers.getLast().outcome()).isEqualTo(Outcome.REFUSED);
        return answers.getLast().reason();
    }
}
