package stanchion.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import stanchion.boot.BootDescription;
import stanchion.boot.DeviceKey;
import stanchion.boot.Hex;
import stanchion.boot.Targets;
import stanchion.release.keys.Ceremony;
import stanchion.release.keys.HeldKey;
import stanchion.release.keys.History;
import stanchion.release.keys.KeyChoices;
import stanchion.release.keys.KeySet;

/// Makes a bench charger in one folder:
///
/// ```text
/// boot.conf                which board it is, and where everything else stands
/// otp.bin  device.key      what its hardware holds: SHA-256 of 1.root.json, 256 secret bits
/// trust/1.root.json        who may sign
/// slots/A/  slots/B/       a signed version; empty
/// state/counter            lowest security epoch; charger and gateway keep their state beside it
/// state/charging-settings.json  as an owner leaves them who charges at any time and at once
/// identity/                device.p12 ca.p12 password: the charger's own key and certificate
/// maker/                   what a maker keeps elsewhere: signing keys, certificate authority,
///                          broker's certificate, a certificate for whoever listens
/// ```
///
/// Everything is readable by its owner alone.
public final class DeviceFolder {
    /// What a new charger shall be.
    ///
    /// @param id the charger's name: letters, digits, `-` and `_`, up to 64
    public record Order(Path folder, String id, Firmware firmware) {}

    private static final Duration TARGETS_LIFE = Duration.ofDays(365);
    private static final int PASSWORD_BYTES = 16;

    private final Order order;
    private final Instant now;
    private final SecureRandom random = new SecureRandom();

    private DeviceFolder(Order order, Instant now) {
        this.order = order;
        this.now = now;
    }

    /// Makes the folder, in full or not at all.
    public static void create(Order order) throws ReleaseException {
        check(order);
        NewFolder.make(
                order.folder(),
                folder -> {
                    try {
                        new DeviceFolder(order, Instant.now()).fill(folder);
                    } catch (GeneralSecurityException failed) {
                        throw new IOException(failed);
                    }
                });
    }

    /// The owner's settings of smart charging, beside the state of a charger.
    public static final String CHARGING = "charging-settings.json";

    /// A bench is not kept waiting by the hours of the day, nor by a random delay.
    private static final String CHARGE_AT_ONCE =
            """
            {"choice":"REMOVED","zone":"Europe/London","hours":"mon-sun 00:00-24:00","maximumDelaySeconds":0}
            """;

    private static void check(Order order) throws ReleaseException {
        if (!order.id().matches("[A-Za-z0-9_-]{1,64}")) {
            throw new ReleaseException(
                    "id " + order.id() + ": use 1 to 64 letters, digits, - and _");
        }
        if (!order.firmware().release().firmware().matches("[A-Za-z0-9][A-Za-z0-9_+.-]{0,63}")) {
            throw new ReleaseException(
                    "version "
                            + order.firmware().release().firmware()
                            + ": use 1 to 64 letters, digits, . + - and _");
        }
    }

    private void fill(PrivateFolder root)
            throws IOException, GeneralSecurityException, ReleaseException {
        PrivateFolder maker = root.folder("maker");
        KeySet keys = keys(maker.path().resolve("keys"));
        root.write(BootDescription.FILE, bootDescription());
        root.write("device.key", random(DeviceKey.BYTES));
        trust(root, keys);
        slots(root, keys);
        PrivateFolder state = root.folder("state");
        state.write("counter", "0\n");
        state.write(CHARGING, CHARGE_AT_ONCE);
        certificates(root.folder("identity"), maker);
    }

    /// A ceremony as a maker holds it, but nobody is asked for a passphrase.
    private KeySet keys(Path folder) throws ReleaseException {
        KeyChoices plain = new KeyChoices(Map.of(), Map.of("*", "plain"), Map.of());
        Ceremony.hold(new Ceremony.Order(folder, Ceremony.USUAL, now), plain, DeviceFolder::nobody);
        return KeySet.open(folder);
    }

    private static char[] nobody(String key, String holder) throws ReleaseException {
        throw new ReleaseException(key + ": a bench knows no passphrase");
    }

    private static void trust(PrivateFolder root, KeySet keys)
            throws IOException, ReleaseException {
        byte[] bytes = keys.rootBytes(1);
        root.folder("trust").write("1.root.json", bytes);
        root.write("otp.bin", Digests.otp(bytes));
    }

    private void slots(PrivateFolder root, KeySet keys) throws IOException, ReleaseException {
        PrivateFolder slots = root.folder("slots");
        PrivateFolder slot = slots.folder("A");
        for (Map.Entry<String, Firmware.Part> file : order.firmware().files().entrySet()) {
            slot.write(file.getKey(), file.getValue().content());
        }
        Targets targets = SlotContents.describe(order.firmware(), 1);
        TargetsMetadata metadata =
                new TargetsMetadata(
                        targets,
                        now.plus(TARGETS_LIFE),
                        new TargetsMetadata.Updates(
                                keys.role(KeySet.ASSIGNMENT).stream().map(HeldKey::key).toList(),
                                List.of()));
        byte[] file = Signer.sign(metadata.signed(), keys.signers("targets", DeviceFolder::nobody));
        slot.write(Targets.FILE, file);
        new History(keys.folder()).targets(now, targets, file);
        slots.folder("B");
    }

    private void certificates(PrivateFolder identity, PrivateFolder maker)
            throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates("Stanchion bench CA", now);
        String password = password();
        identity.write("password", password);
        identity.write(
                "device.p12", certificates.keyStore(certificates.client(order.id()), password));
        identity.write("ca.p12", certificates.trustStore(password));

        String makers = password();
        maker.write("password", makers);
        maker.write("ca.p12", certificates.trustStore(makers));
        write(maker, "ca", certificates.authority());
        Certificates.Identity broker = certificates.loopbackServer("broker");
        write(maker, "broker", broker);
        maker.write("broker.p12", certificates.keyStore(broker, makers));
        Certificates.Identity bench = certificates.client("bench");
        write(maker, "bench", bench);
        maker.write("bench.p12", certificates.keyStore(bench, makers));
    }

    private static void write(PrivateFolder folder, String name, Certificates.Identity identity)
            throws IOException, GeneralSecurityException {
        folder.write(name + ".pem", identity.certificatePem());
        folder.write(name + ".key.pem", identity.keyPem());
    }

    /// The bench board's `board/bench/boot.conf`, as it stood when this was built.
    private static byte[] bootDescription() throws IOException {
        try (InputStream in = DeviceFolder.class.getResourceAsStream(BootDescription.FILE)) {
            if (in == null) {
                throw new IOException("this build holds no " + BootDescription.FILE);
            }
            return in.readAllBytes();
        }
    }

    private String password() {
        return Hex.of(random(PASSWORD_BYTES));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
