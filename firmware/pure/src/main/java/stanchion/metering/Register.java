package stanchion.metering;

import stanchion.metering.MeterWindow.Energy;
import stanchion.units.WattHours;

/// Two registers that only ever count up, fed with energy of either sign.
///
/// Energy towards the mains does not lower the import register. Noise around zero must not raise it
/// either, as it would if every positive crumb counted: energy towards the mains is first
/// remembered as a debt, at most [#MOST_DEBT], that later imports pay back; what exceeds it is
/// exported.
final class Register {
    /// In watt-hours: the most that a change of direction may cost.
    static final double MOST_DEBT = 0.01;

    private double debt;

    /// Counts the net energy of one window, in watt-hours, and returns what the registers gain.
    Energy count(double wattHours) {
        double balance = wattHours - debt;
        debt = Math.clamp(-balance, 0, MOST_DEBT);
        return new Energy(
                new WattHours(Math.max(0, balance)),
                new WattHours(Math.max(0, -balance - MOST_DEBT)));
    }
}
