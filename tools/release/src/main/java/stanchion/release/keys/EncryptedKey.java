package stanchion.release.keys;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import stanchion.boot.Key;
import stanchion.release.Pem;
import stanchion.release.ReleaseException;
import stanchion.release.SigningKey;

/// A private key under a passphrase: EncryptedPrivateKeyInfo (PKCS#8) with PBES2, scrypt (RFC 7914)
/// and AES-256-CBC.
///
/// One guess costs 128 MiB and about half a second. That the file is whole shows when the private
/// half fits the public one.
final class EncryptedKey {
    /// Shorter passphrases are not taken for new keys.
    static final int SHORTEST_PASSPHRASE = 12;

    private static final String TITLE = "ENCRYPTED PRIVATE KEY";
    private static final int COST = 1 << 17;
    private static final int BLOCK_SIZE = 8;
    private static final int PARALLEL = 1;
    private static final int SALT_BYTES = 16;

    private EncryptedKey() {}

    /// The file's text.
    static String pem(SigningKey key, char[] passphrase) throws ReleaseException {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new ReleaseException(
                    "the passphrase is shorter than " + SHORTEST_PASSPHRASE + " characters");
        }
        byte[] plain = key.pkcs8();
        ScryptConfig scrypt =
                new ScryptConfig.Builder(COST, BLOCK_SIZE, PARALLEL)
                        .withSaltLength(SALT_BYTES)
                        .build();
        try {
            byte[] encrypted =
                    new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(plain))
                            .build(
                                    new JcePKCSPBEOutputEncryptorBuilder(
                                                    scrypt, NISTObjectIdentifiers.id_aes256_CBC)
                                            .setProvider(new BouncyCastleProvider())
                                            .build(passphrase))
                            .getEncoded();
            return Pem.block(TITLE, encrypted);
        } catch (OperatorCreationException | IOException failed) {
            throw new ReleaseException("cannot encrypt the key", failed);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Opens what [#pem] wrote.
    ///
    /// @throws ReleaseException when the passphrase is wrong or the file damaged
    static SigningKey open(String pem, Key key, char[] passphrase) throws ReleaseException {
        try {
            PrivateKeyInfo plain =
                    new PKCS8EncryptedPrivateKeyInfo(Pem.content(pem, TITLE))
                            .decryptPrivateKeyInfo(
                                    new JcePKCSPBEInputDecryptorProviderBuilder()
                                            .setProvider(new BouncyCastleProvider())
                                            .build(passphrase));
            return SigningKey.of(key, plain.getEncoded());
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ReleaseException("no encrypted private key in PEM", damaged);
        } catch (PKCSException | ReleaseException wrong) {
            throw new ReleaseException("wrong passphrase, or not the key of its public half");
        }
    }
}
