package stanchion.sim;

import java.util.random.RandomGenerator;

/// The parts one charger, one cable and one vehicle happen to be made of, within their tolerances.
///
/// Tolerances of generator and vehicle are those of SAE J1772 and IEC 61851-1 annex A; those of the
/// measuring parts are what a calibrated board of class 0.5 has left over.
///
/// @param highVolts of the pilot source, nominal 12
/// @param lowVolts of the pilot source, nominal −12
/// @param sourceOhms nominal 1000
/// @param pilotHertz nominal 1000
/// @param cableFarads of the pilot against PE, with all that hangs on it
/// @param bOhms the vehicle's fixed resistor, nominal 2740
/// @param cOhms in parallel when S2 is closed, nominal 1300
/// @param dOhms in its place when ventilation is asked for, nominal 270
/// @param diodeVolts forward, 0.55…0.85
/// @param proximityError of the cable's resistor, as a share of its value
/// @param closeMillis from coil to poles
/// @param releaseMillis from coil to poles
/// @param ctRatioError as a share of the current
/// @param ctLagErrorSeconds beyond what the board's description says
/// @param voltageGainError as a share of the voltage
/// @param acTripAmps where the residual-current monitor trips, at most 0.030
/// @param dcTripAmps where the residual-current monitor trips, at most 0.006
public record Parts(
        double highVolts,
        double lowVolts,
        double sourceOhms,
        double pilotHertz,
        double cableFarads,
        double bOhms,
        double cOhms,
        double dOhms,
        double diodeVolts,
        double proximityError,
        int closeMillis,
        int releaseMillis,
        double ctRatioError,
        double ctLagErrorSeconds,
        double voltageGainError,
        double acTripAmps,
        double dcTripAmps) {

    /// Every part at its nominal value, none of them with an error.
    public static final Parts NOMINAL =
            new Parts(
                    12, -12, 1000, 1000, 1.5e-9, 2740, 1300, 270, 0.7, 0, 20, 15, 0, 0, 0, 0.022,
                    0.0045);

    /// Parts off the shelf.
    public static Parts drawn(RandomGenerator random) {
        return new Parts(
                around(12, 0.04, random),
                around(-12, 0.04, random),
                around(1000, 0.03, random),
                around(1000, 0.02, random),
                random.nextDouble(0.5e-9, 3.1e-9),
                around(2740, 0.05, random),
                around(1300, 0.05, random),
                around(270, 0.05, random),
                random.nextDouble(0.55, 0.85),
                random.nextDouble(-0.05, 0.05),
                random.nextInt(10, 31),
                random.nextInt(10, 26),
                random.nextDouble(-0.001, 0.001),
                random.nextDouble(-8e-6, 8e-6),
                random.nextDouble(-0.001, 0.001),
                random.nextDouble(0.018, 0.029),
                random.nextDouble(0.0035, 0.0058));
    }

    private static double around(double nominal, double share, RandomGenerator random) {
        return nominal * (1 + random.nextDouble(-share, share));
    }
}
