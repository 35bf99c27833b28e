package stanchion.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A private certificate authority: P-256 keys, SHA-256; ten years, and a quarter for what a
/// charger asks for by itself.
final class Certificates {
    /// What an emulated machine calls the machine it runs on (QEMU's user network).
    private static final String HOST_OF_QEMU = "10.0.2.2";

    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration OPERATIONAL_LIFE = Duration.ofDays(90);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final KeyUsage CA_USAGE = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    private static final int SERIAL_BITS = 127;

    /// A key with its certificate.
    record Identity(KeyPair keys, X509Certificate certificate) {
        String certificatePem() throws GeneralSecurityException {
            return Pem.block("CERTIFICATE", certificate.getEncoded());
        }

        String keyPem() {
            return Pem.block("PRIVATE KEY", keys.getPrivate().getEncoded());
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Instant now;
    private final Identity authority;

    Certificates(String authorityName, Instant now) throws GeneralSecurityException {
        this.now = now;
        KeyPair keys = keys();
        X500Name name = name(authorityName);
        Extensions extensions = new Extensions(new BasicConstraints(0), CA_USAGE, List.of());
        Subject subject = new Subject(name, keys.getPublic(), LIFE);
        this.authority = new Identity(keys, certify(name, keys, subject, extensions));
    }

    /// An authority that exists already.
    Certificates(Identity authority, Instant now) {
        this.now = now;
        this.authority = authority;
    }

    Identity authority() {
        return authority;
    }

    /// A certificate for a client.
    Identity client(String commonName) throws GeneralSecurityException {
        return issue(commonName, List.of());
    }

    /// A certificate for a server on this machine alone, for itself and what it emulates.
    Identity loopbackServer(String commonName) throws GeneralSecurityException {
        return issue(
                commonName,
                List.of(
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.iPAddress, HOST_OF_QEMU),
                        new GeneralName(GeneralName.iPAddress, "::1")));
    }

    /// An operational certificate for a key that stays on its charger.
    X509Certificate operational(String commonName, PublicKey key) throws GeneralSecurityException {
        return issue(new Subject(name(commonName), key, OPERATIONAL_LIFE), List.of());
    }

    private Identity issue(String commonName, List<GeneralName> serverNames)
            throws GeneralSecurityException {
        KeyPair keys = keys();
        Subject subject = new Subject(name(commonName), keys.getPublic(), LIFE);
        return new Identity(keys, issue(subject, serverNames));
    }

    private X509Certificate issue(Subject subject, List<GeneralName> serverNames)
            throws GeneralSecurityException {
        X500Name issuer =
                X500Name.getInstance(
                        authority.certificate().getSubjectX500Principal().getEncoded());
        Extensions extensions =
                new Extensions(
                        new BasicConstraints(false),
                        new KeyUsage(KeyUsage.digitalSignature),
                        serverNames);
        return certify(issuer, authority.keys(), subject, extensions);
    }

    private record Subject(X500Name name, PublicKey key, Duration life) {}

    private record Extensions(
            BasicConstraints constraints, KeyUsage usage, List<GeneralName> serverNames) {
        void addTo(JcaX509v3CertificateBuilder builder) throws IOException {
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, usage);
            if (constraints.isCA()) {
                return;
            }
            KeyPurposeId purpose =
                    serverNames.isEmpty()
                            ? KeyPurposeId.id_kp_clientAuth
                            : KeyPurposeId.id_kp_serverAuth;
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (!serverNames.isEmpty()) {
                GeneralNames names = new GeneralNames(serverNames.toArray(new GeneralName[0]));
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
        }
    }

    private X509Certificate certify(
            X500Name issuer, KeyPair signer, Subject subject, Extensions extensions)
            throws GeneralSecurityException {
        try {
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(SERIAL_BITS, random),
                            Date.from(now.minus(CLOCK_SKEW)),
                            Date.from(now.plus(subject.life())),
                            subject.name(),
                            subject.key());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    ids.createSubjectKeyIdentifier(subject.key()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    ids.createAuthorityKeyIdentifier(signer.getPublic()));
            extensions.addTo(builder);
            ContentSigner content =
                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (IOException | OperatorCreationException failed) {
            throw new GeneralSecurityException(failed);
        }
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    /// A PKCS#12 key store with the identity and its chain.
    byte[] keyStore(Identity identity, String password) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        X509Certificate[] chain = {identity.certificate(), authority.certificate()};
        store.setKeyEntry("identity", identity.keys().getPrivate(), password.toCharArray(), chain);
        return bytes(store, password);
    }

    /// A PKCS#12 trust store with the authority alone.
    byte[] trustStore(String password) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", authority.certificate());
        return bytes(store, password);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        return KeyStore.Builder.newInstance(
                        "PKCS12", null, new KeyStore.PasswordProtection(new char[0]))
                .getKeyStore();
    }

    private static byte[] bytes(KeyStore store, String password) throws GeneralSecurityException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (IOException failed) {
            throw new GeneralSecurityException(failed);
        }
    }
}
