package stanchion.gateway.identity;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.IdentityException.Trouble;

/// An identity whose keys are wrapped under a key that the boot verifier derives from the charger's
/// one-time-programmable memory.
///
/// It stops whoever copies the card: on another charger the keys do not open. It does not stop root
/// on this one, who can read the wrapping key from the run folder and the keys from the gateway's
/// memory; against that helps only a [TpmIdentity], and that only against the key's being taken
/// away.
///
/// ```text
/// factory.pem  ca.pem      certificate of the factory, private CA
/// keys/                    keys made here, PKCS#8, AES-256-GCM
/// ```
final class WrappedIdentity implements DeviceIdentity {
    /// What the verifier calls the wrapping key in its run folder.
    static final String WRAPPING_KEY = "identity.key";

    private final CertificateFiles files;
    private final KeyFolder keys;

    private WrappedIdentity(CertificateFiles files, KeyFolder keys) {
        this.files = files;
        this.keys = keys;
    }

    static WrappedIdentity open(Source source, Disk disk) throws IdentityException {
        CertificateFiles files = new CertificateFiles(source.folder());
        Path wrapping =
                source.run()
                        .map(run -> run.resolve(WRAPPING_KEY))
                        .orElseThrow(() ->
                                new IdentityException(
                                        Trouble.UNREADABLE,
                                        "a wrapped identity needs "
                                                + WRAPPING_KEY
                                                + " of the boot verifier's run folder: give --boot"));
        byte[] key = Secret.read(wrapping, KeyWrap.KEY_BYTES);
        if (key.length != KeyWrap.KEY_BYTES) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    wrapping + " has " + key.length + " bytes instead of " + KeyWrap.KEY_BYTES);
        }
        KeyWrap wrap = new KeyWrap(key, device(source, files));
        return new WrappedIdentity(files, new KeyFolder(source.folder(), disk, wrap));
    }

    private static String device(Source source, CertificateFiles files) throws IdentityException {
        if (source.device().isPresent()) {
            return source.device().get();
        }
        return Credential.device(
                factory(files).getFirst(), source.folder().resolve(Source.FACTORY));
    }

    private static List<X509Certificate> factory(CertificateFiles files) throws IdentityException {
        Optional<List<X509Certificate>> chain = files.read(Source.FACTORY);
        return chain.orElseThrow(() ->
                new IdentityException(
                        Trouble.NO_CERTIFICATE,
                        files.folder().resolve(Source.FACTORY)
                                + " is missing: this charger has no certificate yet"));
    }

    @Override
    public List<X509Certificate> authorities() throws IdentityException {
        return files.authorities();
    }

    @Override
    public Credential factory() throws IdentityException {
        List<X509Certificate> chain = factory(files);
        PrivateKey key = find(chain.getFirst());
        KeyProof.require(
                key, chain.getFirst().getPublicKey(), files.folder().resolve(Source.FACTORY));
        return new Credential(key, chain);
    }

    @Override
    public KeyPair generate() throws IdentityException {
        return KeyProof.generate();
    }

    @Override
    public void keep(KeyPair pair) throws IdentityException {
        keys.keep(pair);
    }

    @Override
    public PrivateKey find(X509Certificate certificate) throws IdentityException {
        return keys.find(certificate);
    }

    @Override
    public void forgetAllBut(Collection<X509Certificate> needed) throws IdentityException {
        keys.forgetAllBut(needed);
    }
}
