package stanchion.gateway;

import java.util.Optional;
import org.tinylog.Logger;
import stanchion.gateway.identity.Credential;
import stanchion.gateway.identity.Wallet;
import stanchion.gateway.telemetry.CredentialSource;
import stanchion.gateway.telemetry.Credentials;
import stanchion.gateway.time.Timeline;

/// Chooses what the charger shows the broker: the operational certificate while it is good, else
/// that of the factory, which can ask for another.
///
/// A clock that is not set cannot say what has expired, and a broker may know better than the
/// charger: when it refuses the one, the other is tried next.
final class PresentedCredential implements CredentialSource {
    private record Made(Credential of, Credentials credentials) {}

    private final Wallet wallet;
    private final Timeline timeline;
    private Optional<Made> last = Optional.empty();
    private Optional<Credential> refused = Optional.empty();

    PresentedCredential(Wallet wallet, Timeline timeline) {
        this.wallet = wallet;
        this.timeline = timeline;
    }

    @Override
    public synchronized Credentials present() {
        Credential chosen = choose();
        if (last.filter(made -> made.of().equals(chosen)).isEmpty()) {
            Logger.info(
                    "the charger shows the certificate that is good until {}",
                    chosen.certificate().getNotAfter().toInstant());
            last =
                    Optional.of(
                            new Made(
                                    chosen,
                                    Credentials.of(wallet.device(), chosen, wallet.authorities())));
        }
        return last.get().credentials();
    }

    @Override
    public synchronized void refused() {
        Logger.warn("the broker refused the charger's certificate");
        refused = last.map(Made::of);
        refused.ifPresent(wallet::refused);
    }

    private Credential choose() {
        Optional<Credential> operational = wallet.operational().filter(this::isGood);
        if (operational.isEmpty()) {
            return wallet.factory();
        }
        return refused.equals(operational) ? wallet.factory() : operational.get();
    }

    private boolean isGood(Credential credential) {
        return !timeline.isWallClockSet() || !credential.isExpired(timeline.utc());
    }
}
