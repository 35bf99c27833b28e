package stanchion.sim;

/// The control pilot terminal as a network of resistors: what hangs on the source.
///
/// ```text
/// source ──[sourceOhms]──┬── terminal
///                        ├──[diode]──[loadOhms]── PE     the vehicle
///                        └──[1 / shortSiemens]─── PE     a damaged cable
/// ```
///
/// @param loadOhms infinite without a vehicle
/// @param diodeVolts forward voltage; a shorted diode conducts both ways without one
/// @param shortSiemens 0 without a short
record PilotNode(
        double sourceOhms, double loadOhms, double diodeVolts, Diode diode, double shortSiemens) {
    enum Diode {
        OK,
        SHORTED
    }

    static PilotNode unloaded(double sourceOhms) {
        return new PilotNode(sourceOhms, Double.POSITIVE_INFINITY, 0, Diode.OK, 0);
    }

    /// Volts at the terminal once all capacitance is charged.
    double settled(double sourceVolts) {
        double divider = 1 + sourceOhms * shortSiemens;
        double volts = sourceVolts / divider;
        double ohms = sourceOhms / divider;
        if (Double.isInfinite(loadOhms)) {
            return volts;
        }
        if (diode == Diode.SHORTED) {
            return volts * loadOhms / (ohms + loadOhms);
        }
        return volts <= diodeVolts
                ? volts
                : volts - (volts - diodeVolts) / (ohms + loadOhms) * ohms;
    }

    /// What the terminal's capacitance is charged through while the source is at `sourceVolts`.
    double ohmsSeen(double sourceVolts) {
        double siemens = 1 / sourceOhms + shortSiemens;
        boolean conducts =
                !Double.isInfinite(loadOhms)
                        && (diode == Diode.SHORTED || settled(sourceVolts) > diodeVolts);
        return 1 / (conducts ? siemens + 1 / loadOhms : siemens);
    }
}
