package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;

/// A private certificate authority of Bouncy Castle: another hand than the one that writes
/// requests.
public final class Authority {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// What a certificate shall say.
    public record Wish(String device, Instant from, Instant to, KeyPurposeId purpose) {
        /// A client's, from an hour ago, for so long from now.
        public static Wish client(String device, Duration life) {
            Instant now = Instant.now();
            return new Wish(
                    device,
                    now.minus(Duration.ofHours(1)),
                    now.plus(life),
                    KeyPurposeId.id_kp_clientAuth);
        }
    }

    private final KeyPair keys;
    private final X509Certificate certificate;

    public Authority(String name) throws Exception {
        this.keys = keys();
        Instant now = Instant.now();
        this.certificate =
                certify(
                        name,
                        name,
                        new Wish(
                                name,
                                now.minus(Duration.ofDays(4000)),
                                now.plus(Duration.ofDays(4000)),
                                KeyPurposeId.anyExtendedKeyUsage),
                        keys.getPublic());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A certificate for a key, followed by that of the authority.
    public List<X509Certificate> issue(PublicKey key, Wish wish) throws Exception {
        String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        return List.of(certify(issuer, wish.device(), wish, key), certificate);
    }

    /// The key that asks, after a look at its signature.
    public static PublicKey asking(String request) throws Exception {
        JcaPKCS10CertificationRequest read = read(request);
        PublicKey key = read.getPublicKey();
        if (!read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
            throw new IllegalStateException("the request is not signed by its key");
        }
        return key;
    }

    /// The subject of a request.
    public static String subject(String request) throws Exception {
        return read(request).getSubject().toString();
    }

    private static JcaPKCS10CertificationRequest read(String request) throws Exception {
        try (PEMParser parser = new PEMParser(new StringReader(request))) {
            return new JcaPKCS10CertificationRequest(
                    (PKCS10CertificationRequest) parser.readObject());
        }
    }

    public static String pem(Object... objects) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object one : objects) {
                writer.writeObject(one);
            }
        }
        return text.toString();
    }

    /// A list of revoked certificates, PEM.
    public String revoked(X509Certificate certificate) throws Exception {
        Instant now = Instant.now();
        X509v2CRLBuilder list =
                new X509v2CRLBuilder(
                        new X500Name(this.certificate.getSubjectX500Principal().getName()),
                        Date.from(now.minusSeconds(60)));
        list.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
        list.addCRLEntry(certificate.getSerialNumber(), Date.from(now.minusSeconds(30)), 0);
        return pem(
                list.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    /// Makes a `file` identity as a bench has it.
    public Path fileIdentity(Path folder, String device) throws Exception {
        Files.createDirectories(folder);
        char[] password = "test-only".toCharArray();
        KeyPair own = keys();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, password);
        keyStore.setKeyEntry(
                "device",
                own.getPrivate(),
                password,
                issue(own.getPublic(), Wish.client(device, Duration.ofDays(3650)))
                        .toArray(Certificate[]::new));
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, password);
        trust.setCertificateEntry("ca", certificate);
        try (var out = Files.newOutputStream(folder.resolve("device.p12"))) {
            keyStore.store(out, password);
        }
        try (var out = Files.newOutputStream(folder.resolve("ca.p12"))) {
            trust.store(out, password);
        }
        Files.write(folder.resolve("password"), "test-only\n".getBytes(US_ASCII));
        return folder;
    }

    /// `ca.pem`, `broker.pem` and `broker.key` for a broker on this machine.
    public Path broker(Path folder) throws Exception {
        Files.createDirectories(folder);
        KeyPair own = keys();
        Instant now = Instant.now();
        Wish server =
                new Wish(
                        "localhost",
                        now.minusSeconds(60),
                        now.plus(Duration.ofDays(30)),
                        KeyPurposeId.id_kp_serverAuth);
        Files.writeString(folder.resolve("ca.pem"), pem(certificate));
        Files.writeString(
                folder.resolve("broker.pem"), pem(issue(own.getPublic(), server).getFirst()));
        Files.writeString(
                folder.resolve("broker.key"),
                pem(new PemObject("PRIVATE KEY", own.getPrivate().getEncoded())));
        return folder;
    }

    public static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate certify(String issuer, String subject, Wish wish, PublicKey key)
            throws Exception {
        boolean authority = issuer.equals(subject);
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name("CN=" + issuer),
                        new BigInteger(120, RANDOM),
                        Date.from(wish.from()),
                        Date.from(wish.to()),
                        new X500Name("CN=" + subject),
                        key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (!authority) {
            GeneralName name = new GeneralName(GeneralName.dNSName, subject);
            if (wish.purpose().equals(KeyPurposeId.id_kp_serverAuth)) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(name));
            }
            ExtendedKeyUsage purpose = new ExtendedKeyUsage(wish.purpose());
            builder.addExtension(Extension.extendedKeyUsage, false, purpose);
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }
}
