package stanchion.sim.scenario;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.CurrentKind;
import stanchion.sim.scenario.Verb.Flaw;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.sim.scenario.Words.Refusal;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Hertz;
import stanchion.units.Volts;

/// The verbs, each with its form.
final class VerbGrammar {
    private static final String VERBS =
            "plug, unplug, s2, ventilation, draw, supply, diode, pilot, proximity, mains, residual,"
                    + " earth, weld, temperature, tamper, harmonics, noise, obey, sleepy, stick, monitor,"
                    + " link, restart, kill,"
                    + " limit, enable, disable, clear, forge, update, wait, expect, "
                    + TroubleGrammar.VERBS;
    private static final Set<Double> CABLE_RATINGS = Set.of(13.0, 20.0, 32.0, 63.0);
    private static final Duration LIMIT_VALIDITY = Duration.ofHours(1);

    private VerbGrammar() {}

    static Verb read(Words words) throws Refusal {
        String first = words.word("one of " + VERBS);
        if (TroubleGrammar.isOne(first)) {
            Verb trouble = TroubleGrammar.read(first, words);
            words.end(TroubleGrammar.form(first));
            return trouble;
        }
        Verb verb =
                switch (first) {
                    case "PLUG" -> plug(words);
                    case "UNPLUG" -> new Verb.Unplug();
                    case "S2" -> new Verb.S2(contact(words, "CLOSE", "OPEN"));
                    case "VENTILATION" -> new Verb.Ventilation(setting(words, "ON", "OFF"));
                    case "DRAW" -> draw(words);
                    case "SUPPLY" -> new Verb.Supply(amps(words));
                    case "MAINS" -> mains(words);
                    case "RESIDUAL" -> new Verb.Residual(amps(words), kind(words));
                    case "WELD" -> new Verb.Weld(setting(words, "ON", "OFF"));
                    case "TEMPERATURE" ->
                            new Verb.Temperature(new Celsius(words.quantity(Unit.CELSIUS)));
                    case "TAMPER" -> new Verb.Tamper(contact(words, "CLOSED", "OPEN"));
                    case "DIODE", "PILOT", "PROXIMITY", "EARTH" -> part(first, words);
                    case "HARMONICS", "NOISE", "OBEY", "SLEEPY", "STICK", "MONITOR" ->
                            extra(first, words);
                    case "LINK",
                            "RESTART",
                            "HANG",
                            "KILL",
                            "LIMIT",
                            "ENABLE",
                            "DISABLE",
                            "CLEAR",
                            "FORGE" ->
                            charger(first, words);
                    case "UPDATE" -> update(words);
                    default ->
                            throw new Refusal(
                                    "unknown verb '"
                                            + first.toLowerCase(ROOT)
                                            + "', allowed: "
                                            + VERBS);
                };
        words.end(form(first));
        return verb;
    }

    /// A time of the form `5s`, `500ms`, `2min`, `1h`.
    static Duration time(Words words) throws Refusal {
        return Duration.ofNanos(Math.round(words.quantity(Unit.SECOND) * 1e9));
    }

    private static Verb part(String first, Words words) throws Refusal {
        return switch (first) {
            case "DIODE" -> new Verb.Diode(condition(words, "SHORT", "OK"));
            case "PILOT" -> new Verb.Pilot(condition(words, "SHORT", "OK"));
            case "PROXIMITY" -> new Verb.Proximity(condition(words, "SHORT", "OPEN", "OK"));
            default -> new Verb.Earth(health(words, "LOST"));
        };
    }

    private static Verb extra(String first, Words words) throws Refusal {
        return switch (first) {
            case "HARMONICS" -> new Verb.Harmonics(words.quantity(Unit.PERCENT));
            case "NOISE" -> new Verb.Noise(words.quantity(Unit.PERCENT));
            case "OBEY" -> new Verb.Obey(setting(words, "ON", "OFF"));
            case "SLEEPY" -> new Verb.Sleepy(setting(words, "ON", "OFF"));
            case "STICK" -> new Verb.Stick(setting(words, "ON", "OFF"));
            default -> new Verb.Monitor(health(words, "DEAD"));
        };
    }

