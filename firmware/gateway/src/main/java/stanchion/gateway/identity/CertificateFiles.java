package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.IdentityException.Trouble;

/// Certificates in PEM files of an identity folder.
record CertificateFiles(Path folder) {
    private static final int LARGEST = 64 * 1024;

    /// The certificates in a file; empty when there is no such file.
    Optional<List<X509Certificate>> read(String name) throws IdentityException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = new String(Secret.bounded(file, LARGEST), US_ASCII);
            return Optional.of(Pem.certificates(text));
        } catch (IOException | CertificateException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    "cannot read " + file + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    List<X509Certificate> authorities() throws IdentityException {
        Path file = folder.resolve(DeviceIdentity.Source.AUTHORITIES);
        return read(DeviceIdentity.Source.AUTHORITIES)
                .orElseThrow(() ->
                        new IdentityException(
                                Trouble.NO_AUTHORITY,
                                file + " is missing: whom shall the charger believe?"));
    }

    void write(String name, List<X509Certificate> chain, Disk disk) throws IdentityException {
        try {
            disk.replace(folder.resolve(name), Pem.certificates(chain).getBytes(US_ASCII));
        } catch (IOException | CertificateException failed) {
            throw new IdentityException(
                    Trouble.NOT_STORED,
                    "the certificate cannot be stored in " + folder + ": " + failed,
                    failed);
        }
    }
}
