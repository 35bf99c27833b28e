package stanchion.gateway;

import java.time.Duration;
import java.util.Optional;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Documents;
import stanchion.gateway.command.Command;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Inbound.ReplyTo;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.time.Timeline;

/// Tells what became of a command: to who gave it, now or never, and to the chronicle.
final class Answers {
    private static final Duration LIFE_OF_AN_ANSWER = Duration.ofSeconds(60);

    private final String device;
    private final Timeline timeline;
    private final MqttLink mqtt;
    private final Chronicle chronicle;

    Answers(String device, Timeline timeline, MqttLink mqtt, Chronicle chronicle) {
        this.device = device;
        this.timeline = timeline;
        this.mqtt = mqtt;
        this.chronicle = chronicle;
    }

    /// @param command empty where it could not be understood or was not allowed
    void tell(Inbound inbound, Optional<Command> command, Answer answer) {
        reply(inbound, answer);
        command.ifPresentOrElse(
                understood -> note(understood, answer), () -> noteRefused(inbound, answer));
    }

    private void reply(Inbound inbound, Answer answer) {
        String text = Documents.acknowledgement(timeline.utc(), answer);
        send(inbound.topic() + "/ack", text, Optional.empty());
        Optional<ReplyTo> reply =
                inbound.reply().filter(wanted -> ReplyTopics.isAllowed(wanted.topic()));
        reply.ifPresent(there ->
                send(
                        there.topic(),
                        answer.found().map(Answer.Found::text).orElse(text),
                        Optional.of(there.correlation())));
        answer.found()
                .filter(found -> reply.isEmpty())
                .ifPresent(found -> send(found.topic().of(device), found.text(), Optional.empty()));
    }

    private void send(String topic, String text, Optional<String> correlation) {
        mqtt.answer(ReplyTopics.message(topic, text, correlation, LIFE_OF_AN_ANSWER));
    }

    private void note(Command command, Answer answer) {
        String said = command + command.id().map(id -> ", id " + id).orElse("");
        chronicle.record("COMMAND_" + answer.outcome().name(), said);
        if (answer.outcome() == Answer.Outcome.ACCEPTED && command.signer().isPresent()) {
            chronicle.log("SIGNED_COMMAND_ACCEPTED", said);
        }
    }

    private void noteRefused(Inbound inbound, Answer answer) {
        String name =
                answer.outcome() == Answer.Outcome.DENIED
                        ? "COMMAND_DENIED"
                        : "COMMAND_NOT_UNDERSTOOD";
        chronicle.recordSeldom(name, inbound.topic() + ": " + answer.reason());
    }
}
