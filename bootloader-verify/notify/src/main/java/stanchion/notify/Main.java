package stanchion.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The notifier: when nothing may boot, it tells owner and maker what was refused and why, again
/// and again, until a person has installed an image that the verifier accepts.
///
/// It stands in the verified root, outside the slots, and knows none of their code. What it reads
/// of the data partition (the identity) an attacker may have changed: then it is not heard, and the
/// fault light, which its unit has lit before, tells alone.
public final class Main {
    static final int USAGE_STATUS = 64;
    static final String USAGE =
            """
            usage: stanchion.notify --run DIR --identity DIR --broker ssl://HOST:PORT [--once]

              --run DIR        run folder of the boot verifier: boot.json; identity.key where keys are wrapped
              --identity DIR   the charger's key and certificate, private CA
              --broker URI     MQTT 5 broker, TLS 1.3
              --once           say it once: exit status 0 when the broker has it, 75 when not

            Ends with 0 at once when the verifier let something boot.\
            """;

    private static final int NOT_HEARD = 75;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Options options;
    private int told;

    private Main(Options options) {
        this.options = options;
    }

    public static void main(String... words) throws InterruptedException {
        try {
            System.exit(new Main(Options.parse(List.of(words))).run());
        } catch (IllegalArgumentException wrong) {
            System.err.println("stanchion.notify: " + wrong.getMessage() + "\n" + USAGE);
            System.exit(USAGE_STATUS);
        } catch (IOException unreadable) {
            System.err.println("stanchion.notify: " + unreadable.getMessage());
            System.exit(NOT_HEARD);
        }
    }

    private int run() throws IOException, InterruptedException {
        Refusals refusals = Refusals.read(options.run());
        if (!refusals.isNotifyOnly()) {
            System.err.println("stanchion.notify: something boots; there is nothing to tell");
            return 0;
        }
        Rhythm rhythm = new Rhythm();
        while (true) {
            boolean heard = tell(refusals);
            if (options.once()) {
                return heard ? 0 : NOT_HEARD;
            }
            Duration wait = heard ? rhythm.afterSuccess() : rhythm.afterFailure();
            TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        }
    }

    /// Whether the broker has it.
    private boolean tell(Refusals refusals) {
        told++;
        try {
            Identity identity =
                    Identity.open(
                            refusals.identity(),
                            options.identity(),
                            options.run().resolve("identity.key"));
            Notice notice =
                    new Notice(identity.device(), Files.readString(BOOT_ID).strip(), refusals);
            Instant now = Instant.now();
            try (Mqtt mqtt = Mqtt.connect(Tls.open(identity, options.broker()), notice.device())) {
                mqtt.publish(notice.bootTopic(), notice.signed(identity, now), Mqtt.Keep.RETAINED);
                mqtt.publish(notice.eventTopic(), notice.event(told, now), Mqtt.Keep.PASSING);
            }
            System.err.println("told " + options.broker().host() + ": " + refusals.summary());
            return true;
        } catch (IOException | GeneralSecurityException unheard) {
            System.err.println("not heard, will try again: " + unheard);
            return false;
        }
    }
}
