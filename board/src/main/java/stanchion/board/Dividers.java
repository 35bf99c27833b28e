package stanchion.board;

import stanchion.board.Entries.Range;
import stanchion.board.PilotReader.FullScale;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// What the resistors and transformers between a terminal and its converter make of a code.
final class Dividers {
    private static final Range RESISTOR = new Range(1, 10_000_000, "Ohm");

    /// The pilot must see at least this, or the divider would load the 1 kΩ source by more than 1
    /// %.
    private static final Range PILOT_SERIES = new Range(100_000, 10_000_000, "Ohm");

    private Dividers() {}

    /// Takes the pilot's three resistors.
    ///
    /// ```text
    ///  pilot ──[series]──┬── converter        ±12 V become 0 V…reference
    ///  reference ──[to-reference]──┤
    ///  ground    ──[to-ground]─────┘
    /// ```
    static AdcScale pilot(Entries from, FullScale converter) throws BadLineException {
        double series = 1 / from.number("pilot-series", PILOT_SERIES);
        double toReference = 1 / from.number("pilot-to-reference", RESISTOR);
        double toGround = 1 / from.number("pilot-to-ground", RESISTOR);
        double all = series + toReference + toGround;
        double step = converter.volts() / converter.codes() * all / series;
        double zero = converter.codes() * toReference / all;
        return new AdcScale(step, zero, 0, converter.codes() - 1);
    }

    /// Takes the proximity contact's pull-up and divider; what the divider itself draws is part of
    /// the pull-up that the firmware reckons with.
    ///
    /// ```text
    ///  pull-up ──[resistor]──┬── contact ── cable's resistor ── earth
    ///                        └──[series]──┬── converter
    ///                                     └──[to-ground]── earth
    /// ```
    static ProximityCircuit proximity(Entries from, FullScale converter) throws BadLineException {
        double pullUp = from.number("proximity-pull-up", Ranges.PULL_UP);
        double resistor = from.number("proximity-resistor", Ranges.PULL_UP_RESISTOR);
        double series = from.number("proximity-series", RESISTOR);
        double toGround = from.number("proximity-to-ground", RESISTOR);
        double divider = series + toGround;
        double step = converter.volts() / converter.codes() * divider / toGround;
        double share = divider / (resistor + divider);
        return new ProximityCircuit(
                new AdcScale(step, 0, -1, converter.codes() - 1),
                new Volts(pullUp * share),
                new Ohms(resistor * share));
    }
}