    private static Verb charger(String first, Words words) throws Refusal {
        return switch (first) {
            case "LINK" -> new Verb.Link(setting(words, "UP", "DOWN"));
            case "RESTART" -> new Verb.Restart();
            case "HANG" -> new Verb.Hang();
            case "KILL" -> {
                choice(words, "GATEWAY");
                yield new Verb.KillGateway();
            }
            case "ENABLE" -> new Verb.Enable();
            case "DISABLE" -> new Verb.Disable();
            case "CLEAR" -> clear(words);
            case "FORGE" -> new Verb.Forge();
            default -> {
                Amps amps = amps(words);
                yield new Verb.Limit(amps, words.take("FOR") ? time(words) : LIMIT_VALIDITY);
            }
        };
    }

    private static Verb clear(Words words) throws Refusal {
        if (!words.take("AS")) {
            return new Verb.Clear();
        }
        choice(words, "OWNER");
        return new Verb.ClearTampering();
    }

    private static Verb update(Words words) throws Refusal {
        if (choice(words, "OFFER", "CHECK").equals("CHECK")) {
            return new Verb.UpdateCheck();
        }
        String version = words.version();
        return words.isEmpty()
                ? new Verb.UpdateOffer(version, Flaw.NONE)
                : new Verb.UpdateOffer(
                        version, Flaw.valueOf(choice(words, "CRASHING", "TAMPERED")));
    }

    private static Verb plug(Words words) throws Refusal {
        if (!words.take("CABLE")) {
            return new Verb.Plug(Optional.empty());
        }
        Amps rating = amps(words);
        if (!CABLE_RATINGS.contains(rating.value())) {
            throw new Refusal("no cable carries " + rating + ", allowed: 13A, 20A, 32A, 63A");
        }
        return new Verb.Plug(Optional.of(rating));
    }

    private static Verb draw(Words words) throws Refusal {
        Amps amps = amps(words);
        int phases = 1;
        if (words.take("PHASES") || words.take("PHASE")) {
            double count = words.quantity(Unit.COUNT);
            if (count != Math.rint(count)) {
                throw new Refusal("'" + count + "': expected " + Unit.COUNT.example());
            }
            phases = (int) count;
        }
        return new Verb.Draw(amps, phases);
    }

    private static Verb mains(Words words) throws Refusal {
        if (words.take("OFF")) {
            return new Verb.MainsOff();
        }
        if (!words.quantityFollows()) {
            words.word("mains VOLTAGE [FREQUENCY] or mains off");
            throw new Refusal("expected mains VOLTAGE [FREQUENCY] or mains off");
        }
        Volts volts = new Volts(words.quantity(Unit.VOLT));
        return new Verb.Mains(
                volts,
                words.quantityFollows()
                        ? Optional.of(new Hertz(words.quantity(Unit.HERTZ)))
                        : Optional.empty());
    }

    static Amps amps(Words words) throws Refusal {
        return new Amps(words.quantity(Unit.AMPERE));
    }

    private static CurrentKind kind(Words words) throws Refusal {
        return CurrentKind.valueOf(choice(words, "AC", "DC"));
    }

    private static Setting setting(Words words, String on, String off) throws Refusal {
        return choice(words, on, off).equals(on) ? Setting.ON : Setting.OFF;
    }

    private static Contact contact(Words words, String closed, String open) throws Refusal {
        return choice(words, closed, open).equals(closed) ? Contact.CLOSED : Contact.OPEN;
    }

    private static Condition condition(Words words, String... allowed) throws Refusal {
        return Condition.valueOf(choice(words, allowed));
    }

    private static Condition health(Words words, String ill) throws Refusal {
        return choice(words, ill, "OK").equals(ill) ? Condition.OPEN : Condition.OK;
    }

    private static String choice(Words words, String... allowed) throws Refusal {
        String list = String.join(" or ", allowed).toLowerCase(ROOT);
        String word = words.word(list);
        if (!Arrays.asList(allowed).contains(word)) {
            throw new Refusal(
                    "'" + word.toLowerCase(ROOT) + "' is not known here, allowed: " + list);
        }
        return word;
    }

    private static String form(String verb) {
        return switch (verb) {
            case "PLUG" -> "plug [cable 13A|20A|32A|63A]";
            case "DRAW" -> "draw CURRENT [phases 1|2|3]";
            case "MAINS" -> "mains VOLTAGE [FREQUENCY] or mains off";
            case "RESIDUAL" -> "residual CURRENT ac|dc";
            case "LIMIT" -> "limit CURRENT [for TIME]";
            case "UPDATE" -> "update offer VERSION [crashing|tampered] or update check";
            case "UNPLUG", "RESTART", "HANG", "ENABLE", "DISABLE", "CLEAR" ->
                    "nothing after " + verb.toLowerCase(ROOT);
            default -> verb.toLowerCase(ROOT) + " and one value";
        };
    }
}
