package stanchion.gateway.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.IdentityException.Trouble;

/// An identity in plain files: whoever copies the folder is this charger. For benches.
///
/// ```text
/// device.p12  password     key and certificate of the factory
/// ca.p12                   the private CA, under the same password
/// keys/                    keys made here, PKCS#8
/// ```
final class FileIdentity implements DeviceIdentity {
    private static final String KEYS = "device.p12";
    private static final String AUTHORITIES = "ca.p12";
    private static final String PASSWORD = "password";

    /// A file is what it is.
    private static final class Plain implements KeyFolder.Form {
        @Override
        public byte[] seal(String name, byte[] pkcs8) {
            return pkcs8;
        }

        @Override
        public byte[] open(String name, byte[] sealed) {
            return sealed;
        }
    }

    private final Path folder;
    private final char[] password;
    private final KeyFolder keys;

    private FileIdentity(Path folder, String password, Disk disk) {
        this.folder = folder;
        this.password = password.toCharArray();
        this.keys = new KeyFolder(folder, disk, new Plain());
    }

    static FileIdentity open(Path folder, Disk disk) throws IdentityException {
        Path file = folder.resolve(PASSWORD);
        try {
            return new FileIdentity(folder, Files.readString(file).strip(), disk);
        } catch (IOException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE,
                    "cannot read " + file + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    @Override
    public List<X509Certificate> authorities() throws IdentityException {
        Path file = folder.resolve(AUTHORITIES);
        KeyStore store = store(file);
        List<X509Certificate> believed = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate authority) {
                    believed.add(authority);
                }
            }
        } catch (GeneralSecurityException unreadable) {
            throw unreadable(file, unreadable);
        }
        if (believed.isEmpty()) {
            throw new IdentityException(
                    Trouble.NO_AUTHORITY, file + " holds no trusted certificate");
        }
        return believed;
    }

    @Override
    public Credential factory() throws IdentityException {
        Path file = folder.resolve(KEYS);
        KeyStore store = store(file);
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, password) instanceof PrivateKey key) {
                    return credential(key, store.getCertificateChain(alias), file);
                }
            }
        } catch (GeneralSecurityException unreadable) {
            throw unreadable(file, unreadable);
        }
        throw new IdentityException(
                Trouble.NO_CERTIFICATE, file + " holds no key with a certificate");
    }

    private static Credential credential(PrivateKey key, Certificate[] chain, Path file)
            throws IdentityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate one : chain) {
            certificates.add((X509Certificate) one);
        }
        KeyProof.require(key, certificates.getFirst().getPublicKey(), file);
        return new Credential(key, certificates);
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

    private KeyStore store(Path file) throws IdentityException {
        try (InputStream bytes = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(bytes, password);
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private IdentityException unreadable(Path file, Exception why) {
        boolean locked =
                why instanceof UnrecoverableKeyException
                        || Optional.ofNullable(why.getCause())
                                .filter(UnrecoverableKeyException.class::isInstance)
                                .isPresent();
        return locked
                ? new IdentityException(
                        Trouble.WRONG_SECRET,
                        folder.resolve(PASSWORD) + " does not open " + file,
                        why)
                : new IdentityException(
                        Trouble.UNREADABLE, "cannot read " + file + ": " + why.getMessage(), why);
    }
}
