package stanchion.control;

import stanchion.hal.Inputs;
import stanchion.pilot.Cable;
import stanchion.pilot.DutyWatch.Duty;
import stanchion.pilot.PilotLevels;
import stanchion.safety.FaultSet;
import stanchion.session.FaultConditions.Meters;
import stanchion.units.Uptime;

/// What the samples of one cycle show, before time has judged it: values where samples are codes.
///
/// @param cable as the proximity contact shows it in this cycle
/// @param blindness the faults for which nothing else can be believed
public record Sensed(
        Uptime at,
        PilotLevels levels,
        Duty duty,
        Cable cable,
        Meters meters,
        Inputs inputs,
        FaultSet blindness) {}
