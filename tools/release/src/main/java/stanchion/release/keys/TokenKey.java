package stanchion.release.keys;

import stanchion.boot.Key;
import stanchion.release.PublicKeys;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;

/// An Ed25519 key on a PKCS#11 token.
///
/// Tokens of today hold no ML-DSA keys (SoftHSM 2.6 does not, nor does the JDK's own PKCS#11
/// provider sign Ed25519): a hybrid role mixes keys on tokens with keys in encrypted files.
final class TokenKey implements RawSigner {
    private final Key key;
    private final TokenSession session;

    private TokenKey(Key key, TokenSession session) {
        this.key = key;
        this.session = session;
    }

    /// Opens the key of the words; `expected` is what the key set knows of it.
    static TokenKey open(TokenWords words, Key expected, char[] pin) throws ReleaseException {
        TokenKey found = open(words, pin);
        if (!found.key().equals(expected)) {
            throw new ReleaseException(words + ": the token holds another key of this name");
        }
        return found;
    }

    /// Opens whatever key bears this name.
    static TokenKey open(TokenWords words, char[] pin) throws ReleaseException {
        return open(TokenSession.open(words, pin));
    }

    /// Takes the key that is on the token, or makes it there.
    static TokenKey openOrGenerate(TokenWords words, char[] pin) throws ReleaseException {
        TokenSession session = TokenSession.open(words, pin);
        if (!session.holdsKey()) {
            session.generate();
        }
        return open(session);
    }

    private static TokenKey open(TokenSession session) throws ReleaseException {
        TokenKey opened = new TokenKey(session.key(), session);
        byte[] message = {1, 2, 3};
        if (!PublicKeys.verifies(opened.key(), opened.sign(message), message)) {
            throw new ReleaseException("the token's signature does not fit its public key");
        }
        return opened;
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) throws ReleaseException {
        return session.sign(message);
    }
}
