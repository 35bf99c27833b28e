package stanchion.sim;

import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.Contact;
import stanchion.sim.scenario.Verb.CurrentKind;
import stanchion.sim.scenario.Verb.Setting;
import stanchion.units.Amps;
import stanchion.units.Hertz;

/// The hands at the bench: carries out the verbs that change the circuits.
public final class Hands {
    private static final Amps USUAL_CABLE = new Amps(32);

    private Hands() {}

    public static void apply(Verb.OfWorld verb, World world) {
        switch (verb) {
            case Verb.Plug(var cable) -> {
                world.proximity.plug(cable.orElse(USUAL_CABLE).value());
                world.vehicle.plug();
            }
            case Verb.Unplug() -> {
                world.proximity.unplug();
                world.vehicle.unplug();
            }
            case Verb.S2(var contact) -> world.vehicle.s2(contact == Contact.CLOSED);
            case Verb.Ventilation(var setting) -> world.vehicle.ventilation(isOn(setting));
            case Verb.Draw(var amps, int phases) -> world.vehicle.wish(amps.value(), phases);
            case Verb.Obey(var setting) -> world.vehicle.obeys(isOn(setting));
            case Verb.Sleepy(var setting) -> world.vehicle.sleepy(isOn(setting));
            case Verb.Diode(var condition) -> world.vehicle.diodeShorted(condition != Condition.OK);
            case Verb.Proximity(var condition) -> proximity(condition, world.proximity);
            case Verb.Mains(var volts, var frequency) ->
                    world.mains.set(
                            volts.value(),
                            frequency.map(Hertz::value).orElse(world.mains.nominalHertz()));
            case Verb.MainsOff() -> world.mains.set(0, world.mains.nominalHertz());
            case Verb.Harmonics(double percent) -> world.mains.harmonics(percent / 100);
            case Verb.Noise(double percent) -> world.sampler.noise(percent / 100);
            case Verb.Weld(var setting) -> world.contactor.weld(isOn(setting));
            case Verb.Stick(var setting) -> world.contactor.stick(isOn(setting));
            case Verb.Monitor(var condition) -> world.monitor.dead(condition != Condition.OK);
            case Verb.Residual(var amps, var kind) -> residual(amps.value(), kind, world);
            case Verb.OfTrouble trouble -> Troubles.apply(trouble, world);
            case Verb.OfSurroundings around -> surroundings(around, world.surroundings);
        }
    }

    private static void surroundings(Verb.OfSurroundings verb, Surroundings surroundings) {
        switch (verb) {
            case Verb.Supply(var amps) -> surroundings.supplyAmps(amps.value());
            case Verb.Pilot(var condition) -> surroundings.pilotShorted(condition != Condition.OK);
            case Verb.Earth(var condition) ->
                    surroundings.earth(condition == Condition.OK ? Earth.CONNECTED : Earth.LOST);
            case Verb.Temperature(var celsius) -> surroundings.celsius(celsius.value());
            case Verb.Tamper(var lid) ->
                    surroundings.housing(
                            surroundings
                                    .housing()
                                    .with(lid == Contact.OPEN ? Enclosure.OPEN : Enclosure.CLOSED));
        }
    }

    private static void proximity(Condition condition, ProximityLine line) {
        switch (condition) {
            case OK -> line.repair();
            case SHORT -> line.shorted();
            case OPEN -> line.open();
        }
    }

    private static void residual(double amps, CurrentKind kind, World world) {
        world.monitor.ac(0);
        world.monitor.dc(0);
        switch (kind) {
            case AC -> world.monitor.ac(amps);
            case DC -> world.monitor.dc(amps);
        }
    }

    private static boolean isOn(Setting setting) {
        return setting == Setting.ON;
    }
}
