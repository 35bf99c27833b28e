package stanchion.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.boot.BootDescription;
import stanchion.boot.DeviceKey;
import stanchion.boot.FirstRoot;
import stanchion.boot.Hex;
import stanchion.boot.Targets;
import stanchion.boot.Verdict;

/// Makes a bench charger in one folder:
///
/// ```text
/// boot.conf                which board it is, and where everything else stands
/// otp.bin  device.key      what its hardware holds: SHA-256 of 1.root.json, 256 secret bits
/// trust/1.root.json        who may sign
/// slots/A/  slots/B/       a signed version; empty
/// state/counter            lowest security epoch; charger and gateway keep their state beside it
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

    private static final Duration ROOT_LIFE = Duration.ofDays(20 * 365);
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
        Path folder = order.folder().toAbsolutePath().normalize();
        check(order, folder);
        Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
        try {
            PrivateFolder root = PrivateFolder.create(partial);
            new DeviceFolder(order, Instant.now()).fill(root);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | GeneralSecurityException failed) {
            remove(partial);
            throw new ReleaseException(folder + ": cannot make a device folder here", failed);
        } catch (ReleaseException | RuntimeException failed) {
            remove(partial);
            throw failed;
        }
    }

    private static void check(Order order, Path folder) throws ReleaseException {
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
        if (folder.getFileName() == null || !Files.isDirectory(folder.resolveSibling("."))) {
            throw new ReleaseException(folder + ": its parent folder does not exist");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !emptyFolder(folder)) {
            throw new ReleaseException(
                    folder + ": exists and is not an empty folder, name a new one");
        }
    }

    private static boolean emptyFolder(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void fill(PrivateFolder root)
            throws IOException, GeneralSecurityException, ReleaseException {
        PrivateFolder maker = root.folder("maker");
        BenchKeys keys = BenchKeys.generate();
        PrivateFolder keyFiles = maker.folder("keys");
        for (Map.Entry<String, SigningKey> key : keys.all().entrySet()) {
            keyFiles.write(key.getKey() + ".pem", key.getValue().pem());
        }
        root.write(BootDescription.FILE, bootDescription());
        root.write("device.key", random(DeviceKey.BYTES));
        trust(root, keys);
        slots(root, keys);
        root.folder("state").write("counter", "0\n");
        certificates(root.folder("identity"), maker);
    }

    private void trust(PrivateFolder root, BenchKeys keys) throws IOException, ReleaseException {
        RootMetadata metadata = new RootMetadata(1, now.plus(ROOT_LIFE), keys.roles());
        byte[] bytes = Signer.sign(metadata.signed(), keys.root());
        Optional<Verdict.Refused> objection = FirstRoot.objection(bytes);
        if (objection.isPresent()) {
            throw new ReleaseException(objection.get().line());
        }
        root.folder("trust").write("1.root.json", bytes);
        root.write("otp.bin", sha256(bytes));
    }

    private void slots(PrivateFolder root, BenchKeys keys) throws IOException, ReleaseException {
        PrivateFolder slots = root.folder("slots");
        PrivateFolder slot = slots.folder("A");
        for (Map.Entry<String, Firmware.Part> file : order.firmware().files().entrySet()) {
            slot.write(file.getKey(), file.getValue().content());
        }
        Targets targets = SlotContents.describe(order.firmware(), 1);
        TargetsMetadata metadata = new TargetsMetadata(targets, now.plus(TARGETS_LIFE));
        slot.write(Targets.FILE, Signer.sign(metadata.signed(), keys.targets()));
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

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void remove(Path folder) throws ReleaseException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException stays) {
            throw new ReleaseException(folder + ": remove it by hand", stays);
        }
    }
}
