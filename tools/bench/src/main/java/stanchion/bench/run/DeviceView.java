package stanchion.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import stanchion.bench.broker.BrokerFiles;
import stanchion.fleet.mqtt.Identity;

/// What the bench uses of a device folder.
record DeviceView(Path folder) {
    Path state() {
        return folder.resolve("state");
    }

    Path identity() {
        return folder.resolve("identity");
    }

    Path outbox() {
        return state().resolve("outbox.db");
    }

    Path health() {
        return state().resolve("health");
    }

    Path authority() {
        return maker("ca.pem");
    }

    Path listenerCertificate() {
        return maker("bench.pem");
    }

    Path listenerKey() {
        return maker("bench.key.pem");
    }

    BrokerFiles broker() {
        return new BrokerFiles(
                maker("broker.p12"),
                maker("ca.p12"),
                text(maker("password")),
                maker("broker.pem"),
                maker("broker.key.pem"),
                authority());
    }

    Identity listener() {
        return new Identity(maker("bench.p12"), maker("ca.p12"), text(maker("password")));
    }

    /// The set-up code, as it stands on the charger's label.
    Path label() {
        return maker("label");
    }

    Path maker() {
        return folder.resolve("maker");
    }

    /// The charger's certificates: of the factory, and the operational one once it has it.
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>(List.of(factory()));
        if (isEnrolled()) {
            certificates.add(certificate(operational()));
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (GeneralSecurityException | IOException e) {
            throw new BenchTrouble(65, file + ": cannot be read", e);
        }
    }

    /// Whether the charger has an operational certificate.
    boolean isEnrolled() {
        return Files.exists(operational());
    }

    private Path operational() {
        return identity().resolve("operational.pem");
    }

    /// The charger's id: the common name of its certificate.
    String id() {
        try {
            return commonName(factory().getSubjectX500Principal().getName());
        } catch (InvalidNameException e) {
            throw new BenchTrouble(65, identity() + ": the identity cannot be read", e);
        }
    }

    private X509Certificate factory() {
        Path pem = identity().resolve("factory.pem");
        return Files.exists(pem) ? certificate(pem) : keyStoresCertificate();
    }

    private X509Certificate keyStoresCertificate() {
        try {
            char[] password = text(identity().resolve("password")).toCharArray();
            KeyStore store =
                    KeyStore.getInstance(identity().resolve("device.p12").toFile(), password);
            String alias = store.aliases().nextElement();
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new BenchTrouble(65, identity() + ": holds no certificate");
        } catch (GeneralSecurityException | IOException e) {
            throw new BenchTrouble(65, identity() + ": the identity cannot be read", e);
        }
    }

    private static String commonName(String subject) throws InvalidNameException {
        for (Rdn part : new LdapName(subject).getRdns()) {
            if (part.getType().equalsIgnoreCase("CN")) {
                return String.valueOf(part.getValue());
            }
        }
        throw new InvalidNameException("no common name in " + subject);
    }

    private Path maker(String name) {
        return maker().resolve(name);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
