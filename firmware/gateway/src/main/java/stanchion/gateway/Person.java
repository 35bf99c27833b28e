package stanchion.gateway;

import java.nio.file.Path;
import java.util.Optional;
import stanchion.gateway.identity.BootFile;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.identity.IdentityKind;
import stanchion.gateway.identity.Wallet;

/// Who this charger is, and what it says of its boot.
///
/// @param boot empty when nobody verified it
record Person(Wallet wallet, Optional<BootFile> boot) {
    /// Opens the identity in the way the boot statement names; without one, as plain files.
    static Person open(Options options) throws IdentityException {
        if (options.boot().isEmpty()) {
            Wallet wallet = Wallet.open(IdentityKind.FILE, options.identity(), Optional.empty());
            return new Person(wallet, Optional.empty());
        }
        Path file = options.boot().get().toAbsolutePath();
        BootFile boot = BootFile.read(file);
        Optional<Path> run = Optional.ofNullable(file.getParent());
        return new Person(Wallet.open(boot.identity(), options.identity(), run), Optional.of(boot));
    }
}
