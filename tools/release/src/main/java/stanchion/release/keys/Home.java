package stanchion.release.keys;

import java.util.Locale;
import stanchion.release.ReleaseException;

/// Where the private half of a key lives. In `keys.conf`:
///
/// ```text
/// encrypted root-ed25519-1.pem
/// plain root-ed25519-1.pem
/// token module=/usr/lib/softhsm/libsofthsm2.so token=stanchion object=root-2
/// elsewhere
/// ```
public sealed interface Home {
    /// A file under a passphrase, in the folder of the key set.
    record Encrypted(String file) implements Home {
        @Override
        public String toString() {
            return "encrypted " + file;
        }
    }

    /// A file anyone who can read it can sign with: for benches.
    record Plain(String file) implements Home {
        @Override
        public String toString() {
            return "plain " + file;
        }
    }

    /// A PKCS#11 token.
    record Token(TokenWords words) implements Home {
        @Override
        public String toString() {
            return "token " + words;
        }
    }

    /// On its holder's own machine, which signs with `./run keys sign-root`.
    record Elsewhere() implements Home {
        @Override
        public String toString() {
            return "elsewhere";
        }
    }

    /// Reads the form above.
    ///
    /// @param name the key's, which its file bears
    static Home parse(String name, String text) throws ReleaseException {
        String[] words = text.strip().split(" +", 2);
        String rest = words.length == 2 ? words[1] : name + ".pem";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "encrypted" -> new Encrypted(file(rest));
            case "plain" -> new Plain(file(rest));
            case "token" -> new Token(TokenWords.parse(rest));
            case "elsewhere" -> new Elsewhere();
            default ->
                    throw new ReleaseException(
                            "home of "
                                    + name
                                    + ": "
                                    + text
                                    + " is none of encrypted, plain, token, elsewhere");
        };
    }

    private static String file(String name) throws ReleaseException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new ReleaseException(name + ": no plain file name");
        }
        return name;
    }
}
