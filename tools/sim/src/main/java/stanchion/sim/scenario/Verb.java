package stanchion.sim.scenario;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Seal;
import stanchion.sim.Lie;
import stanchion.sim.Lie.Sense;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Volts;

/// Something a person at the bench does: to the circuits, to the charger's surroundings, or through
/// the gateway.
public sealed interface Verb {
    /// Changes the circuits. It never says what the charger should make of it.
    sealed interface OfWorld extends Verb {}

    /// Changes what is around the circuits.
    sealed interface OfSurroundings extends OfWorld {}

    /// Breaks something, or makes an input lie, or a vehicle trying.
    sealed interface OfTrouble extends OfWorld {}

    /// What only virtual time can do.
    sealed interface OfVirtual extends Verb {}

    /// Changes what the charger runs in: its life and its link.
    sealed interface OfSystem extends Verb {}

    /// A request that reaches the charger through the gateway.
    sealed interface OfGateway extends Verb {}

    /// Changes what the maker offers. Versions are real files that real processes run, so these
    /// need a bench; virtual time has none.
    sealed interface OfMaker extends Verb {}

    /// `plug [cable 32A]`: a vehicle with its cable, S2 open. Without a rating the cable carries 32
    /// A.
    record Plug(Optional<Amps> cable) implements OfWorld {}

    /// `unplug`
    record Unplug() implements OfWorld {}

    /// `s2 close|open`: the vehicle's switch.
    record S2(Contact contact) implements OfWorld {}

    /// `ventilation on|off`: the vehicle asks for ventilation (270 Ω instead of 1300 Ω).
    record Ventilation(Setting setting) implements OfWorld {}

    /// `draw 16A [phases 3]`: what the vehicle would take if the offer allowed it.
    record Draw(Amps amps, int phases) implements OfWorld {}

    /// `supply 16A`: what the installation allows, per phase.
    record Supply(Amps amps) implements OfSurroundings {}

    /// `diode short|ok`
    record Diode(Condition condition) implements OfWorld {}

    /// `pilot short|ok`: the control pilot against PE.
    record Pilot(Condition condition) implements OfSurroundings {}

    /// `proximity short|open|ok`
    record Proximity(Condition condition) implements OfWorld {}

    /// `mains 230V [50Hz]`
    record Mains(Volts volts, Optional<Hertz> frequency) implements OfWorld {}

    /// `mains off`
    record MainsOff() implements OfWorld {}

    /// `residual 30mA ac|dc`; `residual 0mA ac` ends it.
    record Residual(Amps amps, CurrentKind kind) implements OfWorld {}

    /// `earth lost|ok`
    record Earth(Condition condition) implements OfSurroundings {}

    /// `weld on|off`: the contactor's poles stick from the next closing on, or at once when closed.
    record Weld(Setting setting) implements OfWorld {}

    /// `temperature 70C`: at the contactor.
    record Temperature(Celsius celsius) implements OfSurroundings {}

    /// `tamper open|closed`: the enclosure's lid.
    record Tamper(Contact lid) implements OfSurroundings {}

    /// `harmonics 15%`: third harmonic of mains voltage and vehicle current.
    record Harmonics(double percent) implements OfWorld {}

    /// `noise 1%`: noise on the mains channels, of their nominal value.
    record Noise(double percent) implements OfWorld {}

    /// `obey on|off`: whether the vehicle opens S2 by itself when the offer is withdrawn.
    record Obey(Setting setting) implements OfWorld {}

    /// `sleepy on|off`: whether the vehicle falls asleep when the offer is withdrawn, and then
    /// wakes only from a pilot that goes down.
    record Sleepy(Setting setting) implements OfWorld {}

    /// `stick on|off`: the contactor's armature does not move when the coil is energised.
    record Stick(Setting setting) implements OfWorld {}

    /// `monitor dead|ok`: the residual-current monitor.
    record Monitor(Condition condition) implements OfWorld {}

    /// `link down|up`: between the gateway and its broker.
    record Link(Setting setting) implements OfSystem {}

    /// `restart`: the charger's process dies and is started again.
    record Restart() implements OfSystem {}

    /// `hang`: the charger's process stands still without ending, until a watchdog ends it; then it
    /// is started again.
    record Hang() implements OfSystem {}

    /// `kill gateway`: the gateway's process dies and is started again.
    record KillGateway() implements OfSystem {}

