package stanchion.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;
import stanchion.gateway.api.Documents;
import stanchion.gateway.api.Topic;
import stanchion.gateway.identity.BootReport;
import stanchion.gateway.identity.Credential;
import stanchion.gateway.identity.Enrolment;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.identity.Registrar;
import stanchion.gateway.identity.Reply;
import stanchion.gateway.json.StrictJson;
import stanchion.gateway.telemetry.Inbound.Content;
import stanchion.gateway.telemetry.Message;
import stanchion.gateway.telemetry.MqttLink;
import stanchion.gateway.time.Timeline;

/// Has the charger's certificate renewed over MQTT, and says what it booted, signed. On a thread of
/// its own, because a TPM takes its time.
final class IdentityDesk implements Registrar, AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration LIFE_OF_A_REQUEST = Duration.ofHours(1);

    /// Takes what is to be kept.
    @FunctionalInterface
    interface Events {
        void record(String name, String detail);
    }

    private final Person person;
    private final Timeline timeline;
    private final MqttLink mqtt;
    private final Events events;
    private final Enrolment enrolment;
    private Optional<Credential> reportedWith = Optional.empty();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("identity").factory());

    IdentityDesk(Person person, Timeline timeline, MqttLink mqtt, Events events) {
        this.person = person;
        this.timeline = timeline;
        this.mqtt = mqtt;
        this.events = events;
        this.enrolment = new Enrolment(person.wallet(), this);
    }

    void start() {
        person.wallet().notes().forEach(note -> report("IDENTITY_TROUBLE", note));
        // ends with the thread; what it throws it has logged itself
        var _ =
                thread.scheduleWithFixedDelay(
                        this::step, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// An answer of the certificate authority.
    void answered(Content content) {
        Reply reply =
                switch (content) {
                    case Content.TooLong(int bytes) ->
                            new Reply.Garbled("it has " + bytes + " bytes");
                    case Content.NotText() -> new Reply.Garbled("it is not UTF-8");
                    case Content.Text(String text) -> read(text);
                };
        if (!enrolment.answered(reply)) {
            Logger.warn("too many answers of the certificate authority; one was dropped");
        }
    }

    private static Reply read(String text) {
        try {
            return Reply.of(StrictJson.flat(text));
        } catch (StrictJson.RefusedException malformed) {
            return new Reply.Garbled(String.valueOf(malformed.getMessage()));
        }
    }

    private void step() {
        try {
            Optional<Instant> clock =
                    timeline.isWallClockSet() ? Optional.of(timeline.utc()) : Optional.empty();
            clock.ifPresent(this::reportBoot);
            enrolment.step(timeline.now(), clock);
        } catch (RuntimeException bug) {
            // would otherwise end the thread without a word
            Logger.error(bug, "the identity desk failed");
        }
    }

    /// Once for every certificate, so that a report is always signed with one that is in use.
    private void reportBoot(Instant now) {
        Credential credential = person.wallet().operational().orElse(person.wallet().factory());
        if (person.boot().isEmpty() || reportedWith.equals(Optional.of(credential))) {
            return;
        }
        reportedWith = Optional.of(credential);
        try {
            String report = BootReport.sign(credential, person.boot().get(), now);
            Topic topic = Topic.BOOT;
            mqtt.latest(
                    Message.plain(topic.of(person.wallet().device()), report, topic.retention()));
        } catch (IdentityException failed) {
            report("IDENTITY_TROUBLE", "no boot report: " + failed.getMessage());
        }
    }

    @Override
    public boolean isReachable() {
        return mqtt.isOnline();
    }

    @Override
    public void ask(String request) {
        Topic topic = Topic.IDENTITY_CSR;
        String text = Documents.certificateRequest(timeline.utc(), request);
        mqtt.answer(
                new Message(
                        topic.of(person.wallet().device()),
                        text,
                        topic.retention(),
                        Optional.empty(),
                        Optional.of(LIFE_OF_A_REQUEST)));
    }

    @Override
    public void report(String name, String detail) {
        events.record(name, detail);
    }

    @Override
    public void renewed() {
        mqtt.renew();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
