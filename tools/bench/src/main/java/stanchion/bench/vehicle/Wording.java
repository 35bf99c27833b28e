package stanchion.bench.vehicle;

import static java.util.Locale.ROOT;

import java.util.Optional;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Amps;

/// A scenario's verbs as the instrument's commands.
final class Wording {
    private static final Amps USUAL_CABLE = new Amps(32);

    private Wording() {}

    /// The command; nothing for what is not done at a vehicle's end of the cable.
    static Optional<String> of(Verb verb) {
        return switch (verb) {
            case Verb.Plug(var cable) ->
                    Optional.of("PLUG " + amps("%.0fA", cable.orElse(USUAL_CABLE)));
            case Verb.Unplug() -> Optional.of("UNPLUG");
            case Verb.S2(var contact) ->
                    Optional.of(contact == Contact.CLOSED ? "S2 CLOSE" : "S2 OPEN");
            case Verb.Ventilation(var setting) -> Optional.of(switched("VENTILATION", setting));
            case Verb.Draw(var amps, int phases) ->
                    Optional.of("DRAW " + amps("%.2fA", amps) + " " + phases + "P");
            case Verb.Diode(var condition) -> Optional.of(part("DIODE", condition));
            case Verb.Pilot(var condition) -> Optional.of(part("PILOT", condition));
            case Verb.Proximity(var condition) -> Optional.of(part("PROXIMITY", condition));
            case Verb.Residual(var amps, var kind) ->
                    Optional.of("RESIDUAL %.0fmA %s".formatted(amps.value() * 1000, kind.name()));
            case Verb.Earth(var condition) ->
                    Optional.of(condition == Condition.OK ? "EARTH OK" : "EARTH LOST");
            case Verb.Obey(var setting) -> Optional.of(switched("OBEY", setting));
            case Verb.Sleepy(var setting) -> Optional.of(switched("SLEEPY", setting));
            case Verb.Mains _, Verb.MainsOff _, Verb.Weld _, Verb.Stick _, Verb.Monitor _ ->
                    Optional.empty();
            case Verb.Supply _, Verb.Temperature _, Verb.Tamper _ -> Optional.empty();
            case Verb.Harmonics _, Verb.Noise _ -> Optional.empty();
            case Verb.OfTrouble _, Verb.OfVirtual _ -> Optional.empty();
            case Verb.OfSystem _, Verb.OfGateway _, Verb.OfMaker _ -> Optional.empty();
        };
    }

    private static String amps(String form, Amps amps) {
        return String.format(ROOT, form, amps.value());
    }

    private static String switched(String word, Setting setting) {
        return word + " " + setting.name();
    }

    private static String part(String word, Condition condition) {
        return word + " " + condition.name();
    }
}
