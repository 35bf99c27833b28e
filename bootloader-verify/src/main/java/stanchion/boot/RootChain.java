package stanchion.boot;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// From the 256 bits in the OTP to the newest root, by TUF's rules of rotation: the OTP vouches for
/// the first, each later one is signed by the one before it and by itself, none may be left out.
final class RootChain {
    static final int MOST_ROOTS = Metadata.MOST_ROOTS;
    private static final String SUFFIX = ".root.json";

    private RootChain() {}

    /// @param otp SHA-256 of the exact bytes of `1.root.json`
    static Root follow(byte[] otp, Folder trust) throws Refused {
        SortedMap<Integer, Folder.Entry> files = list(trust);
        byte[] bytes = read(trust, file(files, 1));
        if (!MessageDigest.isEqual(otp, Key.sha256(bytes))) {
            throw new Refused(Refusal.ROOT_NOT_IN_OTP, "1" + SUFFIX);
        }
        Root root = first(bytes);
        for (int version = 2; version <= files.lastKey(); version++) {
            root = next(root, version, read(trust, file(files, version)));
        }
        return root;
    }

    /// The newest root that roots beside the trust folder lead to; those that it already holds are
    /// passed over.
    static Root extend(Root trusted, Folder next) throws Refused {
        SortedMap<Integer, Folder.Entry> files = list(next);
        Root root = trusted;
        for (int version : files.keySet()) {
            if (version > MOST_ROOTS) {
                throw new Refused(Refusal.ROOT_TOO_MANY, "more than " + MOST_ROOTS);
            }
            if (version > trusted.version()) {
                if (version != root.version() + 1) {
                    throw new Refused(Refusal.ROOT_GAP, version + SUFFIX);
                }
                root = next(root, version, read(next, file(files, version)));
            }
        }
        return root;
    }

    /// The root for whose exact bytes the OTP vouches. Its signatures could add nothing to that and
    /// are not verified at every boot; that they hold is checked before the digest is burnt, see
    /// [FirstRoot].
    private static Root first(byte[] bytes) throws Refused {
        try {
            return numbered(Envelope.open(bytes), 1);
        } catch (Refused refused) {
            throw inRoot(1, refused);
        }
    }

    /// A first root that is signed by itself, whoever vouches for it.
    static Root selfSigned(byte[] bytes) throws Refused {
        checkSize(1 + SUFFIX, bytes);
        try {
            Envelope envelope = Envelope.open(bytes);
            return own(new Signatures(envelope), envelope, 1);
        } catch (Refused refused) {
            throw inRoot(1, refused);
        }
    }

    static Root next(Root trusted, int version, byte[] bytes) throws Refused {
        try {
            Envelope envelope = Envelope.open(bytes);
            Signatures signatures = new Signatures(envelope);
            signatures.require(trusted.root());
            return own(signatures, envelope, version);
        } catch (Refused refused) {
            throw inRoot(version, refused);
        }
    }

    private static Root own(Signatures signatures, Envelope envelope, int version) throws Refused {
        Root root = numbered(envelope, version);
        signatures.require(root.root());
        signatures.requireNoOthers();
        return root;
    }

    private static Root numbered(Envelope envelope, int version) throws Refused {
        Root root = Root.read(envelope.signed());
        if (root.version() != version) {
            throw new Refused(Refusal.ROOT_VERSION, "says version " + root.version());
        }
        return root;
    }

    /// A root is trouble for every slot: its causes are named for the charger.
    private static Refused inRoot(int version, Refused refused) {
        Verdict.Refused verdict = refused.verdict();
        Refusal cause = verdict.cause();
        if (cause == Refusal.SIGNATURE_INVALID
                || cause == Refusal.SIGNATURE_THRESHOLD
                || cause == Refusal.SIGNATURE_UNKNOWN_KEY) {
            cause = Refusal.ROOT_SIGNATURES;
        } else if (cause.scope() == Refusal.Scope.SLOT) {
            cause = Refusal.ROOT_METADATA;
        }
        return new Refused(cause, version + SUFFIX + ": " + verdict.detail());
    }

    private static SortedMap<Integer, Folder.Entry> list(Folder trust) throws Refused {
        TreeMap<Integer, Folder.Entry> files = new TreeMap<>();
        for (Folder.Entry entry : entries(trust)) {
            int version = version(entry.name());
            if (version == 0 || !entry.plain()) {
                throw new Refused(Refusal.ROOT_STRAY, entry.name());
            }
            files.put(version, entry);
        }
        if (files.size() > MOST_ROOTS) {
            throw new Refused(Refusal.ROOT_TOO_MANY, "more than " + MOST_ROOTS);
        }
        return files;
    }

    private static List<Folder.Entry> entries(Folder trust) throws Refused {
        try {
            return trust.list(MOST_ROOTS + 1);
        } catch (IOException unreadable) {
            throw new Refused(Refusal.ROOT_UNREADABLE, "listing failed");
        }
    }

    /// The N of `N.root.json`, or 0 when the name is something else.
    private static int version(String name) {
        int digits = name.length() - SUFFIX.length();
        if (!name.endsWith(SUFFIX) || digits < 1 || digits > 6 || name.charAt(0) == '0') {
            return 0;
        }
        int version = 0;
        for (int i = 0; i < digits; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            version = version * 10 + digit;
        }
        return version;
    }

    private static Folder.Entry file(SortedMap<Integer, Folder.Entry> files, int version)
            throws Refused {
        Folder.Entry entry = files.get(version);
        if (entry == null) {
            Refusal cause = version == 1 ? Refusal.ROOT_MISSING : Refusal.ROOT_GAP;
            throw new Refused(cause, version + SUFFIX);
        }
        return entry;
    }

    private static byte[] read(Folder trust, Folder.Entry entry) throws Refused {
        try {
            byte[] bytes = trust.read(entry.name(), Metadata.LARGEST_ROOT + 1);
            checkSize(entry.name(), bytes);
            return bytes;
        } catch (IOException unreadable) {
            throw new Refused(Refusal.ROOT_UNREADABLE, entry.name());
        }
    }

    static void checkSize(String name, byte[] bytes) throws Refused {
        if (bytes.length > Metadata.LARGEST_ROOT) {
            throw new Refused(Refusal.ROOT_METADATA, name + " is larger than 64 KiB");
        }
    }
}
