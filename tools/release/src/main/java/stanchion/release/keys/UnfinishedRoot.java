package stanchion.release.keys;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.boot.Key;
import stanchion.boot.Role;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.RootFile;
import stanchion.release.SignedFile;
import stanchion.release.Signer;

/// A root in the making: signed by one holder after the other, each where their key is.
///
/// @param root as it is signed so far
/// @param before the root before it, whose keys must sign too; none for the first
public record UnfinishedRoot(RootFile root, Optional<RootFile> before) {
    static final String SUFFIX = ".root.unfinished.json";

    /// Reads a root, finished or not, and the one before it where that lies beside it.
    public static UnfinishedRoot read(Path file) throws ReleaseException {
        RootFile root = RootFile.read(file);
        int version = root.metadata().version();
        Optional<RootFile> before = Optional.empty();
        if (version > 1) {
            before = Optional.of(RootFile.read(beside(file, version - 1)));
        }
        return new UnfinishedRoot(root, before);
    }

    private static Path beside(Path file, int version) {
        return file.toAbsolutePath().resolveSibling(version + ".root.json");
    }

    /// The root with nobody's signature.
    static UnfinishedRoot draft(byte[] signed, Optional<RootFile> before) throws ReleaseException {
        byte[] file = Signer.enclose(new TreeMap<>(), signed);
        return new UnfinishedRoot(RootFile.of("root", SignedFile.of("root", file)), before);
    }

    /// The roles that must sign: the old root's, and the new one's own.
    public List<Role> roles() throws ReleaseException {
        List<Role> roles = new ArrayList<>();
        if (before.isPresent()) {
            roles.add(before.get().role("root"));
        }
        roles.add(root.role("root"));
        return roles;
    }

    /// Whether each of the roles has signed often enough.
    public boolean complete() throws ReleaseException {
        for (Role role : roles()) {
            if (root.count(role) < role.threshold()) {
                return false;
            }
        }
        return true;
    }

    /// The same with one more signature.
    ///
    /// @throws ReleaseException when the key is of none of the roles
    public UnfinishedRoot sign(RawSigner signer) throws ReleaseException {
        Key key = signer.key();
        boolean named = false;
        for (Role role : roles()) {
            named |= role.keys().containsKey(key.id());
        }
        if (!named) {
            throw new ReleaseException(
                    "key "
                            + key.id()
                            + " is none that signs root "
                            + root.metadata().version()
                            + "; take one of the root's");
        }
        TreeMap<String, String> signatures = new TreeMap<>(root.file().signatures());
        byte[] signed = root.file().signed();
        signatures.put(key.id(), HexFormat.of().formatHex(signer.sign(signed)));
        byte[] file = Signer.enclose(signatures, signed);
        return new UnfinishedRoot(RootFile.of("root", SignedFile.of("root", file)), before);
    }

    /// The same with the signatures of all of them that may sign.
    UnfinishedRoot signAll(List<RawSigner> signers) throws ReleaseException {
        UnfinishedRoot signed = this;
        for (RawSigner signer : signers) {
            signed = signed.sign(signer);
        }
        return signed;
    }

    /// The file's bytes.
    public byte[] bytes() {
        return Signer.enclose(root.file().signatures(), root.file().signed());
    }

    /// `2.root.json`, or `2.root.unfinished.json` while signatures are missing.
    String fileName() throws ReleaseException {
        return root.metadata().version() + (complete() ? ".root.json" : SUFFIX);
    }

    /// Says who has signed and who has not, one line a key.
    ///
    /// @param known names and holders of keys, as far as anybody knows
    public String status(List<HeldKey> known) throws ReleaseException {
        StringBuilder text = new StringBuilder("root " + root.metadata().version() + "\n");
        String[] whose =
                before.isPresent()
                        ? new String[] {"of the root before it", "its own"}
                        : new String[] {"its own"};
        int i = 0;
        for (Role role : roles()) {
            text.append(
                    String.format(
                            "  %s keys: %d of at least %d have signed%n",
                            whose[i++], root.count(role), role.threshold()));
            for (Key key : role.keys().values()) {
                text.append("    ").append(line(key, known)).append('\n');
            }
        }
        return text.append(complete() ? "complete\n" : "not complete yet\n").toString();
    }

    private String line(Key key, List<HeldKey> known) {
        String state = "missing";
        if (root.file().signatures().containsKey(key.id())) {
            state = root.file().verifiedBy(key) ? "holds" : "DOES NOT HOLD";
        }
        String name = key.algorithm() + " " + key.id().substring(0, 16);
        for (HeldKey held : known) {
            if (held.key().equals(key)) {
                name = held.name() + " (" + held.holderOrLine() + ")";
            }
        }
        return String.format("%-13s %s", state, name);
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.US_ASCII);
    }
}
