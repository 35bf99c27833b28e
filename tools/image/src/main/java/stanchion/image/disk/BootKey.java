package stanchion.image.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.image.ImageException;

/// The key that signs boot volumes: RSA with 2048 bits, because that is what the boot ROM of a
/// BCM2711 checks, against the digest of the public key in its OTP.
///
/// A signature is a text file of three lines, as that ROM's tools write it: SHA-256 of the volume,
/// `ts: ` and a time, `rsa2048: ` and a PKCS#1 v1.5 signature over the digest.
public final class BootKey {
    private static final int BITS = 2048;
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Pattern SIGNED =
            Pattern.compile("([0-9a-f]{64})\nts: [0-9]{1,12}\nrsa2048: ([0-9a-f]{512})\n");

    private final PrivateKey own;
    private final PublicKey others;

    private BootKey(PrivateKey own, PublicKey others) {
        this.own = own;
        this.others = others;
    }

    /// Reads a key.
    public static BootKey read(Path file) throws IOException {
        try {
            Matcher pem = PEM.matcher(Files.readString(file));
            if (!pem.matches()) {
                throw new ImageException(file + ": no private key in PKCS#8 PEM; " + how(file));
            }
            byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.group(1));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            if (rsa.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey key
                    && key.getModulus().bitLength() == BITS) {
                RSAPublicKeySpec others =
                        new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
                return new BootKey(key, rsa.generatePublic(others));
            }
            throw new ImageException(file + ": not an RSA key of 2048 bits; " + how(file));
        } catch (IOException | GeneralSecurityException unusable) {
            throw ImageException.because(
                    file + ": no key that can be used; " + how(file), unusable);
        }
    }

    /// Reads a test's key, or makes it where there is none.
    public static BootKey ofTest(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
                String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(
                        file,
                        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
            } catch (IOException | GeneralSecurityException failed) {
                throw ImageException.because(file + ": the test's key cannot be made", failed);
            }
        }
        return read(file);
    }

    /// The signature file of a volume.
    public String sign(byte[] volume) throws IOException {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(own);
            rsa.update(volume);
            return "%s\nts: %d\nrsa2048: %s\n"
                    .formatted(
                            digest(volume), DiskLayout.EPOCH, HexFormat.of().formatHex(rsa.sign()));
        } catch (GeneralSecurityException failed) {
            throw ImageException.because("the boot volume cannot be signed", failed);
        }
    }

    /// Whether the boot ROM of a charger with this key would start the volume.
    public boolean accepts(byte[] volume, byte[] signature) {
        Matcher parts = SIGNED.matcher(new String(signature, StandardCharsets.US_ASCII));
        try {
            if (!parts.matches() || !parts.group(1).equals(digest(volume))) {
                return false;
            }
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(others);
            rsa.update(volume);
            return rsa.verify(HexFormat.of().parseHex(parts.group(2)));
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }

    private static String digest(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String how(Path file) {
        return "make one: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "
                + file;
    }
}
