package stanchion.fleet.ingest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.fleet.FleetException;
import stanchion.fleet.mqtt.FleetClient;
import stanchion.fleet.mqtt.Message;
import stanchion.fleet.publish.Kept;
import stanchion.fleet.store.Alert;
import stanchion.fleet.store.AuditEntry;
import stanchion.fleet.store.BootTold;
import stanchion.fleet.store.DeviceRow;
import stanchion.fleet.store.FleetStore;
import stanchion.fleet.store.PinRow;
import stanchion.release.BootReport;

/// Takes what chargers say into the store.
///
/// It keeps nothing itself, so several share the load: the broker gives each message to one. What
/// the broker keeps is read once at the start, because no broker gives that to shared
/// subscriptions; what two workers take counts once, see [FleetStore]. A message is acknowledged
/// when it is stored.
public final class Ingest {
    private static final String BOOT = "$share/fleet/stanchion/v1/+/boot";
    private static final String UPDATE = "$share/fleet/stanchion/v1/+/update";
    private static final Pattern TOPIC =
            Pattern.compile("stanchion/v1/([A-Za-z0-9._-]{1,64})/(boot|update)");
    private static final String WHO = "ingest";

    private final FleetStore store;
    private final Expected expected;
    private final Consumer<String> news;
    private final InstantSource clock = InstantSource.system();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();

    /// An ingest that has not begun.
    ///
    /// @param news one line for a person, when something is wrong
    public Ingest(FleetStore store, Expected expected, Consumer<String> news) {
        this.store = store;
        this.expected = expected;
        this.news = news;
    }

    /// Takes everything from now on, and what the broker has kept.
    public void begin(FleetClient broker) throws FleetException {
        broker.subscribe(UPDATE, this::take);
        broker.subscribe(BOOT, this::take);
        for (String filter : new String[] {"stanchion/v1/+/update", "stanchion/v1/+/boot"}) {
            for (Map.Entry<String, byte[]> kept : Kept.read(broker, filter).entrySet()) {
                take(new Message(kept.getKey(), kept.getValue(), new byte[0], ""));
            }
        }
    }

    /// Messages that were stored.
    public long taken() {
        return taken.get();
    }

    /// Messages that were not what their topic says.
    public long malformed() {
        return malformed.get();
    }

    void take(Message message) {
        Matcher topic = TOPIC.matcher(message.topic());
        if (!topic.matches() || message.payload().length == 0) {
            return;
        }
        try {
            if (topic.group(2).equals("update")) {
                update(topic.group(1), message.payload());
            } else {
                boot(topic.group(1), message.payload());
            }
            taken.incrementAndGet();
        } catch (FleetException lost) {
            news.accept(message.topic() + " is not stored: " + lost.line());
            throw new IllegalStateException(lost); // not acknowledged: the broker sends it again
        }
    }

    private void update(String device, byte[] payload) throws FleetException {
        var told = UpdateReader.read(device, payload);
        if (told.isPresent()) {
            store.told(told.get(), clock.instant());
        } else {
            malformed.incrementAndGet();
        }
    }

    private void boot(String device, byte[] payload) throws FleetException {
        String jws = new String(payload, StandardCharsets.US_ASCII);
        switch (check(device, jws)) {
            case BootReport.Checked.Genuine genuine -> genuine(genuine);
            case BootReport.Checked.Doubtful(var flaw, var detail) -> {
                boolean stranger = flaw == BootReport.Flaw.OTHER_CERTIFICATE;
                Alert.Kind kind =
                        stranger ? Alert.Kind.CERTIFICATE_UNKNOWN : Alert.Kind.BOOT_DOUBTFUL;
                alarm(device, new Expected.Wrong(kind, flaw + ": " + detail));
            }
        }
    }

    /// By any of the certificates the charger is known to have; a worker that trusted one out of
    /// the report would believe everybody.
    private BootReport.Checked check(String device, String jws) throws FleetException {
        BootReport.Checked last =
                new BootReport.Checked.Doubtful(
                        BootReport.Flaw.OTHER_CERTIFICATE, "no certificate is known");
        for (String pem : store.certificates(device)) {
            Optional<X509Certificate> certificate = certificate(pem);
            if (certificate.isPresent()) {
                last = BootReport.verify(jws, certificate.get());
                if (last instanceof BootReport.Checked.Genuine genuine
                        && genuine.device().equals(device)) {
                    return last;
                }
            }
        }
        return last instanceof BootReport.Checked.Genuine
                ? new BootReport.Checked.Doubtful(BootReport.Flaw.OTHER_DEVICE, "another topic")
                : last;
    }

    private void genuine(BootReport.Checked.Genuine report) throws FleetException {
        String device = report.device();
        long lastEpoch = store.device(device).map(DeviceRow::bootEpoch).orElse(0L);
        Optional<Expected.Wrong> wrong = expected.judge(report, lastEpoch);
        long epoch = Math.max(lastEpoch, Expected.number(report, "security_epoch"));
        Instant now = clock.instant();
        store.booted(
                new BootTold(
                        device,
                        report.at(),
                        Expected.number(report, "targets_version"),
                        epoch,
                        report.said("verifier").orElse(""),
                        wrong.isEmpty()),
                now);
        if (wrong.isPresent()) {
            alarm(device, wrong.get());
        } else {
            store.unpin(device, PinRow.Why.REPAIR); // an alert that is gone leaves no repair behind
            store.settle(device);
        }
    }

    /// Says it once, and has a charger whose firmware is not what it must be stage its release
    /// again. A report of which nobody knows the maker moves nothing.
    private void alarm(String device, Expected.Wrong wrong) throws FleetException {
        Instant now = clock.instant();
        if (!store.raise(new Alert(device, wrong.kind(), wrong.detail(), now))) {
            return;
        }
        news.accept(device + ": " + wrong.kind() + ", " + wrong.detail());
        store.note(new AuditEntry(now, WHO, device + ": " + wrong.kind() + " " + wrong.detail()));
        if (repairable(wrong.kind())) {
            repair(device, now);
        }
    }

    private static boolean repairable(Alert.Kind kind) {
        return switch (kind) {
            case FIRMWARE_UNKNOWN, FIRMWARE_DIFFERS, EPOCH -> true;
            case BOOT_DOUBTFUL, CERTIFICATE_UNKNOWN, VERIFIER, NOTIFY_ONLY, VERSION_MISSING ->
                    false;
        };
    }

    private void repair(String device, Instant now) throws FleetException {
        boolean done = store.pin(device, PinRow.AS_ASSIGNED, PinRow.Why.REPAIR);
        store.note(
                new AuditEntry(
                        now,
                        WHO,
                        device + (done ? ": to be repaired" : ": no room for one more repair")));
    }

    private static Optional<X509Certificate> certificate(String pem) {
        try {
            return Optional.of(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(
                                                    pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
