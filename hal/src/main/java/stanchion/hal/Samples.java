package stanchion.hal;

import stanchion.units.Uptime;

/// Everything the board sensed in one cycle, with its time in it. Nothing downstream reads hardware
/// or a clock.
///
/// @param at when the capture ended
/// @param pilot control pilot codes since the previous cycle
/// @param proximityCode the proximity pilot's code
/// @param mains mains codes since the previous cycle
/// @param inputs the slow and the digital inputs
public record Samples(
        Uptime at, PilotCapture pilot, int proximityCode, MainsBlock mains, Inputs inputs) {}
