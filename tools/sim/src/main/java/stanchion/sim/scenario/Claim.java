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

    /// A nominal value and how far from it is near enough.
    record Range(double nominal, double tolerance) {
        boolean holds(double value) {
            return Math.abs(value - nominal) <= tolerance + 1e-9;
        }
    }
}
