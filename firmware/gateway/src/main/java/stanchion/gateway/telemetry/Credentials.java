package stanchion.gateway.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// Who the charger is and whom it believes.
///
/// @param device the common name of the charger's certificate: its id on every topic
/// @param sockets make connections with that certificate, to peers of the private CA alone
public record Credentials(String device, SSLSocketFactory sockets) {
    private static final String KEYS = "device.p12";
    private static final String AUTHORITIES = "ca.p12";
    private static final String PASSWORD = "password";

    /// The common name in an RFC 2253 name; a comma inside a value is escaped there.
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|(?<!\\\\),)CN=([^,]*)");

    /// A device's id is one level of a topic.
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// The identity cannot be used. The message is one line that names the file.
    public static final class UnusableException extends Exception {
        @Serial private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }

        UnusableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Reads `device.p12`, `ca.p12` and their `password` in an identity folder.
    public static Credentials load(Path identity) throws UnusableException {
        Path keyFile = identity.resolve(KEYS);
        Path authorityFile = identity.resolve(AUTHORITIES);
        try {
            char[] password = Files.readString(identity.resolve(PASSWORD)).strip().toCharArray();
            KeyStore keys = store(keyFile, password);
            KeyStore authorities = store(authorityFile, password);
            requireAnAuthority(authorities, authorityFile);
            String device = commonName(certificate(keys, keyFile), keyFile);
            return new Credentials(device, context(keys, authorities, password).getSocketFactory());
        } catch (IOException | GeneralSecurityException unusable) {
            throw new UnusableException(
                    "the identity in " + identity + " is unusable: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static KeyStore store(Path file, char[] password)
            throws UnusableException, GeneralSecurityException {
        try (InputStream bytes = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(bytes, password);
            return store;
        } catch (IOException unreadable) {
            throw new UnusableException(
                    "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static void requireAnAuthority(KeyStore store, Path file)
            throws UnusableException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return;
            }
        }
        throw new UnusableException(file + " holds no trusted certificate");
    }

    private static X509Certificate certificate(KeyStore keys, Path file)
            throws UnusableException, GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)
                    && keys.getCertificate(alias) instanceof X509Certificate own) {
                return own;
            }
        }
        throw new UnusableException(file + " holds no key with a certificate");
    }

    private static String commonName(X509Certificate certificate, Path file)
            throws UnusableException {
        String subject = certificate.getSubjectX500Principal().getName();
        List<String> names =
                COMMON_NAME.matcher(subject).results().map(match -> match.group(1)).toList();
        if (names.size() != 1 || !DEVICE.matcher(names.getFirst()).matches()) {
            throw new UnusableException(
                    "the certificate in " + file + " names no device: " + subject);
        }
        return names.getFirst();
    }

    private static SSLContext context(KeyStore keys, KeyStore authorities, char[] password)
            throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, password);
        TrustManagerFactory believed = TrustManagerFactory.getInstance("PKIX");
        believed.init(authorities);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), believed.getTrustManagers(), null);
        return context;
    }
}
