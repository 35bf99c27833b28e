package stanchion.pilot;

import java.util.List;
import java.util.Optional;
import stanchion.units.Volts;

/// Which voltage at the pilot terminal means which state.
///
/// IEC 61851-1 table A.4 and SAE J1772 give nominal windows; a compliant charger and a compliant
/// vehicle at opposite corners of their tolerances lie outside them: B 7.55…10.56 V, C 4.59…7.48 V,
/// D 2.10…3.85 V (source 12 V ±5 % behind 970…1030 Ω, vehicle 1870…4610 Ω and 909…1723 Ω, diode
/// 0.55…0.85 V). Every boundary stands in the gap between two of these envelopes, and so does its
/// hysteresis: a compliant pair is read right whatever was read before.
///
/// ```text
///  13.5 ─ A ─ 11.0 ─ B ─ 7.515 ─ C ─ 4.2 ─ D ─ 1.5 ─ E ─ −1.0 ─ none ─ −10.0 ─ F ─ −13.5
/// ```
public final class PilotWindows {
    private static final double HIGHEST = 13.5;
    private static final Boundary A_B = new Boundary(11.0, 0.15);
    private static final Boundary B_C = new Boundary(7.515, 0.025);
    private static final Boundary C_D = new Boundary(4.2, 0.15);
    private static final Boundary D_E = new Boundary(1.5, 0.2);
    private static final double E_BOTTOM = -1.0;
    private static final double F_TOP = -10.0;

    /// The low plateau of a sound pilot is −11.4…−12.6 V; a vehicle whose diode is shorted pulls it
    /// up to −10.41 V at best. Between them, with room for the converter on the far side.
    private static final double LOW_PLATEAU_TOP = -10.9;

    private PilotWindows() {}

    /// The levels that mean a state.
    ///
    /// @param from lower end
    /// @param to upper end
    public record Band(PilotState state, Volts from, Volts to) {}

    /// The levels of each state without history, from the highest down.
    public static List<Band> bands() {
        return List.of(
                band(PilotState.A, A_B.volts, HIGHEST),
                band(PilotState.B, B_C.volts, A_B.volts),
                band(PilotState.C, C_D.volts, B_C.volts),
                band(PilotState.D, D_E.volts, C_D.volts),
                band(PilotState.E, E_BOTTOM, D_E.volts),
                band(PilotState.F, -HIGHEST, F_TOP));
    }

    private static Band band(PilotState state, double from, double to) {
        return new Band(state, new Volts(from), new Volts(to));
    }

    /// The state of a high or steady level without history; empty where no working circuit brings
    /// the pilot.
    public static Optional<PilotState> classify(Volts level) {
        return classify(level, Optional.empty());
    }

    /// The state of a level, which has to leave the window of `before` by the hysteresis.
    public static Optional<PilotState> classify(Volts level, Optional<PilotState> before) {
        double volts = level.value();
        if (Math.abs(volts) > HIGHEST) {
            return Optional.empty();
        }
        if (volts <= E_BOTTOM) {
            return volts <= F_TOP ? Optional.of(PilotState.F) : Optional.empty();
        }
        return Optional.of(positive(volts, before));
    }

    private static PilotState positive(double volts, Optional<PilotState> before) {
        if (A_B.isAbove(volts, before, PilotState.A)) {
            return PilotState.A;
        }
        if (B_C.isAbove(volts, before, PilotState.B)) {
            return PilotState.B;
        }
        if (C_D.isAbove(volts, before, PilotState.C)) {
            return PilotState.C;
        }
        return D_E.isAbove(volts, before, PilotState.D) ? PilotState.D : PilotState.E;
    }

    /// Whether the low plateau is where the vehicle's diode lets it be (IEC 61851-1 table A.4).
    public static Diode diode(Volts lowPlateau) {
        double volts = lowPlateau.value();
        return volts <= LOW_PLATEAU_TOP && volts >= -HIGHEST ? Diode.SOUND : Diode.FAULTY;
    }

    /// Two neighbouring states' border, moved away from the one that was read before.
    private record Boundary(double volts, double hysteresis) {
        /// @param upper the state just above this border; whoever was at it or above stays longer
        boolean isAbove(double level, Optional<PilotState> before, PilotState upper) {
            if (before.isEmpty()) {
                return level > volts;
            }
            boolean wasAbove = before.get().compareTo(upper) <= 0;
            return level > (wasAbove ? volts - hysteresis : volts + hysteresis);
        }
    }
}
