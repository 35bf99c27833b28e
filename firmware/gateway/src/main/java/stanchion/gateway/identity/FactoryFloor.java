package stanchion.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.ChainCheck.Flaw;
import stanchion.gateway.identity.DeviceIdentity.Source;
import stanchion.gateway.identity.IdentityException.Trouble;

/// How a charger gets its first certificate: its key is made in it, the request goes out, the
/// certificate comes in.
public final class FactoryFloor {
    private static final int LARGEST = 64 * 1024;

    private final IdentityKind kind;
    private final Path folder;
    private final Optional<Path> run;

    /// A charger on the floor.
    ///
    /// @param run the boot verifier's run folder, where there is one
    public FactoryFloor(IdentityKind kind, Path folder, Optional<Path> run)
            throws IdentityException {
        if (kind == IdentityKind.FILE) {
            throw new IdentityException(
                    Trouble.NO_CERTIFICATE,
                    "an identity in plain files comes with its certificate: "
                            + folder.resolve("device.p12"));
        }
        this.kind = kind;
        this.folder = folder;
        this.run = run;
    }

    /// Makes the charger's key and asks for its certificate. What an earlier request made is gone.
    ///
    /// @return PKCS#10, PEM
    public String request(String device) throws IdentityException {
        if (!Credential.isDevice(device)) {
            throw new IdentityException(
                    Trouble.NO_DEVICE, "'" + device + "' is no device id: letters, digits, . _ -");
        }
        Path factory = folder.resolve(Source.FACTORY);
        if (Files.exists(factory)) {
            throw new IdentityException(
                    Trouble.NOT_STORED,
                    factory
                            + " is there: this charger has its certificate; remove it to start over");
        }
        DeviceIdentity identity = open(device);
        identity.forgetAllBut(List.of());
        KeyPair keys = identity.generate();
        identity.keep(keys);
        try {
            return Pem.block("CERTIFICATE REQUEST", SigningRequest.of(device, keys));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the new key cannot sign: " + failed, failed);
        }
    }

    /// Takes the certificate, if it is for this charger's key and of the private CA.
    ///
    /// @param file the chain, PEM
    /// @return the device it names
    public String accept(Path file) throws IdentityException {
        List<X509Certificate> chain = chain(file);
        String device = Credential.device(chain.getFirst(), file);
        DeviceIdentity identity = open(device);
        KeyProof.require(identity.find(chain.getFirst()), chain.getFirst().getPublicKey(), file);
        ChainCheck check =
                new ChainCheck(identity.authorities(), device, Optional.of(Instant.now()));
        Optional<Flaw> flaw = check.judge(chain, chain.getFirst().getPublicKey());
        if (flaw.isPresent()) {
            throw new IdentityException(
                    Trouble.NO_CERTIFICATE,
                    "the certificate in " + file + " " + flaw.get().sentence());
        }
        new CertificateFiles(folder).write(Source.FACTORY, chain, Disk.posix());
        return device;
    }

    private static List<X509Certificate> chain(Path file) throws IdentityException {
        try {
            byte[] text = Secret.bounded(file, LARGEST);
            return Pem.certificates(new String(text, US_ASCII));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    "cannot read " + file + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private DeviceIdentity open(String device) throws IdentityException {
        return DeviceIdentity.open(
                new Source(kind, folder, run, Optional.of(device)), Disk.posix());
    }
}
