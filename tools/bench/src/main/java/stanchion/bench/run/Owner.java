package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import stanchion.bench.broker.BrokerClient;
import stanchion.bench.process.Patience;

/// Who a bench charger's owner is: nobody, until something wants an owner's signature. Then the one
/// who holds its label binds a key, and signs from then on. For one thread.
final class Owner {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final DeviceView device;
    private final ChargerSight sight;
    private final BrokerClient voice;
    private Optional<OwnersApp> app = Optional.empty();

    Owner(DeviceView device, ChargerSight sight, BrokerClient voice) {
        this.device = device;
        this.sight = sight;
        this.voice = voice;
    }

    /// The payload of a command whoever may send it: signed once there is an owner.
    ///
    /// @param name behind `cmd/`
    String anybodys(String name, JsonObject arguments) {
        return app.map(owner -> owner.command(name, arguments)).orElseGet(arguments::toString);
    }

    /// The payload of a command that is the owner's alone.
    String own(String name, JsonObject arguments) {
        if (app.isEmpty()) {
            app = Optional.of(bound());
        }
        return app.get().command(name, arguments);
    }

    private OwnersApp bound() {
        OwnersApp fresh = new OwnersApp(device.id(), InstantSource.system());
        Optional<JsonObject> said = sight.owner().filter(owner -> owner.has("code"));
        if (said.isEmpty() || !Files.exists(device.label())) {
            throw new BenchTrouble(
                    65, device.folder() + ": nobody here knows its set-up code, so nobody signs");
        }
        long before = sight.acknowledged();
        String topic = sight.topic("cmd/bind");
        boolean bound =
                voice.publish(topic, fresh.bind(label(), said.get()), topic + "/ack", ANSWER)
                        && Patience.until(ANSWER, () -> sight.acknowledged() > before)
                        && Patience.until(ANSWER, sight::isOwned);
        if (!bound) {
            throw new BenchTrouble(70, "the charger does not take its owner");
        }
        return fresh;
    }

    private String label() {
        Path label = device.label();
        try {
            return Files.readString(label).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(label + " cannot be read", e);
        }
    }
}
