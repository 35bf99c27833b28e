package stanchion.pilot;

import stanchion.hal.Absence;
import stanchion.units.Volts;

/// What one cycle of pilot codes shows.
public sealed interface PilotLevels {
    /// One level throughout: the generator rests, or the pilot is shorted.
    record Steady(Volts level) implements PilotLevels {}

    /// Two plateaus: the generator swings.
    record Swinging(Volts high, Volts low) implements PilotLevels {}

    /// Nothing that can be trusted.
    record Missing(Absence why) implements PilotLevels {}
}
