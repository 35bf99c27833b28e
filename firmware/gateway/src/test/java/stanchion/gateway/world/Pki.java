package stanchion.gateway.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import stanchion.gateway.identity.IdentityKind;
import stanchion.gateway.identity.Wallet;
import stanchion.gateway.telemetry.Credentials;

/// A private CA made by the JDK's keytool, with identity folders for chargers and PEM files for a
/// broker.
public final class Pki {
    private static final char[] PASSWORD = "test-only".toCharArray();

    private final Path folder;
    private final Path everything;

    /// Of all that is kept here.
    public static String password() {
        return new String(PASSWORD);
    }

    private Pki(Path folder) {
        this.folder = folder;
        this.everything = folder.resolve("everything.p12");
    }

    /// Makes the CA.
    public static Pki in(Path folder) throws Exception {
        Files.createDirectories(folder);
        Pki pki = new Pki(folder);
        pki.keytool("ca", "CN=test CA", List.of("-ext", "bc:critical=ca:true"));
        return pki;
    }

    /// An identity folder as a charger has it.
    public Path identity(String commonName) throws Exception {
        keytool(
                commonName,
                "CN=\"" + commonName + "\"",
                List.of("-signer", "ca", "-ext", "eku=clientAuth"));
        Path identity = Files.createTempDirectory(folder, "identity");
        KeyStore all = all();
        save(keys(all, commonName, "device"), identity.resolve("device.p12"));
        save(authorities(all), identity.resolve("ca.p12"));
        Files.writeString(identity.resolve("password"), new String(PASSWORD) + "\n");
        return identity;
    }

    /// A key and a certificate of the CA for somebody who serves chargers.
    ///
    /// @param purpose an extended key usage
    public KeyStore.PrivateKeyEntry service(String commonName, String purpose) throws Exception {
        keytool(
                commonName,
                "CN=\"" + commonName + "\"",
                List.of("-signer", "ca", "-ext", "eku=" + purpose));
        return (KeyStore.PrivateKeyEntry)
                all().getEntry(commonName, new KeyStore.PasswordProtection(PASSWORD));
    }

    /// The CA's own certificate.
    public X509Certificate authority() throws Exception {
        return (X509Certificate) all().getCertificate("ca");
    }

    /// What is in an identity folder, as TLS wants it.
    public static Credentials credentials(Path identity) throws Exception {
        Wallet wallet = Wallet.open(IdentityKind.FILE, identity, Optional.empty());
        return Credentials.of(wallet.device(), wallet.factory(), wallet.authorities());
    }

    /// `ca.pem`, `broker.pem` and `broker.key` for a broker, and `broker.p12` and `ca.p12` for one
    /// that is written in Java.
    ///
    /// @param alternativeName for example `dns:localhost`
    public Path broker(String alternativeName) throws Exception {
        keytool(
                "broker",
                "CN=test broker",
                List.of(
                        "-signer",
                        "ca",
                        "-ext",
                        "eku=serverAuth",
                        "-ext",
                        "san=" + alternativeName));
        Path pem = Files.createDirectories(folder.resolve("broker"));
        KeyStore all = all();
        Files.writeString(
                pem.resolve("ca.pem"), pem("CERTIFICATE", all.getCertificate("ca").getEncoded()));
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : all.getCertificateChain("broker")) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(pem.resolve("broker.pem"), chain);
        Files.writeString(
                pem.resolve("broker.key"),
                pem("PRIVATE KEY", all.getKey("broker", PASSWORD).getEncoded()));
        save(keys(all, "broker", "broker"), pem.resolve("broker.p12"));
        save(authorities(all), pem.resolve("ca.p12"));
        return pem;
    }

    /// A TLS server with the broker's certificate that believes in the CA.
    public SSLContext brokerContext() throws Exception {
        return brokerContext(this);
    }

    /// The broker's, where it accepts the chargers of another authority alone.
    public SSLContext brokerContext(Pki believed) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(keys(all(), "broker", "broker"), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities(believed.all()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /// The key and the chain of one alone.
    private static KeyStore keys(KeyStore all, String alias, String entry) throws Exception {
        KeyStore own = empty();
        own.setKeyEntry(
                entry, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        return own;
    }

    private static KeyStore authorities(KeyStore all) throws Exception {
        KeyStore authorities = empty();
        authorities.setCertificateEntry("ca", all.getCertificate("ca"));
        return authorities;
    }

    private void keytool(String alias, String name, List<String> more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-dname", name));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
        command.addAll(List.of("-keystore", everything.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private KeyStore all() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(everything)) {
            store.load(bytes, PASSWORD);
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    private static void save(KeyStore store, Path file)
            throws IOException, GeneralSecurityException {
        try (OutputStream bytes = Files.newOutputStream(file)) {
            store.store(bytes, PASSWORD);
        }
    }

    private static String pem(String what, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }
}
