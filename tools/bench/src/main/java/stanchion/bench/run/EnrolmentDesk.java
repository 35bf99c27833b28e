package stanchion.bench.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.broker.Delivery;
import stanchion.release.DeviceAuthority;

/// The maker's desk at the broker: answers certificate requests of its own chargers.
///
/// Whom a topic belongs to, the broker has seen to; the desk sees to it that the request names the
/// same charger, and that it is one of its own.
final class EnrolmentDesk implements AutoCloseable {
    private static final Pattern REQUEST =
            Pattern.compile("stanchion/v1/([A-Za-z0-9._-]{1,64})/identity/csr");
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int QUEUE = 16;
    private static final int LONGEST = 8 * 1024;

    private final DeviceAuthority authority;
    private final Set<String> own;
    private final Consumer<String> news;
    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger issued = new AtomicInteger();
    private Optional<Thread> thread = Optional.empty();

    /// A desk that nobody serves yet.
    ///
    /// @param own ids of the chargers it knows
    EnrolmentDesk(DeviceAuthority authority, Set<String> own, Consumer<String> news) {
        this.authority = authority;
        this.own = Set.copyOf(own);
        this.news = news;
    }

    /// Takes whatever comes from the broker; never waits.
    void accept(Delivery delivery) {
        if (REQUEST.matcher(delivery.topic()).matches() && !waiting.offer(delivery)) {
            news.accept("too many certificate requests; one was dropped");
        }
    }

    /// Answers from now on.
    void serve(BrokerClient broker) {
        Thread serving =
                Thread.ofPlatform().daemon().name("enrolment desk").unstarted(() -> run(broker));
        thread = Optional.of(serving);
        serving.start();
    }

    /// How many certificates were issued.
    int issued() {
        return issued.get();
    }

    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
    }

    private void run(BrokerClient broker) {
        try {
            while (true) {
                answer(waiting.take(), broker);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Delivery delivery, BrokerClient broker) {
        Matcher topic = REQUEST.matcher(delivery.topic());
        if (!topic.matches()) {
            return;
        }
        String device = topic.group(1);
        DeviceAuthority.Answer answer = judge(device, delivery);
        JsonObject text = new JsonObject();
        switch (answer) {
            case DeviceAuthority.Answer.Issued(var certificate, var chain) -> {
                issued.incrementAndGet();
                news.accept(
                        device
                                + " has a certificate until "
                                + certificate.getNotAfter().toInstant());
                text.addProperty("certificate", chain);
            }
            case DeviceAuthority.Answer.Declined(var reason) -> {
                news.accept(device + " gets no certificate: " + reason);
                text.addProperty("refused", reason);
            }
        }
        String reply = "stanchion/v1/" + device + "/identity/certificate";
        if (!broker.publish(reply, text.toString(), LIFE)) {
            news.accept("the answer to " + device + " could not be sent; it will ask again");
        }
    }

    /// What becomes of a request that came in.
    DeviceAuthority.Answer judge(String device, Delivery delivery) {
        if (!own.contains(device)) {
            return new DeviceAuthority.Answer.Declined(device + " is not one of ours");
        }
        if (delivery.retained() == Delivery.Retention.KEPT || delivery.payload().length > LONGEST) {
            return new DeviceAuthority.Answer.Declined("a request is short and never retained");
        }
        return authority.answer(device, request(delivery.text()));
    }

    private static String request(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object
                    ? Optional.ofNullable(object.get("request"))
                            .filter(JsonElement::isJsonPrimitive)
                            .map(JsonElement::getAsString)
                            .orElse("")
                    : "";
        } catch (JsonParseException malformed) {
            return "";
        }
    }
}
