package stanchion.bench.vehicle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stanchion.sim.scenario.Verb;

/// A vehicle simulator at a serial line: what it can do, and doing it.
final class Instrument implements AutoCloseable {
    /// The one version of the protocol there is.
    static final String GREETING = "HELLO STANCHION-VEHICLE 1";

    private final InstrumentLine line;
    private final String name;
    private final Set<String> can;
    private final Set<String> sees;

    private Instrument(InstrumentLine line, String name, Set<String> can, Set<String> sees) {
        this.line = line;
        this.name = name;
        this.can = can;
        this.sees = sees;
    }

    /// Shakes hands; the instrument is at rest then: nothing plugged, S2 open, nothing shorted.
    static Instrument open(Path port) {
        InstrumentLine line = InstrumentLine.open(port);
        try {
            return switch (line.ask(GREETING)) {
                case Reply.Done(var fields) ->
                        new Instrument(
                                line,
                                fields.getOrDefault("NAME", "(nameless)"),
                                words(fields.getOrDefault("CAN", "")),
                                words(fields.getOrDefault("SEES", "")));
                case Reply.Refused(String error, String detail) ->
                        throw trouble("the instrument does not speak version 1: " + error + detail);
                case Reply.Unreadable(String text) ->
                        throw trouble("no vehicle instrument answers: '" + text + "'");
            };
        } catch (VehicleTrouble e) {
            line.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /// Whether it measures the quantity, a word of [Sighting].
    boolean sees(String quantity) {
        return sees.contains(quantity);
    }

    /// Why it cannot carry out `verb`; empty when it can.
    Optional<String> whyNot(Verb verb) {
        Optional<String> command = Wording.of(verb);
        if (command.isEmpty()) {
            return Optional.of("no vehicle can do it; it belongs to the charger's own bench");
        }
        String first = command.get().split(" ", 2)[0];
        return can.contains(first)
                ? Optional.empty()
                : Optional.of("the instrument " + name + " can only " + String.join(", ", can));
    }

    void act(Verb verb, String text) {
        String command = Wording.of(verb).orElseThrow();
        switch (line.ask(command)) {
            case Reply.Done _ -> {}
            case Reply.Refused(String error, String detail) ->
                    throw trouble("'" + text + "' was refused: " + error + detail);
            case Reply.Unreadable(String reply) ->
                    throw trouble("'" + text + "' was answered by '" + reply + "'");
        }
    }

    /// What it measures now.
    Sighting measure() {
        return switch (line.ask("MEASURE")) {
            case Reply.Done(var fields) -> Sighting.of(fields);
            case Reply.Refused(String error, String detail) ->
                    throw trouble("MEASURE was refused: " + error + detail);
            case Reply.Unreadable(String reply) ->
                    throw trouble("MEASURE was answered by " + reply);
        };
    }

    /// Leaves the instrument at rest.
    @Override
    public void close() {
        try {
            line.ask("REST");
        } catch (VehicleTrouble silent) {
            // it rests by itself once it hears nothing
            System.err.println("bench: " + silent.getMessage());
        } finally {
            line.close();
        }
    }

    private static Set<String> words(String list) {
        return new TreeSet<>(List.of(list.split(",", -1)));
    }

    private static VehicleTrouble trouble(String message) {
        return new VehicleTrouble(VehicleTrouble.UNAVAILABLE, message);
    }
}
