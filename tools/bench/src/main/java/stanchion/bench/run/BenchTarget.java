package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.PilotState;
import stanchion.release.ReleaseException;
import stanchion.sim.scenario.Observation;
import stanchion.sim.scenario.Target;
import stanchion.sim.scenario.Verb;
import stanchion.units.Amps;
import stanchion.units.DutyCycle;
import stanchion.units.WattHours;

/// The bench as a scenario sees it: circuits through the simulator process, the charger through the
/// broker, time as it goes.
///
/// A command that is answered late or a link that comes back late takes time that the scenario does
/// not know of; the next wait is shorter by as much.
final class BenchTarget implements Target {
    private static final Duration RESOLUTION = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /// Ten are too many; a few may be refused for coming too often instead.
    private static final int FORGERIES = 12;

    private final Bench bench;
    private final Simulator simulator;
    private final Link link;
    private final Consumer<String> news;
    private final BooleanSupplier halted;
    private final int eventsBefore;
    private final long start = System.nanoTime();
    private long debtNanos;

    /// @param halted whether somebody wants the scenario to end
    BenchTarget(Bench bench, Simulator simulator, Consumer<String> news, BooleanSupplier halted) {
        this.bench = bench;
        this.simulator = simulator;
        this.link = bench.parts().link();
        this.news = news;
        this.halted = halted;
        this.eventsBefore = bench.parts().sight().events().size();
    }

    @Override
    public void apply(Verb verb, String line) {
        stopWhenHalted();
        long began = System.nanoTime();
        switch (verb) {
            case Verb.OfWorld _ -> move(line);
            case Verb.OfVirtual _ ->
                    throw new IllegalArgumentException(
                            line + ": only virtual time can do it; ./run simulate --scenario");
            case Verb.Link(Verb.Setting setting) -> switchLink(setting);
            case Verb.Restart() -> bench.parts().charger().kill();
            case Verb.Hang() -> bench.parts().charger().hang();
            case Verb.KillGateway() -> bench.parts().gateway().kill();
            case Verb.Limit(Amps amps, Duration validFor) ->
                    command("cmd/limit", limit(amps, validFor));
            case Verb.Enable() -> command("cmd/enable", enabled(true));
            case Verb.Disable() -> command("cmd/enable", enabled(false));
            case Verb.Clear() -> command("cmd/clear", owner().anybodys("clear", new JsonObject()));
            case Verb.Forge() -> forge();
            case Verb.ClearTampering() ->
                    command("cmd/tamper-clear", owner().own("tamper-clear", new JsonObject()));
            case Verb.UpdateOffer(String version, Verb.Flaw flaw) -> offer(version, flaw);
            case Verb.UpdateCheck() -> command("cmd/update", check());
        }
        debtNanos += System.nanoTime() - began;
    }

    @Override
    public Observation observe() {
        JsonObject truth = simulator.truth();
        ChargerSight sight = bench.parts().sight();
        ChargerSight.Shown shown =
                sight.lastShown()
                        .orElse(new ChargerSight.Shown("", PilotState.A, "(silent)", 0, Set.of()));
        List<String> events = sight.events();
        return new Observation(
                at(),
                shown.pilot(),
                shown.session(),
                ContactorPosition.valueOf(
                        truth.get("contactor").getAsString().toUpperCase(Locale.ROOT)),
                new DutyCycle(truth.get("dutyPercent").getAsDouble()),
                new Amps(shown.offer()),
                shown.faults(),
                new WattHours(sight.sessionWattHours()),
                bench.parts().updates().updating(),
                events.subList(eventsBefore, events.size()));
    }

    @Override
    public void advance(Duration span) {
        stopWhenHalted();
        long paid = Math.min(debtNanos, span.toNanos());
        debtNanos -= paid;
        long end = System.nanoTime() + span.toNanos() - paid;
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    @Override
    public Duration resolution() {
        return RESOLUTION;
    }

    private Duration at() {
        return Duration.ofNanos(System.nanoTime() - start - debtNanos);
    }

    private void stopWhenHalted() {
        if (halted.getAsBoolean()) {
            throw new Halted();
        }
    }

    private void move(String line) {
        simulator
                .act(line)
                .ifPresent(refusal -> {
                    throw new BenchTrouble(65, line + ": " + refusal);
                });
    }

    private void switchLink(Verb.Setting setting) {
        ChargerSight sight = bench.parts().sight();
        if (setting == Verb.Setting.OFF) {
            link.down();
            sight.forgetOnline();
            return;
        }
        long began = System.nanoTime();
        link.up();
        boolean back = Patience.until(Link.comesBack(), sight::isOnline);
        news.accept(
                back
                        ? "the gateway is back after %d ms"
                                .formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
                        : "the gateway did not come back in "
                                + Link.comesBack().toSeconds()
                                + " s");
    }

    private void offer(String version, Verb.Flaw flaw) {
        try {
            bench.parts().maker().offer(version, flaw);
        } catch (ReleaseException e) {
            throw new BenchTrouble(65, e.line(), e);
        } catch (FleetException e) {
            throw new BenchTrouble(69, e.line(), e);
        }
    }

    /// As many as are taken for an attack, signed with a key that nobody has bound.
    private void forge() {
        OwnersApp stranger = new OwnersApp(bench.parts().device().id(), InstantSource.system());
        for (int i = 0; i < FORGERIES; i++) {
            command("cmd/clear", stranger.command("clear", new JsonObject()));
        }
    }

    private Owner owner() {
        return bench.parts().owner();
    }

    private void command(String kind, JsonObject request) {
        command(kind, request.toString());
    }

    private void command(String kind, String request) {
        ChargerSight sight = bench.parts().sight();
        long before = sight.acknowledged();
        boolean sent =
                bench.parts()
                        .ear()
                        .publish(sight.topic(kind), request, sight.topic(kind) + "/ack", ANSWER);
        if (!sent || !Patience.until(ANSWER, () -> sight.acknowledged() > before)) {
            news.accept(kind + " " + request + " was not answered");
        }
    }

    private static JsonObject limit(Amps amps, Duration validFor) {
        JsonObject request = new JsonObject();
        request.addProperty("amps", amps.value());
        request.addProperty("validForSeconds", Math.max(1, validFor.toSeconds()));
        return request;
    }

    private static JsonObject check() {
        JsonObject request = new JsonObject();
        request.addProperty("check", true);
        return request;
    }

    private static JsonObject enabled(boolean enabled) {
        JsonObject request = new JsonObject();
        request.addProperty("enabled", enabled);
        return request;
    }

    /// Somebody ended the scenario.
    static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Halted() {
            super("ended by hand");
        }
    }
}
