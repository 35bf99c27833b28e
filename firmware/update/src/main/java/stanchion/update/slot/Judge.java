package stanchion.update.slot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import stanchion.boot.DirectoryFolder;
import stanchion.boot.Folder;
import stanchion.boot.Host;
import stanchion.boot.OneTimeProgrammable;
import stanchion.boot.Release;
import stanchion.boot.RollbackCounter;
import stanchion.boot.Verdict;
import stanchion.boot.VerifiedCopy;
import stanchion.boot.Verifier;

/// The boot verifier itself, asked ahead of time and without a copy.
///
/// The update client has no way to the one-time-programmable memory. In its place stands the first
/// root of the trust folder: the boot verifier has just held it against that memory, and does so
/// again before anything that is judged here can run.
final class Judge {
    private static final int LARGEST_ROOT = 64 * 1024;

    private final Slots.Folders folders;
    private final Host host;
    private final Slots.Counter counter;

    private Judge(Slots.Folders folders, Host host, Slots.Counter counter) {
        this.folders = folders;
        this.host = host;
        this.counter = counter;
    }

    static Judge of(Slots.Folders folders, String hardware, Slots.Counter counter)
            throws IOException {
        byte[] otp = digestOf(folders.trust().resolve("1.root.json"));
        OneTimeProgrammable vouched = () -> otp.clone();
        RollbackCounter reading = counter.reading();
        Host.Platform platform =
                new Host.Platform(hardware, System.getProperty("java.runtime.version", ""));
        Folder trust = new DirectoryFolder(folders.trust());
        return new Judge(folders, new Host(vouched, trust, reading, platform), counter);
    }

    private static byte[] digestOf(Path root) throws IOException {
        try (InputStream in = Files.newInputStream(root)) {
            return MessageDigest.getInstance("SHA-256").digest(in.readNBytes(LARGEST_ROOT + 1));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Slots.Counter counter() {
        return counter;
    }

    /// What the verifier would find in the release alone.
    Optional<String> objection(Release release) throws IOException {
        Host.Platform here = host.platform();
        if (!release.platform().hardware().contains(here.hardware())) {
            return Optional.of(
                    "made for " + release.platform().hardware() + ", not " + here.hardware());
        }
        if (!release.platform().jre().equals(here.jre())) {
            return Optional.of("made for Java " + release.platform().jre() + ", not " + here.jre());
        }
        long lowest = counter.reading().read();
        return release.securityEpoch() < lowest
                ? Optional.of("security epoch " + release.securityEpoch() + " < " + lowest)
                : Optional.empty();
    }

    /// As the verifier will judge it: by the trust folder, else by the roots to come as well.
    Verdict atNextStart(Path slot) {
        Folder next = new DirectoryFolder(folders.roots());
        return judge(new Verifier(host, next), slot);
    }

    /// By the trust folder alone.
    Verdict byTrust(Path slot) {
        return judge(new Verifier(host), slot);
    }

    /// By another trust folder.
    Verdict by(Folder trust, Path slot) {
        Host other = new Host(host.otp(), trust, host.counter(), host.platform());
        return judge(new Verifier(other), slot);
    }

    private static Verdict judge(Verifier verifier, Path slot) {
        return verifier.judge(new DirectoryFolder(slot), VerifiedCopy.NONE);
    }
}
