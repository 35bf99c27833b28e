package stanchion.sim.scenario;

import java.util.Optional;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;

/// What an expectation says of the charger.
public sealed interface Claim {
    /// `state C`: the charger's debounced pilot state.
    record State(PilotState state) implements Claim {}

    /// `contactor closed`: the main poles, seen in the circuits.
    record Contactor(ContactorPosition position) implements Claim {}

    /// `duty 26.67%`: seen at the pilot terminal.
    record Duty(Range percent) implements Claim {}

    /// `offer 16A`: what the charger says it advertises.
    record Offer(Range amps) implements Claim {}

    /// `fault GROUND_FAULT`, or `fault none` when empty.
    record FaultIs(Optional<Fault> fault) implements Claim {}

    /// `event NAME`: reported since the scenario began and not yet expected by an earlier line.
    record EventNamed(String name) implements Claim {}

    /// `energy 120Wh`: metered by the charger since the vehicle was connected.
    record Energy(Range wattHours) implements Claim {}

    /// `update WAITING`: what the charger does about updates, as it says.
    record Update(Updating.State state) implements Claim {}

    /// `waiting VEHICLE_CHARGES`: why the charger does not switch over to another version.
    record Waiting(Updating.Gate gate) implements Claim {}

    /// `firmware 0.2.0`: the version that runs, as the charger says.
    record Firmware(String version) implements Claim {}

    /// `refused chunks 1`: pieces of an update that were not what was signed.
    record RefusedChunks(long count) implements Claim {}

    /// `given up 1`: versions that are not tried again.
    record GivenUp(int count) implements Claim {}

    /// Whether only a charger of real processes can show it.
    default boolean needsProcesses() {
        return switch (this) {
            case Update _, Waiting _, Firmware _, RefusedChunks _, GivenUp _ -> true;
            case EventNamed(String name) -> Updating.isEvent(name);
            case State _, Contactor _, Duty _, Offer _, FaultIs _, Energy _ -> false;
        };
    }

    /// A nominal value and how far from it is near enough.
    record Range(double nominal, double tolerance) {
        boolean holds(double value) {
            return Math.abs(value - nominal) <= tolerance + 1e-9;
        }
    }
}
