package stanchion.sim;

import java.util.Optional;
import stanchion.hal.Inputs.Attitude;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.Seal;
import stanchion.sim.scenario.Verb;
import stanchion.sim.scenario.Verb.Condition;
import stanchion.sim.scenario.Verb.PoleState;
import stanchion.sim.scenario.Verb.Setting;

/// Carries out the verbs that break something, make an input lie, or a vehicle trying.
final class Troubles {
    private Troubles() {}

    static void apply(Verb.OfTrouble verb, World world) {
        switch (verb) {
            case Verb.Lies(var sense, Optional<Lie> lie) -> {
                if (lie.isPresent()) {
                    world.liars.lie(sense, lie.get());
                } else {
                    world.liars.honest(sense);
                }
            }
            case Verb.Pole(int pole, PoleState state) -> {
                world.contactor.weldPole(pole - 1, state == PoleState.WELDED);
                world.contactor.burnPole(pole - 1, state == PoleState.BURNT);
            }
            case Verb.Transformer(int phase, var mounting) ->
                    world.sampler.mount(phase - 1, mounting);
            case Verb.Generator(var duty) -> world.pilot.insist(duty);
            case Verb.Stop(var button) ->
                    world.surroundings.housing(world.surroundings.housing().with(button));
            case Verb.Tilt(Setting setting) ->
                    world.surroundings.housing(
                            world.surroundings.housing().with(attitude(setting)));
            case Verb.Sealed(Seal seal) ->
                    world.surroundings.housing(world.surroundings.housing().with(seal));
            case Verb.Debug(DebugHeader header) ->
                    world.surroundings.housing(world.surroundings.housing().with(header));
            case Verb.Tap(var amps) -> world.sampler.tap(amps.value());
            case Verb.Logic(Condition condition) ->
                    world.surroundings.logicSupply(
                            condition == Condition.OK ? LogicSupply.GOOD : LogicSupply.LOW);
            case Verb.Greedy(double percent) -> world.vehicle.greedy(percent / 100);
            case Verb.Slow(var delay) -> world.vehicle.slow((int) delay.toMillis());
            case Verb.Flinch(var span) -> world.vehicle.flinch((int) span.toMillis());
        }
    }

    private static Attitude attitude(Setting tilted) {
        return tilted == Setting.ON ? Attitude.TILTED : Attitude.UPRIGHT;
    }
}
