package stanchion.release.keys;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import stanchion.boot.Algorithm;
import stanchion.boot.Key;
import stanchion.release.PublicKeys;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;
import stanchion.release.SigningKey;

/// Makes keys in their homes, as files of a key set that is about to be written.
///
/// @param files where the new keys' files go
/// @param passphrases for what is made
/// @param choices of holders and homes
record KeyMaker(NewFiles files, Passphrases passphrases, KeyChoices choices) {
    /// A key that was made, and whoever can sign with it now.
    record Made(HeldKey held, Optional<RawSigner> signer) {}

    Made make(String name, String role, Algorithm algorithm) throws ReleaseException {
        Home home = choices.home(name);
        String holder = choices.holder(name);
        Made made =
                switch (home) {
                    case Home.Elsewhere() -> {
                        Key key = elsewhere(name, algorithm);
                        yield new Made(
                                new HeldKey(name, role, key, holder, home), Optional.empty());
                    }
                    case Home.Plain(String file) -> {
                        SigningKey key = choices.source().make(name, algorithm);
                        files.add(file, key.pem());
                        yield made(new HeldKey(name, role, key.key(), holder, home), key);
                    }
                    case Home.Encrypted(String file) -> {
                        SigningKey key = choices.source().make(name, algorithm);
                        files.add(file, encrypted(key, name, holder));
                        yield made(new HeldKey(name, role, key.key(), holder, home), key);
                    }
                    case Home.Token(TokenWords words) -> {
                        TokenKey key = token(words, name, holder, algorithm);
                        yield made(new HeldKey(name, role, key.key(), holder, home), key);
                    }
                };
        files.add(name + KeySet.PUBLIC, PublicKeys.pem(made.held().key()));
        return made;
    }

    private static Made made(HeldKey held, RawSigner signer) {
        return new Made(held, Optional.of(signer));
    }

    private Key elsewhere(String name, Algorithm algorithm) throws ReleaseException {
        Path file = choices.publicHalves().get(name);
        if (file == null) {
            throw new ReleaseException(
                    name + " is made elsewhere: give its public half, --public " + name + "=FILE");
        }
        Key key = PublicKeys.read(file);
        if (key.algorithm() != algorithm) {
            throw new ReleaseException(
                    file + ": a key of " + key.algorithm() + " instead of " + algorithm);
        }
        return key;
    }

    private String encrypted(SigningKey key, String name, String holder) throws ReleaseException {
        char[] passphrase = passphrases.fresh(name, holder);
        try {
            return EncryptedKey.pem(key, passphrase);
        } catch (ReleaseException weak) {
            throw new ReleaseException(name + ": " + weak.line());
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private TokenKey token(TokenWords words, String name, String holder, Algorithm algorithm)
            throws ReleaseException {
        if (algorithm != Algorithm.ED25519) {
            throw new ReleaseException(
                    name + ": tokens hold Ed25519 keys only, keep this one in an encrypted file");
        }
        char[] pin = passphrases.of(name, holder);
        try {
            return TokenKey.openOrGenerate(words, pin);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }
}
