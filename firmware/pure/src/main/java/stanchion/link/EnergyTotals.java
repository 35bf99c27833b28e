package stanchion.link;

import java.util.ArrayList;
import java.util.List;
import stanchion.units.WattHours;

/// The energy registers, each monotonic over the charger's life.
///
/// The phases are not the parts of the sums: while one feeds back and another one draws, the sums
/// count the difference, and each phase counts its own.
///
/// @param imported by the vehicle
/// @param exported by the vehicle, towards the mains
/// @param phases L1 first, at most [#MAX_PHASES]; empty where nobody has counted them yet
public record EnergyTotals(WattHours imported, WattHours exported, List<Phase> phases) {
    /// As many as a mains has.
    public static final int MAX_PHASES = 3;

    /// Nothing counted yet.
    public static final EnergyTotals ZERO = of(WattHours.ZERO);

    /// The registers of one phase.
    public record Phase(WattHours imported, WattHours exported) {
        public static final Phase ZERO = new Phase(WattHours.ZERO, WattHours.ZERO);

        private Phase atLeast(Phase other) {
            return new Phase(greater(imported, other.imported), greater(exported, other.exported));
        }
    }

    public EnergyTotals {
        phases = List.copyOf(phases);
        if (phases.size() > MAX_PHASES) {
            throw new IllegalArgumentException(phases.size() + " phases");
        }
    }

    /// Nothing but imported energy, of phases that nobody has counted.
    public static EnergyTotals of(WattHours imported) {
        return new EnergyTotals(imported, WattHours.ZERO, List.of());
    }

    /// The registers of a phase, 0 for L1; nothing for one that nobody has counted.
    public Phase phase(int index) {
        return index < phases.size() ? phases.get(index) : Phase.ZERO;
    }

    /// Each register as it is here or there, whichever counts more.
    public EnergyTotals atLeast(EnergyTotals other) {
        List<Phase> grown = new ArrayList<>(MAX_PHASES);
        for (int i = 0; i < Math.max(phases.size(), other.phases.size()); i++) {
            grown.add(phase(i).atLeast(other.phase(i)));
        }
        return new EnergyTotals(
                greater(imported, other.imported), greater(exported, other.exported), grown);
    }

    private static WattHours greater(WattHours a, WattHours b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
