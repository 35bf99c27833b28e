package stanchion.bench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stanchion.fleet.FleetException;
import stanchion.fleet.store.FleetStore;

/// `./run fleet enrol FILE…`.
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: ./run fleet enrol c-1.pem c-2.pem --store fleet.sqlite"},
        description = "Make the certificates known with which chargers sign their boot reports.")
final class FleetEnrol implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("CN=([A-Za-z0-9._-]{1,64})");

    @Parameters(paramLabel = "FILE.pem", arity = "1..*")
    private List<Path> files = List.of();

    @Mixin private FleetOptions.Store store = new FleetOptions.Store();

    @Override
    public Integer call() throws InterruptedException {
        return FleetCommand.saying("fleet enrol", () -> store.change(this::enrol));
    }

    private String enrol(FleetStore open) throws FleetException {
        for (Path file : files) {
            X509Certificate certificate = read(file);
            Matcher name = NAME.matcher(certificate.getSubjectX500Principal().getName());
            if (!name.matches()) {
                throw new FleetException(file + ": is the certificate of no charger");
            }
            add(open, name.group(1), certificate);
        }
        return files.size() + " certificates are known";
    }

    private static void add(FleetStore open, String device, X509Certificate certificate)
            throws FleetException {
        try {
            byte[] der = certificate.getEncoded();
            byte[] print = MessageDigest.getInstance("SHA-256").digest(der);
            String pem =
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(der)
                            + "\n-----END CERTIFICATE-----\n";
            open.certificate(device, HexFormat.of().formatHex(print), pem);
        } catch (GeneralSecurityException unusable) {
            throw new FleetException(device + ": its certificate cannot be used", unusable);
        }
    }

    private static X509Certificate read(Path file) throws FleetException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new FleetException(
                    file
                            + ": no certificate in PEM; out of a key store: openssl pkcs12 -in"
                            + " device.p12 -nokeys -clcerts -out device.pem");
        }
    }
}
