package stanchion.release.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Algorithm;
import stanchion.boot.Key;
import stanchion.release.PublicKeys;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;

/// A key on its holder's own machine, without the key set around it.
public final class LoneKey {
    private LoneKey() {}

    /// Makes a key here.
    ///
    /// @return the file with its public half
    public static Path make(
            Path folder,
            String name,
            Algorithm algorithm,
            KeyChoices choices,
            Passphrases passphrases)
            throws ReleaseException {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new ReleaseException(name + ": use small letters, digits and -");
        }
        NewFiles files = new NewFiles();
        new KeyMaker(files, passphrases, choices).make(name, "root", algorithm);
        files.into(folder);
        return folder.resolve(name + KeySet.PUBLIC);
    }

    /// Adds the signature of a key to an unfinished root, in its place.
    ///
    /// @param key a file, its public half beside it, or `token module=… token=… object=…`
    public static void sign(Path unfinished, String key, Passphrases passphrases)
            throws ReleaseException {
        UnfinishedRoot root = UnfinishedRoot.read(unfinished);
        UnfinishedRoot signed = root.sign(open(key, passphrases));
        NewFiles.replace(unfinished, signed.bytes());
    }

    private static RawSigner open(String words, Passphrases passphrases) throws ReleaseException {
        if (words.startsWith("token ")) {
            TokenWords token = TokenWords.parse(words.substring("token ".length()));
            char[] pin = passphrases.of(token.object(), "token " + token.token());
            try {
                return TokenKey.open(token, pin);
            } finally {
                Arrays.fill(pin, ' ');
            }
        }
        Path file = Path.of(words);
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".pem") || !Files.isRegularFile(file)) {
            throw new ReleaseException(words + ": no key file NAME.pem");
        }
        String stem = name.substring(0, name.length() - ".pem".length());
        Key key = PublicKeys.read(file.resolveSibling(stem + KeySet.PUBLIC));
        Home home = encrypted(file) ? new Home.Encrypted(name) : new Home.Plain(name);
        Path folder = file.toAbsolutePath().resolveSibling("");
        return KeySet.open(folder, new HeldKey(stem, "root", key, "", home), passphrases)
                .orElseThrow(() -> new ReleaseException(words + ": is gone"));
    }

    private static boolean encrypted(Path file) throws ReleaseException {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).contains("BEGIN ENCRYPTED");
        } catch (IOException unreadable) {
            throw new ReleaseException(file + ": no key file", unreadable);
        }
    }

    /// What the key set around a root knows of its keys; nothing away from it.
    public static List<HeldKey> known(Path root, UnfinishedRoot read) throws ReleaseException {
        return inKeySet(root, read) ? KeyConf.read(conf(root, read)) : List.of();
    }

    /// Whether the root lies in its key set.
    public static boolean inKeySet(Path root, UnfinishedRoot read) {
        return Files.isRegularFile(conf(root, read));
    }

    private static Path conf(Path root, UnfinishedRoot read) {
        return root.toAbsolutePath()
                .resolveSibling(read.root().metadata().version() + ".keys.conf");
    }
}
