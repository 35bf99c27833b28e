package stanchion.sim.virtual;

import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.SafetyLimits;
import stanchion.hal.SafetyLimits.OpenPen;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.sim.scenario.Verb;
import stanchion.units.Amps;

/// Boards that differ from the bench's by one trait.
final class Boards {
    private static final Amps UNBALANCED = new Amps(20);

    private Boards() {}

    static BoardProfile with(BoardProfile bench, Verb.Trait trait) {
        SafetyLimits so = bench.safety();
        return switch (trait) {
            case VENTILATED -> ventilated(bench);
            case OPEN_PEN ->
                    bench.with(limits(so, so.unbalanced(), OpenPen.WATCHED, so.residual()));
            case CCID20 ->
                    bench.with(limits(so, so.unbalanced(), so.openPen(), ResidualStandard.CCID20));
            case UNBALANCED_20A -> bench.with(limits(so, UNBALANCED, so.openPen(), so.residual()));
        };
    }

    private static SafetyLimits limits(
            SafetyLimits from, Amps unbalanced, OpenPen pen, ResidualStandard residual) {
        return new SafetyLimits(
                from.leastVolts(),
                from.mostVolts(),
                from.leastHertz(),
                from.mostHertz(),
                unbalanced,
                pen,
                residual,
                from.heat());
    }

    private static BoardProfile ventilated(BoardProfile bench) {
        return new BoardProfile(
                bench.name(),
                bench.ratedCurrent(),
                bench.attachment(),
                Ventilation.PRESENT,
                bench.fallbackCurrent(),
                bench.silenceLimit(),
                bench.safety(),
                bench.analog());
    }
}
