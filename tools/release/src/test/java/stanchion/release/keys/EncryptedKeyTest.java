package stanchion.release.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.boot.Algorithm;
import stanchion.release.Pem;
import stanchion.release.PublicKeys;
import stanchion.release.ReleaseException;
import stanchion.release.SigningKey;

/// A stolen key file is worth nothing without its passphrase.
final class EncryptedKeyTest {
    private static final String RIGHT = "correct horse battery";

    @TempDir private Path temporary;

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void rightPassphraseOpensItAndNoOther(Algorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);
        String pem = EncryptedKey.pem(key, RIGHT.toCharArray());
        byte[] message = {4, 5, 6};
        byte[] signature = EncryptedKey.open(pem, key.key(), RIGHT.toCharArray()).sign(message);
        assertThat(PublicKeys.verifies(key.key(), signature, message)).isTrue();
        assertThatThrownBy(() ->
                        EncryptedKey.open(pem, key.key(), "correct horse batterz".toCharArray()))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("wrong passphrase, or not the key of its public half");
    }

    @Test
    void itIsPbes2WithScryptAndAes256() throws Exception {
        String pem = EncryptedKey.pem(SigningKey.generate(Algorithm.ED25519), RIGHT.toCharArray());
        EncryptedPrivateKeyInfo info =
                EncryptedPrivateKeyInfo.getInstance(Pem.content(pem, "ENCRYPTED PRIVATE KEY"));
        assertThat(info.getEncryptionAlgorithm().getAlgorithm())
                .isEqualTo(PKCSObjectIdentifiers.id_PBES2);
        PBES2Parameters parameters =
                PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
        assertThat(parameters.getKeyDerivationFunc().getAlgorithm())
                .isEqualTo(MiscObjectIdentifiers.id_scrypt);
        assertThat(parameters.getEncryptionScheme().getAlgorithm())
                .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
    }

    @Test
    void shortPassphraseIsNotTaken() throws Exception {
        SigningKey key = SigningKey.generate(Algorithm.ED25519);
        assertThatThrownBy(() -> EncryptedKey.pem(key, "elevenchars".toCharArray()))
                .hasMessage("the passphrase is shorter than 12 characters");
    }

    @Test
    void passphraseFileThatOthersCanReadIsRefused() throws Exception {
        Path file = Maker.secret(temporary.resolve("secret"), RIGHT);
        Passphrases passphrases = Passphrases.files(Optional.of(file), Map.of(), Maker.NONE);
        assertThat(passphrases.of("k", "Ada")).isEqualTo(RIGHT.toCharArray());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> passphrases.of("k", "Ada"))
                .isInstanceOf(ReleaseException.class)
                .hasMessage(file + ": others can read this passphrase, chmod 600 it first");
        Maker.secret(file, "");
        assertThatThrownBy(() -> passphrases.of("k", "Ada")).hasMessageContaining("holds no pass");
    }

    @Test
    void withoutTerminalOrFileNobodyGuesses() {
        assertThatThrownBy(() -> new ConsolePassphrases().of("k", "Ada"))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("k: no passphrase; type one at a terminal or give --passphrase-file");
    }
}
