package stanchion.sim.scenario;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Seal;
import stanchion.sim.Lie;
import stanchion.sim.Lie.Kind;
import stanchion.sim.Lie.Sense;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Mounting;
import stanchion.sim.scenario.Verb.PoleState;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.sim.scenario.Verb.Trait;
import stanchion.sim.scenario.Words.Refusal;
import stanchion.units.DutyCycle;

/// The verbs that break something, make an input lie, or a vehicle trying.
final class TroubleGrammar {
    static final String VERBS =
            "lie, pole, ct, generator, stop, seal, debug, tilt, tap, logic, greedy, slow, flinch, stall, meter, board";

    /// What is remembered of the past is two seconds.
    private static final double MOST_DELAY_SECONDS = 2;

    private TroubleGrammar() {}

    static boolean isOne(String verb) {
        return Arrays.asList(VERBS.toUpperCase(ROOT).split(", ", -1)).contains(verb);
    }

    static Verb read(String verb, Words words) throws Refusal {
        return switch (verb) {
            case "LIE" -> lie(words);
            case "POLE" -> new Verb.Pole(phase(words), constant(PoleState.class, words));
            case "CT" -> new Verb.Transformer(phase(words), constant(Mounting.class, words));
            case "GENERATOR" -> new Verb.Generator(generator(words));
            case "STOP" -> new Verb.Stop(constant(EmergencyStop.class, words));
            case "SEAL" -> new Verb.Sealed(constant(Seal.class, words));
            case "DEBUG" -> new Verb.Debug(constant(DebugHeader.class, words));
            case "TILT" -> new Verb.Tilt(constant(Setting.class, words));
            case "TAP" -> new Verb.Tap(VerbGrammar.amps(words));
            case "LOGIC" -> new Verb.Logic(logic(words));
            case "GREEDY" -> new Verb.Greedy(words.quantity(Unit.PERCENT));
            case "SLOW" -> new Verb.Slow(VerbGrammar.time(words));
            case "FLINCH" -> new Verb.Flinch(VerbGrammar.time(words));
            case "METER" -> meter(words);
            case "STALL" -> new Verb.Stall(VerbGrammar.time(words));
            default -> new Verb.Built(constant(Trait.class, words));
        };
    }

    /// What may stand after the verb.
    static String form(String verb) {
        return switch (verb) {
            case "LIE" ->
                    "lie INPUT stuck | drifting 5% | noisy 2% | delayed 300ms | intermittent 50ms |"
                            + " never";
            case "POLE" -> "pole 1|2|3 welded|burnt|ok";
            case "CT" -> "ct 1|2|3 open|reversed|swapped|overdriven|ok";
            case "GENERATOR" -> "generator DUTY or generator ok";
            case "METER" -> "meter PERCENT or meter removed";
            default -> verb.toLowerCase(ROOT) + " and one value";
        };
    }

    private static Verb lie(Words words) throws Refusal {
        Sense sense = constant(Sense.class, words);
        if (words.take("NEVER")) {
            return new Verb.Lies(sense, Optional.empty());
        }
        Kind kind = constant(Kind.class, words);
        if (kind == Kind.DRIFTING && !sense.isAnalog()) {
            throw new Refusal(
                    "a switch cannot drift, allowed: stuck, noisy, delayed, intermittent");
        }
        return new Verb.Lies(sense, Optional.of(new Lie(kind, amount(kind, words))));
    }

    private static double amount(Kind kind, Words words) throws Refusal {
        return switch (kind) {
            case STUCK -> 0;
            case DRIFTING, NOISY -> words.quantity(Unit.PERCENT);
            case DELAYED, INTERMITTENT -> {
                Duration span = VerbGrammar.time(words);
                double seconds = span.toNanos() / 1e9;
                if (kind == Kind.DELAYED && seconds > MOST_DELAY_SECONDS) {
                    throw new Refusal("a delay is at most 2s");
                }
                yield seconds;
            }
        };
    }

    private static int phase(Words words) throws Refusal {
        double count = words.quantity(Unit.COUNT);
        if (count != Math.rint(count)) {
            throw new Refusal("'" + count + "': expected 1, 2 or 3");
        }
        return (int) count;
    }

    private static Optional<DutyCycle> generator(Words words) throws Refusal {
        return words.take("OK")
                ? Optional.empty()
                : Optional.of(new DutyCycle(words.quantity(Unit.PERCENT)));
    }

    private static Verb meter(Words words) throws Refusal {
        return words.take("REMOVED")
                ? new Verb.SerialMeter(Optional.empty())
                : new Verb.SerialMeter(Optional.of(words.quantity(Unit.PERCENT)));
    }

    private static Condition logic(Words words) throws Refusal {
        if (words.take("OK")) {
            return Condition.OK;
        }
        if (words.take("LOW")) {
            return Condition.OPEN;
        }
        throw new Refusal("expected logic low or logic ok");
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Words words) throws Refusal {
        String allowed =
                Arrays.stream(type.getEnumConstants())
                        .map(one -> one.name().toLowerCase(ROOT))
                        .collect(Collectors.joining(", "));
        String word = words.word(allowed);
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(word)) {
                return one;
            }
        }
        throw new Refusal(
                "'" + word.toLowerCase(ROOT) + "' is not known here, allowed: " + allowed);
    }
}
