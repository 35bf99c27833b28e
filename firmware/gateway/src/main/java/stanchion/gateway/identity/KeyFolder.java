package stanchion.gateway.identity;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import stanchion.gateway.identity.IdentityException.Trouble;

/// Keys in files, `keys/NAME.key`, each named after its public key.
final class KeyFolder {
    private static final String FOLDER = "keys";
    private static final String SUFFIX = ".key";
    private static final int LARGEST = 4096;

    /// How a key looks on the disk.
    interface Form {
        /// What goes to the disk.
        ///
        /// @param name of the key, which the result is bound to where the form can do that
        byte[] seal(String name, byte[] pkcs8) throws GeneralSecurityException;

        byte[] open(String name, byte[] sealed) throws GeneralSecurityException;
    }

    private final Path folder;
    private final Disk disk;
    private final Form form;

    /// @param identity the identity folder
    KeyFolder(Path identity, Disk disk, Form form) {
        this.folder = identity.resolve(FOLDER);
        this.disk = disk;
        this.form = form;
    }

    void keep(KeyPair keys) throws IdentityException {
        String name = KeyProof.name(keys.getPublic());
        try {
            Files.createDirectories(folder);
            disk.replace(file(name), form.seal(name, keys.getPrivate().getEncoded()));
            disk.sync(folder.resolveSibling("."));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IdentityException(
                    Trouble.NOT_STORED,
                    "the key cannot be stored in " + folder + ": " + failed,
                    failed);
        }
    }

    PrivateKey find(X509Certificate certificate) throws IdentityException {
        String name = KeyProof.name(certificate.getPublicKey());
        Path file = file(name);
        if (!Files.exists(file)) {
            throw missing(file);
        }
        try {
            byte[] pkcs8 = form.open(name, Secret.read(file, LARGEST));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException wrong) {
            throw new IdentityException(
                    Trouble.WRONG_SECRET, file + " is not a key of this charger", wrong);
        }
    }

    private IdentityException missing(Path file) throws IdentityException {
        return names().isEmpty()
                ? new IdentityException(Trouble.NO_KEY, "there is no key in " + folder)
                : new IdentityException(
                        Trouble.OTHER_KEY,
                        "the certificate is of another key than those here: "
                                + file
                                + " is missing");
    }

    void forgetAllBut(Collection<X509Certificate> needed) throws IdentityException {
        List<String> names =
                needed.stream().map(one -> KeyProof.name(one.getPublicKey()) + SUFFIX).toList();
        try {
            for (String name : names()) {
                if (!names.contains(name)) {
                    disk.delete(folder.resolve(name));
                }
            }
        } catch (IOException failed) {
            throw new IdentityException(
                    Trouble.NOT_STORED, "old keys cannot be removed from " + folder, failed);
        }
    }

    /// Whether any key is here.
    boolean isEmpty() throws IdentityException {
        return names().isEmpty();
    }

    private List<String> names() throws IdentityException {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        } catch (IOException unreadable) {
            throw new IdentityException(
                    Trouble.UNREADABLE, "the folder " + folder + " cannot be read", unreadable);
        }
        return names;
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
