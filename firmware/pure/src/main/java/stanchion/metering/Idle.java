package stanchion.metering;

/// What a phase's channels show when nothing is there: about this point squares and products count.
///
/// @param volts in volts
/// @param amps in amperes
/// @param noiseSquare what of the current's mean square is the converter's noise, in square amperes
record Idle(double volts, double amps, double noiseSquare) {
    static final Idle NOTHING = new Idle(0, 0, 0);
}
