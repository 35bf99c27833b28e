package stanchion.session;

import java.util.Optional;
import stanchion.link.Request.Enablement;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What the outside asks for, validated: never more than the hardware allows, and expiring.
///
/// @param allowance what the gateway allows, whatever anybody asks for
/// @param held until when nothing is offered, for a restart; beside the limit, which stays what it
///   is
public record Intent(
        Enablement enablement, RemoteLimit limit, Allowance allowance, Optional<Uptime> held) {
    /// At start: enabled, and nobody has set a limit.
    public static final Intent INITIAL =
            new Intent(
                    Enablement.ENABLED,
                    new RemoteLimit.None(),
                    new Allowance.None(),
                    Optional.empty());

    /// The limit somebody set over the network.
    public sealed interface RemoteLimit {
        /// Nobody ever did.
        record None() implements RemoteLimit {}

        record Until(Amps limit, Uptime expires) implements RemoteLimit {}

        /// It ran out unrenewed: whoever steered the charger is gone.
        record Expired() implements RemoteLimit {}
    }

    public Intent with(Enablement wanted) {
        return new Intent(wanted, limit, allowance, held);
    }

    public Intent heldUntil(Uptime end) {
        return new Intent(enablement, limit, allowance, Optional.of(end));
    }

    Intent unheld() {
        return new Intent(enablement, limit, allowance, Optional.empty());
    }

    public Intent with(RemoteLimit wanted) {
        return new Intent(enablement, wanted, allowance, held);
    }

    public Intent with(Allowance wanted) {
        return new Intent(enablement, limit, wanted, held);
    }
}
