package stanchion.gateway.identity;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Logger;
import stanchion.gateway.security.Seal;

/// Signs checkpoints of the security log with the key of the certificate that is in use.
public final class LogSeal implements Seal {
    private static final String TYPE = "stanchion-log+jws";

    private final Wallet wallet;

    public LogSeal(Wallet wallet) {
        this.wallet = wallet;
    }

    @Override
    public Optional<String> sign(Checkpoint checkpoint) {
        Credential credential = wallet.operational().orElse(wallet.factory());
        try {
            return Optional.of(
                    DeviceSignature.sign(
                            credential,
                            TYPE,
                            checkpoint.payload(),
                            DeviceSignature.Certificates.ENCLOSED));
        } catch (IdentityException failed) {
            Logger.error(failed.getMessage());
            return Optional.empty();
        }
    }

    /// Whether a signature is one of a charger of these authorities over this checkpoint.
    public static boolean verify(
            String jws, Checkpoint checkpoint, Set<X509Certificate> authorities) {
        return DeviceSignature.verify(jws, TYPE, checkpoint.payload(), authorities);
    }
}
