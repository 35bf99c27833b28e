package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.RootFile;
import stanchion.release.SigningKey;

/// The folder a ceremony made, as its newest complete root stands:
///
/// ```text
/// 1.root.json  2.root.json …     the roots, for the trust folder of every charger
/// 1.keys.conf  2.keys.conf …     who holds the keys of each, and where
/// 1.record.txt 2.record.txt …    what was done, to print and sign by hand
/// 2.root.unfinished.json         a root that still lacks signatures
/// NAME.pub.pem  NAME.pem         public halves; private ones, encrypted (plain on a bench)
/// history.txt                    what was signed, and the lowest security epoch still allowed
/// ```
///
/// Nothing here is ever overwritten but an unfinished root, which only gains signatures, and the
/// line of a key of [#ASSIGNMENT] in `keys.conf`: no root names those, targets do.
public record KeySet(Path folder, RootFile root, List<HeldKey> keys) {
    /// The role that says who gets which version; targets delegate to it.
    public static final String ASSIGNMENT = "assignment";

    static final String PUBLIC = ".pub.pem";

    public KeySet {
        keys = List.copyOf(keys);
    }

    /// Reads the folder.
    public static KeySet open(Path folder) throws ReleaseException {
        int version = 0;
        while (Files.isRegularFile(folder.resolve((version + 1) + ".root.json"))) {
            version++;
        }
        if (version == 0) {
            throw new ReleaseException(
                    folder + ": holds no 1.root.json; make keys: ./run keys ceremony DIR");
        }
        return new KeySet(
                folder,
                RootFile.read(folder.resolve(version + ".root.json")),
                KeyConf.read(folder.resolve(version + ".keys.conf")));
    }

    /// The version of its newest complete root.
    public int version() {
        return root.metadata().version();
    }

    /// The exact bytes of a root.
    public byte[] rootBytes(int version) throws ReleaseException {
        Path file = folder.resolve(version + ".root.json");
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read", unreadable);
        }
    }

    /// The keys of a role.
    public List<HeldKey> role(String role) {
        return keys.stream().filter(key -> key.role().equals(role)).toList();
    }

    /// A key by its name.
    public HeldKey key(String name) throws ReleaseException {
        for (HeldKey key : keys) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        throw new ReleaseException(
                folder
                        + ": has no key "
                        + name
                        + ", but "
                        + String.join(", ", keys.stream().map(HeldKey::name).toList()));
    }

    /// Opens the keys of a role that are within reach.
    public List<RawSigner> signers(String role, Passphrases passphrases) throws ReleaseException {
        List<RawSigner> signers = new ArrayList<>();
        for (HeldKey key : role(role)) {
            open(key, passphrases).ifPresent(signers::add);
        }
        return signers;
    }

    /// Opens a key; nothing when it is elsewhere, or its holder has taken its file away.
    public Optional<RawSigner> open(HeldKey key, Passphrases passphrases) throws ReleaseException {
        return open(folder, key, passphrases);
    }

    static Optional<RawSigner> open(Path folder, HeldKey key, Passphrases passphrases)
            throws ReleaseException {
        return switch (key.home()) {
            case Home.Elsewhere() -> Optional.empty();
            case Home.Plain(String file) ->
                    Files.exists(folder.resolve(file))
                            ? Optional.of(
                                    SigningKey.read(folder.resolve(file), key.key().algorithm()))
                            : Optional.empty();
            case Home.Encrypted(String file) ->
                    Files.exists(folder.resolve(file))
                            ? Optional.of(encrypted(folder.resolve(file), key, passphrases))
                            : Optional.empty();
            case Home.Token(TokenWords words) -> Optional.of(token(words, key, passphrases));
        };
    }

    private static RawSigner encrypted(Path file, HeldKey key, Passphrases passphrases)
            throws ReleaseException {
        String pem;
        try {
            pem = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": cannot be read", unreadable);
        }
        char[] passphrase = passphrases.of(key.name(), key.holder());
        try {
            return EncryptedKey.open(pem, key.key(), passphrase);
        } catch (ReleaseException wrong) {
            throw new ReleaseException(file + ": " + wrong.line());
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private static RawSigner token(TokenWords words, HeldKey key, Passphrases passphrases)
            throws ReleaseException {
        char[] pin = passphrases.of(key.name(), key.holder());
        try {
            return TokenKey.open(words, key.key(), pin);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }
}
