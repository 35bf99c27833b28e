package stanchion.session;

import stanchion.safety.FaultSet;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Everything the session remembers from one cycle to the next.
///
/// @param state where the charge stands
/// @param offer what the pilot advertises; 0 A without an offer
/// @param offerSince since when
/// @param vehicle whether one is there, and whether it ever drew current
/// @param guard what watches over the hardware
public record Charge(
        ChargeState state, Amps offer, Uptime offerSince, Vehicle vehicle, Guard guard) {

    /// Whether a vehicle is there, and whether it ever drew current; only such a one is woken.
    public enum Vehicle {
        ABSENT,
        CONNECTED,
        /// Connected, and has drawn current.
        CHARGED
    }

    /// What watches over the hardware, whatever the state.
    public record Guard(ResidualCheck residual, Derate derate, FaultLog faults, Pauses pauses) {}

    /// The same, and nobody has tampered with it.
    public static Charge started(Uptime at) {
        return started(at, FaultSet.NONE);
    }

    /// A charger that has just started: whatever is plugged in is found out from the pilot.
    ///
    /// @param tampering what was done to it and its owner has not cleared
    public static Charge started(Uptime at, FaultSet tampering) {
        return new Charge(
                tampering.isEmpty() ? new ChargeState.Idle() : new ChargeState.OutOfService(at),
                Amps.ZERO,
                at,
                Vehicle.ABSENT,
                new Guard(
                        new ResidualCheck.Untested(),
                        Derate.FULL,
                        FaultLog.after(tampering),
                        Pauses.NONE));
    }

    Charge in(ChargeState next) {
        return next.equals(state) ? this : new Charge(next, offer, offerSince, vehicle, guard);
    }

    Charge offering(Amps amps, Uptime at) {
        return amps.equals(offer) ? this : new Charge(state, amps, at, vehicle, guard);
    }

    Charge with(Vehicle seen) {
        return seen == vehicle ? this : new Charge(state, offer, offerSince, seen, guard);
    }

    Charge with(Guard next) {
        return next.equals(guard) ? this : new Charge(state, offer, offerSince, vehicle, next);
    }

    Charge with(FaultLog faults) {
        return with(new Guard(guard.residual, guard.derate, faults, guard.pauses));
    }

    Charge with(ResidualCheck residual) {
        return with(new Guard(residual, guard.derate, guard.faults, guard.pauses));
    }

    Charge with(Pauses pauses) {
        return with(new Guard(guard.residual, guard.derate, guard.faults, pauses));
    }

    FaultLog faults() {
        return guard.faults;
    }

    /// Whether the contactor is commanded closed in this state.
    boolean isClosed() {
        return switch (state) {
            case ChargeState.Charging _, ChargeState.Alerting _, ChargeState.Pausing _ -> true;
            case ChargeState.Idle _,
                    ChargeState.Connected _,
                    ChargeState.Preparing _,
                    ChargeState.Waking _,
                    ChargeState.Faulted _,
                    ChargeState.OutOfService _ ->
                    false;
        };
    }

    boolean isOffering() {
        return offer.value() > 0;
    }
}
