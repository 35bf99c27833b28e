package stanchion.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stanchion.link.Request;
import stanchion.link.Request.Enablement;
import stanchion.units.Amps;

/// A command that makes sense. Whether it may be obeyed the charger decides.
///
/// A command may say when it goes stale, with `expiresAt` or with the message expiry of MQTT 5;
/// after that it is refused. One that says nothing is taken as fresh: the gateway keeps no session
/// at the broker, so nothing can wait there for it, and what is retained is refused.
///
/// @param id the sender's
/// @param signer empty when nobody signed it
public record Command(
        Optional<String> id, Ask ask, Optional<Instant> expiresAt, Optional<Signer> signer) {
    /// A command that nobody signed.
    public Command(Optional<String> id, Ask ask, Optional<Instant> expiresAt) {
        this(id, ask, expiresAt, Optional.empty());
    }

    /// What is asked for.
    public sealed interface Ask {
        record Limit(Amps amps, Duration validFor) implements Ask {}

        record Enable(Enablement enablement) implements Ask {}

        record Clear() implements Ask {}

        record ClearTampering() implements Ask {}

        /// Concerns the gateway alone: what to do about updates.
        record Update(UpdateWish wish) implements Ask {}

        /// Concerns the gateway alone: who owns the charger.
        record Owner(OwnerWish wish) implements Ask {}

        /// Concerns the gateway, which steers the charger by it.
        record Charging(ChargingWish wish) implements Ask {}

        /// Concerns the gateway alone: a page of the history.
        record History(HistoryWish wish) implements Ask {}
    }

    /// The same for the charger, under a number of ours; empty when it does not concern it.
    Optional<Request> request(long number) {
        return switch (ask) {
            case Ask.Limit(Amps amps, Duration validFor) ->
                    Optional.of(new Request.Limit(number, amps, validFor));
            case Ask.Enable(Enablement enablement) ->
                    Optional.of(new Request.Enable(number, enablement));
            case Ask.Clear() -> Optional.of(new Request.ClearFaults(number));
            case Ask.ClearTampering() -> Optional.of(new Request.ClearTampering(number));
            case Ask.Update update -> Optional.empty();
            case Ask.Owner owner -> Optional.empty();
            case Ask.Charging charging -> Optional.empty();
            case Ask.History history -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return switch (ask) {
            case Ask.Limit(Amps amps, Duration validFor) ->
                    "limit " + amps + " for " + validFor.toSeconds() + " s";
            case Ask.Enable(Enablement enablement) ->
                    enablement == Enablement.ENABLED ? "enable" : "disable";
            case Ask.Clear() -> "clear faults";
            case Ask.ClearTampering() -> "clear tampering";
            case Ask.Update(UpdateWish wish) -> "update: " + wish;
            case Ask.Owner(OwnerWish.Bind bind) -> "bind an owner";
            case Ask.Owner(OwnerWish.Release release) -> "release the owner";
            case Ask.Owner(OwnerWish.Forget forget) -> "delete personal data";
            case Ask.Charging(ChargingWish wish) -> wish.text();
            case Ask.History(HistoryWish wish) -> "history: " + wish;
        };
    }
}
