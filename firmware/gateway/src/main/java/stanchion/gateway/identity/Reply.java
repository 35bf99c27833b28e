package stanchion.gateway.identity;

import com.google.gson.JsonPrimitive;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the certificate authority answers. Nothing in it is to be trusted.
public sealed interface Reply {
    /// Here it is.
    ///
    /// @param chain the charger's certificate first
    record Issued(List<X509Certificate> chain) implements Reply {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    /// It will not.
    record Declined(String reason) implements Reply {}

    /// It cannot be understood.
    record Garbled(String reason) implements Reply {}

    /// Reads `{"certificate":"<PEM>"}` or `{"refused":"<reason>"}`.
    static Reply of(Map<String, JsonPrimitive> fields) {
        Optional<String> certificate = text(fields, "certificate");
        Optional<String> refused = text(fields, "refused");
        if (fields.size() == 1 && refused.isPresent()) {
            return new Declined(refused.get());
        }
        if (fields.size() != 1 || certificate.isEmpty()) {
            return new Garbled("it holds neither a certificate nor a refusal alone");
        }
        try {
            return new Issued(Pem.certificates(certificate.get()));
        } catch (CertificateException malformed) {
            return new Garbled("its certificate cannot be read: " + malformed.getMessage());
        }
    }

    private static Optional<String> text(Map<String, JsonPrimitive> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(JsonPrimitive::isString)
                .map(JsonPrimitive::getAsString);
    }
}
