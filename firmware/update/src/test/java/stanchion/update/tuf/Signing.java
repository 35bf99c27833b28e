package stanchion.update.tuf;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import stanchion.boot.Algorithm;
import stanchion.boot.Hex;
import stanchion.boot.Key;

/// A key pair of a maker.
record Signing(Key key, PrivateKey secret) {
    static Signing ed25519() {
        return of(Algorithm.ED25519);
    }

    static Signing mlDsa() {
        return of(Algorithm.ML_DSA_65);
    }

    private static Signing of(Algorithm algorithm) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm.standardName()).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] raw =
                    Arrays.copyOfRange(
                            encoded, encoded.length - algorithm.keyLength(), encoded.length);
            return new Signing(new Key(algorithm, Hex.of(raw)), pair.getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(key.algorithm().standardName());
            signature.initSign(secret);
            signature.update(message);
            return Hex.of(signature.sign());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
