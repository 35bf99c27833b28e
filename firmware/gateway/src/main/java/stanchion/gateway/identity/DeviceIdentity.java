package stanchion.gateway.identity;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.IdentityException.Trouble;

/// The charger's keys: where they are made, how they are kept. Three adapters of one pattern, named
/// by the boot description; none of them ever gives a key away.
///
/// | kind | the key is | stops |
/// |---|---|---|
/// | `file` | a file | nothing; a bench |
/// | `wrapped` | a file, encrypted under the charger's OTP | a copied card; not root on the charger |
/// | `tpm` | inside a TPM 2.0, over PKCS#11 | copying by anybody; not its use by root |
public sealed interface DeviceIdentity permits FileIdentity, WrappedIdentity, TpmIdentity {
    /// Where an identity is, and what it takes to open it.
    ///
    /// @param run the run folder of the boot verifier, which holds the wrapping key; where it is
    ///   empty there is none
    /// @param device the id of a charger that has no certificate yet; empty: its certificate says
    ///   it
    record Source(IdentityKind kind, Path folder, Optional<Path> run, Optional<String> device) {
        /// The certificate of the factory, and what leads to the private CA.
        static final String FACTORY = "factory.pem";

        /// The private CA.
        static final String AUTHORITIES = "ca.pem";
    }

    /// Opens the identity of a charger.
    static DeviceIdentity open(Source source, Disk disk) throws IdentityException {
        if (!Files.isDirectory(source.folder(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IdentityException(
                    Trouble.UNREADABLE, "the identity folder " + source.folder() + " is missing");
        }
        return switch (source.kind()) {
            case FILE -> FileIdentity.open(source.folder(), disk);
            case WRAPPED -> WrappedIdentity.open(source, disk);
            case TPM -> TpmIdentity.open(source.folder());
        };
    }

    /// The private CA: whom the charger believes.
    List<X509Certificate> authorities() throws IdentityException;

    /// What the charger left the factory with.
    Credential factory() throws IdentityException;

    /// Makes a P-256 key pair here. Until [#keep] a power cut may lose it.
    KeyPair generate() throws IdentityException;

    /// From now on the key survives a power cut.
    void keep(KeyPair keys) throws IdentityException;

    /// The key of a certificate.
    PrivateKey find(X509Certificate certificate) throws IdentityException;

    /// Destroys every key, made here, that none of these certificates needs.
    void forgetAllBut(Collection<X509Certificate> needed) throws IdentityException;
}
