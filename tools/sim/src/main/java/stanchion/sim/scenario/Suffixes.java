package stanchion.sim.scenario;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import stanchion.sim.scenario.Words.Refusal;

/// What may stand behind a claim, in any order, each at most once: `± TOLERANCE`, `within TIME`,
/// `for TIME`.
///
/// @param tolerance in the unit of the claimed quantity
/// @param within no later than that it must begin to hold
/// @param span for so long it must go on holding
record Suffixes(OptionalDouble tolerance, Optional<Duration> within, Optional<Duration> span) {
    private static final Suffixes NONE =
            new Suffixes(OptionalDouble.empty(), Optional.empty(), Optional.empty());

    /// Those of a claim without a quantity.
    static Suffixes read(Words words) throws Refusal {
        Suffixes read = NONE;
        while (!words.isEmpty()) {
            read = read.timed(words, "[within TIME] [for TIME]");
        }
        return read;
    }

    /// Those of a quantity; a tolerance in per cent is a share of it, for a percentage it is
    /// points.
    static Suffixes read(Words words, double nominal, Unit unit) throws Refusal {
        Suffixes read = NONE;
        while (!words.isEmpty()) {
            if (read.tolerance.isEmpty() && words.take("±")) {
                double tolerance =
                        unit != Unit.PERCENT && words.percentFollows()
                                ? nominal * words.quantity(Unit.PERCENT) / 100
                                : words.quantity(unit);
                read = new Suffixes(OptionalDouble.of(tolerance), read.within, read.span);
            } else {
                read = read.timed(words, "[± TOLERANCE] [within TIME] [for TIME]");
            }
        }
        return read;
    }

    private Suffixes timed(Words words, String allowed) throws Refusal {
        if (within.isEmpty() && words.take("WITHIN")) {
            return new Suffixes(tolerance, Optional.of(VerbGrammar.time(words)), span);
        }
        if (span.isEmpty() && words.take("FOR")) {
            return new Suffixes(tolerance, within, Optional.of(VerbGrammar.time(words)));
        }
        words.end(allowed + ", each once");
        return this;
    }
}
