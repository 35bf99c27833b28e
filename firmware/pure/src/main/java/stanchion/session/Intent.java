package stanchion.session;

import stanchion.link.Request.Enablement;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What the outside asks for, validated: never more than the hardware allows, and expiring.
public record Intent(Enablement enablement, RemoteLimit limit) {
    /// At start: enabled, and nobody has set a limit.
    public static final Intent INITIAL = new Intent(Enablement.ENABLED, new RemoteLimit.None());

    /// The limit somebody set over the network.
    public sealed interface RemoteLimit {
        /// Nobody ever did.
        record None() implements RemoteLimit {}

        record Until(Amps limit, Uptime expires) implements RemoteLimit {}

        /// It ran out unrenewed: whoever steered the charger is gone.
        record Expired() implements RemoteLimit {}
    }

    public Intent with(Enablement wanted) {
        return new Intent(wanted, limit);
    }

    public Intent with(RemoteLimit wanted) {
        return new Intent(enablement, wanted);
    }
}
