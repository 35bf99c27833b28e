package stanchion.gateway.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import stanchion.gateway.identity.IdentityException.Trouble;

/// An identity whose keys are made in a TPM 2.0 and never leave it: tpm2-pkcs11 through the JDK's
/// PKCS#11 provider. Root on the charger can use a key as long as it is root, and cannot take it
/// away.
///
/// ```text
/// tpm.env                  where the TPM, its library and its store are, see [TpmSettings]
/// pin                      the token's user PIN, readable by the gateway alone
/// factory.pem  ca.pem      certificate of the factory, private CA
/// ```
///
/// The token is slot 0 of the store. A real TPM is addressed through the kernel's resource manager
/// (`device:/dev/tpmrm0`): without it what a killed process held in the TPM stays there.
final class TpmIdentity implements DeviceIdentity {
    private static final String PIN = "pin";
    private static final String PREFIX = "stanchion-";
    private static final char[] NO_PASSWORD = {};

    private final CertificateFiles files;
    private final AuthProvider tpm;
    private final KeyStore token;

    private TpmIdentity(CertificateFiles files, AuthProvider tpm, KeyStore token) {
        this.files = files;
        this.tpm = tpm;
        this.token = token;
    }

    static TpmIdentity open(Path folder) throws IdentityException {
        TpmSettings settings = TpmSettings.read(folder);
        settings.requireEnvironment();
        AuthProvider tpm = Token.provider(settings);
        Token.login(tpm, Secret.line(folder.resolve(PIN)), folder.resolve(PIN));
        try {
            KeyStore token = KeyStore.getInstance("PKCS11", tpm);
            token.load(null, NO_PASSWORD);
            return new TpmIdentity(new CertificateFiles(folder), tpm, token);
        } catch (IOException | GeneralSecurityException | ProviderException failed) {
            throw gone(failed);
        }
    }

    @Override
    public List<X509Certificate> authorities() throws IdentityException {
        return files.authorities();
    }

    @Override
    public Credential factory() throws IdentityException {
        Path file = files.folder().resolve(Source.FACTORY);
        List<X509Certificate> chain =
                files.read(Source.FACTORY)
                        .orElseThrow(() ->
                                new IdentityException(
                                        Trouble.NO_CERTIFICATE,
                                        file + " is missing: this charger has no certificate yet"));
        PrivateKey key = find(chain.getFirst());
        KeyProof.require(key, chain.getFirst().getPublicKey(), file);
        return new Credential(key, chain);
    }

    /// A token object from its first moment on. The self-signed certificate beside it is what makes
    /// the key visible in a PKCS#11 key store.
    @Override
    public KeyPair generate() throws IdentityException {
        try {
            KeyPair keys = KeyProof.generate(KeyPairGenerator.getInstance("EC", tpm));
            String name = KeyProof.name(keys.getPublic());
            byte[] label = SigningRequest.selfSigned(name, new BigInteger(name, 16), keys);
            Certificate certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(label));
            token.setKeyEntry(
                    PREFIX + name, keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
            return keys;
        } catch (GeneralSecurityException | ProviderException failed) {
            throw gone(failed);
        }
    }

    @Override
    public void keep(KeyPair keys) throws IdentityException {
        if (!names().contains(PREFIX + KeyProof.name(keys.getPublic()))) {
            throw new IdentityException(Trouble.NOT_STORED, "the TPM has lost the key it made");
        }
    }

    @Override
    public PrivateKey find(X509Certificate certificate) throws IdentityException {
        String name = PREFIX + KeyProof.name(certificate.getPublicKey());
        try {
            if (token.getKey(name, NO_PASSWORD) instanceof PrivateKey key) {
                return key;
            }
        } catch (GeneralSecurityException | ProviderException failed) {
            throw gone(failed);
        }
        throw names().isEmpty()
                ? new IdentityException(Trouble.NO_KEY, "there is no key of ours in the TPM")
                : new IdentityException(
                        Trouble.OTHER_KEY,
                        "the certificate is of another key than those in the TPM: no " + name);
    }

    @Override
    public void forgetAllBut(Collection<X509Certificate> needed) throws IdentityException {
        List<String> keep =
                needed.stream().map(one -> PREFIX + KeyProof.name(one.getPublicKey())).toList();
        try {
            for (String name : names()) {
                if (!keep.contains(name)) {
                    token.deleteEntry(name);
                }
            }
        } catch (GeneralSecurityException | ProviderException failed) {
            throw gone(failed);
        }
    }

    private List<String> names() throws IdentityException {
        List<String> names = new ArrayList<>();
        try {
            for (String alias : Collections.list(token.aliases())) {
                if (alias.startsWith(PREFIX) && token.isKeyEntry(alias)) {
                    names.add(alias);
                }
            }
            return names;
        } catch (GeneralSecurityException | ProviderException failed) {
            throw gone(failed);
        }
    }

    private static IdentityException gone(Exception why) {
        return new IdentityException(
                Trouble.TPM_GONE, "the TPM does not answer: " + Token.cause(why), why);
    }
}