    /// `limit 10A [for 60s]`
    record Limit(Amps amps, Duration validFor) implements OfGateway {}

    /// `enable`
    record Enable() implements OfGateway {}

    /// `disable`
    record Disable() implements OfGateway {}

    /// `clear`: latched faults whose cause has gone, but for tampering.
    record Clear() implements OfGateway {}

    /// `forge`: somebody sends as many commands with a wrong signature as are taken for an attack.
    record Forge() implements OfGateway {}

    /// `clear as owner`: tampering too.
    record ClearTampering() implements OfGateway {}

    /// `update offer 0.2.0 [crashing|tampered]`: a newly signed version for this charger.
    record UpdateOffer(String version, Flaw flaw) implements OfMaker {}

    /// `update check`: the charger is asked to look for updates now.
    record UpdateCheck() implements OfMaker {}

    /// `lie SENSE stuck | drifting 5% | noisy 2% | delayed 300ms | intermittent 50ms | never`
    record Lies(Sense sense, Optional<Lie> lie) implements OfTrouble {}

    /// `pole 2 welded|burnt|ok`: one pole of the contactor; a burnt one lets nothing through.
    ///
    /// @param pole 1…3
    record Pole(int pole, PoleState state) implements OfTrouble {}

    /// `ct 1 open|reversed|swapped|overdriven|ok`: one current transformer; a swapped one sits on
    /// the next phase.
    ///
    /// @param phase 1…3
    record Transformer(int phase, Mounting mounting) implements OfTrouble {}

    /// `generator 60%` or `generator ok`: the duty the pilot's generator makes, whatever it is
    /// told.
    record Generator(Optional<DutyCycle> duty) implements OfTrouble {}

    /// `stop pressed|released`: the emergency stop.
    record Stop(EmergencyStop button) implements OfTrouble {}

    /// `tap 4A`: somebody draws that much from the first phase behind its transformer, whatever the
    /// contactor does; `tap 0A` ends it.
    record Tap(Amps amps) implements OfTrouble {}

    /// `seal broken|whole`: the loop through the seal of meter and terminals.
    record Sealed(Seal seal) implements OfTrouble {}

    /// `debug plugged|empty`: the header for debugging.
    record Debug(DebugHeader header) implements OfTrouble {}

    /// `tilt on|off`
    record Tilt(Setting setting) implements OfTrouble {}

    /// `logic low|ok`: the supply of the electronics.
    record Logic(Condition condition) implements OfTrouble {}

    /// `greedy 5%`: the vehicle draws that much more than it is offered.
    record Greedy(double percent) implements OfTrouble {}

    /// `slow 4s`: the vehicle takes that long to follow an offer; 0 s: as vehicles do.
    record Slow(Duration delay) implements OfTrouble {}

    /// `flinch 300ms`: the vehicle opens S2 for that long at every change of the duty cycle.
    record Flinch(Duration span) implements OfTrouble {}

    /// `board open_pen|ccid20|ventilated|unbalanced_20a`: only before anything else.
    record Built(Trait trait) implements OfVirtual {}

    /// `meter 60%` or `meter removed`: a meter on the charger's serial line that shows so much of
    /// what flows, or says nothing. There is none before.
    record SerialMeter(Optional<Double> percent) implements OfVirtual {}

    /// `stall 300ms`: the charger's loop stands still for so long.
    record Stall(Duration span) implements OfVirtual {}

    /// How a board may differ from the bench's.
    enum Trait {
        OPEN_PEN,
        CCID20,
        VENTILATED,
        UNBALANCED_20A
    }

    /// What one pole does.
    enum PoleState {
        OK,
        WELDED,
        BURNT
    }

    /// How a current transformer sits on its conductor.
    enum Mounting {
        OK,
        OPEN,
        REVERSED,
        SWAPPED,
        OVERDRIVEN
    }

    /// What is wrong with a version.
    enum Flaw {
        NONE,
        /// It ends with an error as soon as it is started.
        CRASHING,
        /// One piece of it is altered on its way, once.
        TAMPERED
    }

    enum Setting {
        ON,
        OFF
    }

    enum Contact {
        OPEN,
        CLOSED
    }

    enum CurrentKind {
        AC,
        DC
    }

    /// What a part is in.
    enum Condition {
        OK,
        SHORT,
        OPEN
    }
}
