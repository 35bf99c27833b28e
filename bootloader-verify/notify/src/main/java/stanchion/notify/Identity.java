package stanchion.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Who the charger is: the certificate of the factory, which lives as long as the charger, its key,
/// and the private CA. Only read here; the gateway makes and renews.
///
/// @param chain the charger's certificate first
/// @param authorities whom it believes
record Identity(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    private static final Pattern DEVICE =
            Pattern.compile("(?:^|(?<!\\\\),)CN=([A-Za-z0-9._-]{1,64})(?:,|$)");
    private static final int FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NAME_BYTES = 16;

    /// @param kind of the boot statement: `file` or `wrapped`
    /// @param wrapping the file of the wrapping key, where keys are wrapped
    /// @throws IOException one line that says what cannot be used
    static Identity open(String kind, Path folder, Path wrapping) throws IOException {
        try {
            return switch (kind) {
                case "file" -> plain(folder);
                case "wrapped" -> wrapped(folder, Files.readAllBytes(wrapping));
                default ->
                        throw new IOException(
                                "an identity of the kind '" + kind + "' cannot be used here");
            };
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the identity in " + folder + " cannot be used", unusable);
        }
    }

    /// The charger's id, one level of a topic.
    String device() throws IOException {
        return device(chain.getFirst());
    }

    private static String device(X509Certificate certificate) throws IOException {
        Matcher name = DEVICE.matcher(certificate.getSubjectX500Principal().getName());
        if (!name.find()) {
            throw new IOException("the charger's certificate names no device");
        }
        return name.group(1);
    }

    private static Identity plain(Path folder) throws IOException, GeneralSecurityException {
        char[] password = Files.readString(folder.resolve("password")).strip().toCharArray();
        KeyStore device = KeyStore.getInstance(folder.resolve("device.p12").toFile(), password);
        KeyStore ca = KeyStore.getInstance(folder.resolve("ca.p12").toFile(), password);
        List<X509Certificate> authorities = new ArrayList<>();
        for (String alias : Collections.list(ca.aliases())) {
            authorities.add((X509Certificate) ca.getCertificate(alias));
        }
        for (String alias : Collections.list(device.aliases())) {
            if (device.getKey(alias, password) instanceof PrivateKey key) {
                List<X509Certificate> chain = new ArrayList<>();
                for (Certificate one : device.getCertificateChain(alias)) {
                    chain.add((X509Certificate) one);
                }
                return new Identity(key, chain, authorities);
            }
        }
        throw new IOException(folder + " holds no key");
    }

    private static Identity wrapped(Path folder, byte[] wrapping)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = certificates(folder.resolve("factory.pem"));
        List<X509Certificate> authorities = certificates(folder.resolve("ca.pem"));
        String name = name(chain.getFirst().getPublicKey());
        byte[] sealed = Files.readAllBytes(folder.resolve("keys").resolve(name + ".key"));
        if (sealed.length <= NONCE_BYTES || sealed[0] != FORMAT) {
            throw new IOException(folder + " holds no wrapped key of its certificate");
        }
        String device = device(chain.getFirst());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(wrapping, "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(
                ("stanchion identity\n" + device + "\n" + name)
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] pkcs8 = cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        PrivateKey key =
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        return new Identity(key, chain, authorities);
    }

    /// As the gateway names its keys: the first half of SHA-256 over the public key.
    private static String name(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    }

    private static List<X509Certificate> certificates(Path pem)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate one :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
            chain.add((X509Certificate) one);
        }
        if (chain.isEmpty()) {
            throw new IOException(pem + " holds no certificate");
        }
        return chain;
    }
}
