package stanchion.gateway.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What a charger proves itself with.
///
/// @param key may be a handle that only the TPM can use
/// @param chain its certificate first, then what leads to the private CA
public record Credential(PrivateKey key, List<X509Certificate> chain) {
    /// The common name in an RFC 2253 name; a comma inside a value is escaped there.
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|(?<!\\\\),)CN=([^,]*)");

    /// A device's id is one level of a topic.
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential without a certificate");
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// Whether its time is over.
    public boolean isExpired(Instant now) {
        return now.isAfter(certificate().getNotAfter().toInstant());
    }

    /// Whether no more than a third of its life is left.
    boolean isInItsLastThird(Instant now) {
        Instant end = certificate().getNotAfter().toInstant();
        Duration life = Duration.between(certificate().getNotBefore().toInstant(), end);
        return Duration.between(now, end).compareTo(life.dividedBy(3)) <= 0;
    }

    /// The device that a certificate names.
    ///
    /// @param source where it comes from, for the message
    static String device(X509Certificate certificate, Object source) throws IdentityException {
        return device(certificate)
                .orElseThrow(() ->
                        new IdentityException(
                                Trouble.NO_DEVICE,
                                "the certificate in "
                                        + source
                                        + " names no device: "
                                        + certificate.getSubjectX500Principal().getName()));
    }

    /// The device that a certificate names, if it names exactly one.
    static Optional<String> device(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        List<String> names =
                COMMON_NAME.matcher(subject).results().map(match -> match.group(1)).toList();
        return names.size() == 1 && isDevice(names.getFirst())
                ? Optional.of(names.getFirst())
                : Optional.empty();
    }

    static boolean isDevice(String name) {
        return DEVICE.matcher(name).matches();
    }
}
