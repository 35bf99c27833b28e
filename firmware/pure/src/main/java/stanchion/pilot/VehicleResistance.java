package stanchion.pilot;

import java.util.Optional;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// Which load the vehicle puts on the pilot, and the state it means. With the generator's own level
/// known, the supply's tolerance cancels.
///
/// ```text
///  A ─ 10 kΩ ─ B ─ 1790 Ω ─ C ─ 300 Ω ─ D ─ 150 Ω ─ E        hysteresis 10 % (IEC 61851-1 A.4.11)
/// ```
public final class VehicleResistance {
    private static final double SOURCE_OHMS = 1000;
    private static final double DIODE_VOLTS = 0.7;
    private static final double OPEN_OHMS = 1e6;
    private static final double HYSTERESIS = 0.05;

    private VehicleResistance() {}

    /// The load behind the diode.
    ///
    /// @param high the plateau at the terminal
    /// @param generator the plateau without a vehicle, or the low plateau's magnitude; above 0
    public static Ohms of(Volts high, Volts generator) {
        double drop = generator.value() - high.value();
        if (drop * OPEN_OHMS <= high.value() * SOURCE_OHMS) {
            return new Ohms(OPEN_OHMS);
        }
        double acrossLoad = Math.max(0, high.value() - DIODE_VOLTS);
        return new Ohms(acrossLoad * SOURCE_OHMS / drop);
    }

    /// The state of a load, which has to leave the range of `before` by the hysteresis.
    public static PilotState classify(Ohms load, Optional<PilotState> before) {
        if (isAbove(load, 10_000, PilotState.A, before)) {
            return PilotState.A;
        }
        if (isAbove(load, 1790, PilotState.B, before)) {
            return PilotState.B;
        }
        if (isAbove(load, 300, PilotState.C, before)) {
            return PilotState.C;
        }
        return isAbove(load, 150, PilotState.D, before) ? PilotState.D : PilotState.E;
    }

    private static boolean isAbove(
            Ohms load, double border, PilotState upper, Optional<PilotState> before) {
        double factor =
                before.map(b -> b.compareTo(upper) <= 0 ? 1 - HYSTERESIS : 1 + HYSTERESIS)
                        .orElse(1.0);
        return load.value() > border * factor;
    }
}
