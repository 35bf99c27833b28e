package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import stanchion.bench.accuracy.Row.Case;

/// The loads that are measured.
final class Cases {
    private static final double USUAL_AMPS = 16;
    private static final double[] AMPS = {1, 6, 16, 32};
    private static final double[] HERTZ = {45, 49.5, 50, 50.5, 60, 65};

    private Cases() {}

    /// At 230 V and 16 A: what the statement holds for.
    static List<Case> statement() {
        Load sine = Load.sine(USUAL_AMPS);
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("sine 50 Hz, PF 1", sine));
        for (double hertz : new double[] {45, 49.5, 50.5, 55, 60, 65}) {
            cases.add(new Case("%.1f Hz".formatted(hertz), sine.at(hertz)));
        }
        cases.add(new Case("drift 0.1 Hz/s", sine.drifting(0.1)));
        cases.add(new Case("PF 0.8 lagging", sine.lagging(0.8)));
        cases.add(new Case("PF 0.5 lagging", sine.lagging(0.5)));
        cases.add(new Case("PF 0.5 leading", sine.leading(0.5)));
        cases.add(new Case("PF 0.5, 49.5 Hz", sine.lagging(0.5).at(49.5)));
        cases.add(new Case("PF 0.5, drift 0.1 Hz/s", sine.lagging(0.5).drifting(0.1)));
        cases.add(new Case("charger harmonics 3-13", sine.with(Load.CHARGER)));
        cases.add(new Case("5th 10 % V, 40 % I", sine.with(Load.RECTIFIER)));
        cases.add(new Case("5th 10/40 %, PF 0.5", sine.with(Load.RECTIFIER).lagging(0.5)));
        return List.copyOf(cases);
    }

    /// Other currents, for which noise counts more or less.
    static List<Case> currents() {
        List<Case> cases = new ArrayList<>();
        for (double amps : AMPS) {
            cases.add(new Case(String.format(ROOT, "%.0f A", amps), Load.sine(amps)));
        }
        return List.copyOf(cases);
    }

    /// Every current with every power factor, frequency and distortion.
    static List<Case> grid() {
        List<Case> cases = new ArrayList<>();
        for (double amps : AMPS) {
            for (double hertz : HERTZ) {
                Load sine = Load.sine(amps).at(hertz);
                String name = String.format(ROOT, "%.0f A, %.1f Hz, ", amps, hertz);
                addDistorted(cases, name + "PF 1", sine);
                addDistorted(cases, name + "PF 0.8 lagging", sine.lagging(0.8));
                addDistorted(cases, name + "PF 0.5 lagging", sine.lagging(0.5));
                addDistorted(cases, name + "PF 0.5 leading", sine.leading(0.5));
            }
        }
        return List.copyOf(cases);
    }

    private static void addDistorted(List<Case> cases, String name, Load sine) {
        cases.add(new Case(name + ", THD 0 %", sine));
        cases.add(new Case(name + ", THD 15 %", sine.with(Load.CHARGER)));
        cases.add(new Case(name + ", THD 40 %", sine.with(Load.RECTIFIER)));
    }
}
