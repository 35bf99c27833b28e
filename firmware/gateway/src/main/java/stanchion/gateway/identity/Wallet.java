package stanchion.gateway.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.ChainCheck.Flaw;
import stanchion.gateway.identity.DeviceIdentity.Source;
import stanchion.gateway.identity.IdentityException.Trouble;

/// What the charger proves itself with: the credential of the factory, for as long as it lives, and
/// the operational one of today.
///
/// ```text
/// apply: new key ─► request ──► (the maker's CA) ──► certificate ─► checked
/// adopt: keep the key ─► operational.pem, in one rename ─► forget the old key
/// ```
///
/// A power cut at any point leaves a usable credential: before the rename the old one, after it the
/// new one, whose key is on the disk by then. Thread-safe.
public final class Wallet {
    static final String OPERATIONAL = "operational.pem";

    /// A request under way.
    ///
    /// @param request PKCS#10, PEM
    record Application(KeyPair keys, String request) {}

    private final DeviceIdentity identity;
    private final CertificateFiles files;
    private final Disk disk;
    private final String device;
    private final Credential factory;
    private final List<X509Certificate> authorities;
    private final List<String> notes = new ArrayList<>();
    private Optional<Credential> operational = Optional.empty();
    private Optional<Credential> refused = Optional.empty();

    private Wallet(DeviceIdentity identity, Source source, Disk disk) throws IdentityException {
        this.identity = identity;
        this.files = new CertificateFiles(source.folder());
        this.disk = disk;
        this.factory = identity.factory();
        this.authorities = List.copyOf(identity.authorities());
        this.device = Credential.device(factory.certificate(), source.folder());
    }

    /// Opens an identity folder.
    ///
    /// @param run the boot verifier's run folder, where there is one
    public static Wallet open(IdentityKind kind, Path folder, Optional<Path> run)
            throws IdentityException {
        return open(new Source(kind, folder, run, Optional.empty()), Disk.posix());
    }

    static Wallet open(Source source, Disk disk) throws IdentityException {
        Wallet wallet = new Wallet(DeviceIdentity.open(source, disk), source, disk);
        wallet.findOperational();
        if (wallet.notes().isEmpty()) {
            // a certificate that cannot be used today may be usable tomorrow: its key stays
            wallet.tidy();
        }
        return wallet;
    }

    /// The charger's id: the common name of its certificates.
    public String device() {
        return device;
    }

    /// The private CA.
    public List<X509Certificate> authorities() {
        return authorities;
    }

    public Credential factory() {
        return factory;
    }

    public synchronized Optional<Credential> operational() {
        return operational;
    }

    /// The broker does not accept this credential; if it is the operational one, another is due.
    public synchronized void refused(Credential credential) {
        refused = Optional.of(credential);
    }

    /// Whether there is an operational certificate that nobody has refused yet.
    synchronized boolean isAccepted() {
        return operational.isPresent() && !operational.equals(refused);
    }

    /// What was found to be wrong without being fatal, one sentence each.
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /// Makes a key and asks for its certificate.
    Application apply() throws IdentityException {
        KeyPair keys = identity.generate();
        try {
            byte[] request = SigningRequest.of(device, keys);
            return new Application(keys, Pem.block("CERTIFICATE REQUEST", request));
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the new key cannot sign: " + failed, failed);
        }
    }

    /// Takes a certificate into use, if nothing speaks against it.
    ///
    /// @param now empty while the clock is not set
    synchronized Optional<Flaw> adopt(
            Application application, List<X509Certificate> chain, Optional<Instant> now)
            throws IdentityException {
        ChainCheck check = new ChainCheck(authorities, device, now);
        Optional<Flaw> flaw = check.judge(chain, application.keys().getPublic());
        if (flaw.isPresent()) {
            return flaw;
        }
        identity.keep(application.keys());
        files.write(OPERATIONAL, chain, disk);
        operational = Optional.of(new Credential(application.keys().getPrivate(), chain));
        tidy();
        return Optional.empty();
    }

    private void findOperational() {
        try {
            Optional<List<X509Certificate>> chain = files.read(OPERATIONAL);
            if (chain.isPresent()) {
                operational = Optional.of(usable(chain.get()));
            }
        } catch (IdentityException unusable) {
            notes.add("the operational certificate is not used: " + unusable.getMessage());
        }
    }

    private Credential usable(List<X509Certificate> chain) throws IdentityException {
        X509Certificate certificate = chain.getFirst();
        Path file = files.folder().resolve(OPERATIONAL);
        if (!Credential.device(certificate, file).equals(device)) {
            throw new IdentityException(
                    Trouble.OTHER_KEY, "the certificate in " + file + " names another device");
        }
        PrivateKey key = identity.find(certificate);
        KeyProof.require(key, certificate.getPublicKey(), file);
        return new Credential(key, chain);
    }

    /// What an interrupted enrolment left over, and keys nobody needs any more. Whatever stays is
    /// found again at the next start.
    private void tidy() {
        List<X509Certificate> needed = new ArrayList<>(List.of(factory.certificate()));
        operational.ifPresent(one -> needed.add(one.certificate()));
        try {
            disk.delete(files.folder().resolve(OPERATIONAL + Disk.PARTIAL));
            identity.forgetAllBut(needed);
        } catch (IOException | IdentityException stays) {
            notes.add("an old key stays: " + stays.getMessage());
        }
    }
}
