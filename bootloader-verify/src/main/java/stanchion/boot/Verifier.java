package stanchion.boot;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// May this slot run on this charger? Decides and copies; starts nothing.
///
/// ```text
/// OTP ─► 1.root.json ─► … ─► N.root.json ─► targets.json ─► listing ─► bytes ─► copy
/// ```
///
/// Nothing is parsed before the step to its left vouches for its bytes. The signatures around a
/// file are the exception, and those are read by a fixed pattern, see [Envelope].
///
/// Roots that an update brought wait beside the trust folder until a version signed under them is
/// confirmed, see [#Verifier(Host, Folder)].
public final class Verifier {
    private final Host host;
    private final Optional<Folder> nextRoots;

    public Verifier(Host host) {
        this.host = host;
        this.nextRoots = Optional.empty();
    }

    /// A verifier that knows the roots to come. A slot is judged by the trust folder; where that
    /// does not vouch for it and these roots continue the chain, by the longer chain. What is wrong
    /// with them leaves the first verdict as it was: they can help a slot, never harm one.
    public Verifier(Host host, Folder nextRoots) {
        this.host = host;
        this.nextRoots = Optional.of(nextRoots);
    }

    /// Judges a slot; on [Verdict.Boot] every file of it went through `copy`, on a refusal whatever
    /// did must be thrown away.
    public Verdict judge(Folder slot, VerifiedCopy copy) {
        try {
            return verify(slot, copy);
        } catch (Refused refused) {
            return refused.verdict();
        }
    }

    private Verdict.Boot verify(Folder slot, VerifiedCopy copy) throws Refused {
        Root root = RootChain.follow(otp(), host.trust());
        try {
            return verify(root, slot, copy);
        } catch (Refused refused) {
            if (nextRoots.isEmpty() || !isForAnotherRoot(refused.verdict().cause())) {
                throw refused;
            }
            return verify(longer(root, nextRoots.get(), refused), slot, copy);
        }
    }

    /// Whether another root could say otherwise. All of these are found before the first file is
    /// copied.
    private static boolean isForAnotherRoot(Refusal cause) {
        return cause == Refusal.SIGNATURE_UNKNOWN_KEY
                || cause == Refusal.SIGNATURE_THRESHOLD
                || cause == Refusal.EPOCH_NOT_ALLOWED;
    }

    private static Root longer(Root root, Folder next, Refused refused) throws Refused {
        Root last;
        try {
            last = RootChain.extend(root, next);
        } catch (Refused unusable) {
            throw refused;
        }
        if (last.version() == root.version()) {
            throw refused;
        }
        return last;
    }

    private Verdict.Boot verify(Root root, Folder slot, VerifiedCopy copy) throws Refused {
        long lowestEpoch = counter();
        List<Folder.Entry> entries = list(slot);
        if (entries.isEmpty()) {
            throw new Refused(Refusal.EMPTY, "no file");
        }
        byte[] metadata = metadata(slot, entries);
        Targets targets = Targets.verify(root, metadata);
        checkFits(targets.release(), lowestEpoch);
        root.checkEpoch(targets.release().securityEpoch());
        SlotFiles files = new SlotFiles(slot, targets);
        files.checkListing(entries);
        checkRoom(targets, copy);
        files.checkBytes(copy);
        return new Verdict.Boot(
                targets,
                new Verdict.Evidence(root.version(), lowestEpoch, Hex.of(Key.sha256(metadata))));
    }

    private byte[] otp() throws Refused {
        byte[] otp;
        try {
            otp = host.otp().read();
        } catch (IOException unreadable) {
            throw new Refused(Refusal.OTP_UNREADABLE, Reason.of(unreadable));
        }
        if (otp.length != OneTimeProgrammable.BYTES) {
            throw new Refused(Refusal.OTP_UNREADABLE, otp.length + " bytes or more");
        }
        int any = 0;
        for (byte b : otp) {
            any |= b;
        }
        if (any == 0) {
            throw new Refused(Refusal.UNPROVISIONED, "OTP is zero");
        }
        return otp;
    }

    private long counter() throws Refused {
        try {
            return host.counter().read();
        } catch (ForeignCounterException foreign) {
            throw new Refused(Refusal.COUNTER_FOREIGN, Reason.of(foreign));
        } catch (IOException unreadable) {
            throw new Refused(Refusal.COUNTER_UNREADABLE, Reason.of(unreadable));
        }
    }

    private static List<Folder.Entry> list(Folder slot) throws Refused {
        try {
            return slot.list(Targets.MOST_FILES + 2);
        } catch (IOException unreadable) {
            throw new Refused(Refusal.SLOT_UNREADABLE, "listing failed");
        }
    }

    private static byte[] metadata(Folder slot, List<Folder.Entry> entries) throws Refused {
        for (Folder.Entry entry : entries) {
            if (entry.name().equals(Targets.FILE)) {
                SlotFiles.checkPlain(entry);
                checkSize(entry.length());
                return read(slot);
            }
        }
        if (entries.size() > Targets.MOST_FILES + 1) { // it may be among those not looked at
            throw new Refused(Refusal.FILE_EXTRA, entries.size() + " files or more");
        }
        throw new Refused(Refusal.FILE_MISSING, Targets.FILE);
    }

    private static byte[] read(Folder slot) throws Refused {
        try {
            byte[] bytes = slot.read(Targets.FILE, Metadata.LARGEST_TARGETS + 1);
            checkSize(bytes.length);
            return bytes;
        } catch (IOException unreadable) {
            throw new Refused(Refusal.FILE_UNREADABLE, Targets.FILE);
        }
    }

    private static void checkSize(long length) throws Refused {
        if (length > Metadata.LARGEST_TARGETS) {
            throw new Refused(Refusal.METADATA_SIZE, "more than 256 KiB");
        }
    }

    /// Rather than run out of it half way.
    private static void checkRoom(Targets targets, VerifiedCopy copy) throws Refused {
        long needed = 0;
        for (Target target : targets.files().values()) {
            needed += VerifiedCopy.roomFor(target.length());
        }
        long room = copy.room();
        if (needed > room) {
            throw new Refused(
                    Refusal.RUN_FOLDER_FULL, "needs " + needed + " bytes, " + room + " are free");
        }
    }

    private void checkFits(Release release, long lowestEpoch) throws Refused {
        Release.Platform made = release.platform();
        Host.Platform here = host.platform();
        if (!made.hardware().contains(here.hardware())) {
            throw new Refused(
                    Refusal.HARDWARE,
                    "made for " + made.hardware() + ", this is " + here.hardware());
        }
        if (!made.jre().equals(here.jre())) {
            throw new Refused(Refusal.JRE, "made for " + made.jre() + ", this is " + here.jre());
        }
        if (release.securityEpoch() < lowestEpoch) {
            throw new Refused(
                    Refusal.ROLLBACK, "epoch " + release.securityEpoch() + " < " + lowestEpoch);
        }
    }
}
