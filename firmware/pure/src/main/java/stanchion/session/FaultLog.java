package stanchion.session;

import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.safety.Protection.Latch;

/// Which faults hold, which of them no longer clear by themselves, and how often the charger has
/// tried again.
///
/// @param held raised since the charger last left the fault; includes the latched ones
/// @param latched wait for unplugging or for a person
/// @param retries automatic ones since the vehicle was plugged in
public record FaultLog(FaultSet held, FaultSet latched, int retries) {
    public static final FaultLog CLEAN = new FaultLog(FaultSet.NONE, FaultSet.NONE, 0);

    /// A log in which what somebody did to the charger in an earlier life still stands.
    static FaultLog after(FaultSet tampering) {
        return tampering.isEmpty() ? CLEAN : new FaultLog(tampering, tampering, 0);
    }

    /// What only the owner may clear.
    public FaultSet tampering() {
        return latched.intersection(FaultSet.TAMPERING);
    }

    /// How often the charger tries again before a person has to come.
    static final int MOST_RETRIES = 6;

    FaultLog raised(FaultSet conditions) {
        FaultSet fresh = conditions.minus(held);
        if (fresh.isEmpty()) {
            return this;
        }
        FaultSet latching = fresh.where(this::latches);
        return new FaultLog(held.union(fresh), latched.union(latching), retries);
    }

    private boolean latches(Fault fault) {
        return switch (fault.latch()) {
            case AT_ONCE, FOR_OWNER -> true;
            case AFTER_RETRIES -> retries >= MOST_RETRIES;
            case NEVER -> false;
        };
    }

    /// The causes have been gone long enough: another try, counted if it was of a kind that runs
    /// out of tries.
    FaultLog retried() {
        boolean counted = !held.where(fault -> fault.latch() == Latch.AFTER_RETRIES).isEmpty();
        return new FaultLog(FaultSet.NONE, FaultSet.NONE, counted ? retries + 1 : retries);
    }

    /// The vehicle left: what latched after retries begins anew, what latched at once stays.
    FaultLog unplugged() {
        FaultSet staying = latched.where(fault -> fault.latch().outlivesVehicle());
        return new FaultLog(staying, staying, 0);
    }

    /// A vehicle was charged without trouble, or none is there.
    FaultLog withoutRetries() {
        return retries == 0 ? this : new FaultLog(held, latched, 0);
    }
}
