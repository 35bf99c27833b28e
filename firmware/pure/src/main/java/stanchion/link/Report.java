package stanchion.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Reading;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.DutyCycle;
import stanchion.units.Hertz;
import stanchion.units.Uptime;
import stanchion.units.Vars;
import stanchion.units.VoltAmperes;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// What the charger tells the gateway.
public sealed interface Report {
    /// When it was so.
    Uptime at();

    /// The charger's state; sent on every change and every second.
    ///
    /// @param pilot the debounced pilot state
    /// @param state the session's state, by its name in `stanchion.session.ChargeState`
    /// @param duty what the generator does; 100 % without PWM at +12 V, 0 % at −12 V
    /// @param offer what the pilot advertises; 0 A without an offer
    /// @param limit what the offer may be at most, and by whose word
    /// @param contactor what the mirror contact says
    /// @param faults active or latched
    /// @param sessionEnergy imported since the vehicle was connected
    record Status(
            Uptime at,
            PilotState pilot,
            String state,
            DutyCycle duty,
            Amps offer,
            NamedLimit limit,
            Request.Enablement enablement,
            ContactorPosition contactor,
            Set<Fault> faults,
            Reading<Celsius> temperature,
            WattHours sessionEnergy)
            implements Report {
        public Status {
            faults = Set.copyOf(faults);
        }
    }

    /// Electrical values of the last second.
    ///
    /// @param frequency of the voltage; silent while no phase carries one, implausible outside
    ///   45…65 Hz and while it is unsteady
    /// @param energy the registers
    record Meter(
            Uptime at,
            List<Phase> phases,
            Reading<Hertz> frequency,
            Watts power,
            EnergyTotals energy,
            WattHours sessionEnergy)
            implements Report {
        public Meter {
            phases = List.copyOf(phases);
        }

        /// Electrical values of one phase.
        ///
        /// @param powerFactor active over apparent power, −1…1; 0 without current
        public record Phase(
                Volts voltage,
                Amps current,
                Watts active,
                Vars reactive,
                VoltAmperes apparent,
                double powerFactor) {}
    }

    /// Something that happened.
    ///
    /// @param name one of `stanchion.session.EventName` or `stanchion.charger.ProcessEvent`
    /// @param detail at most 200 characters, may be empty
    record Event(Uptime at, String name, String detail) implements Report {}

    /// A charging session, from plug to unplug; sent once when it began and once when it ended.
    ///
    /// @param number counts up over the charger's life; one that a power cut ended in its first
    ///   second may be used again
    /// @param endReason empty while the session runs
    record Session(Uptime at, long number, Duration duration, Charged charged, String endReason)
            implements Report {}

    /// What a session has charged so far.
    ///
    /// @param energy imported
    /// @param exported back towards the mains
    /// @param peak greatest imported power of any second
    /// @param register the import register, with the session's last energy in it
    record Charged(WattHours energy, WattHours exported, Watts peak, WattHours register) {}

    /// How the control loop keeps time, since the charger started; sent every second.
    ///
    /// @param cycles that were run
    /// @param missed deadlines, of cycles that were late or left out
    record Rhythm(Uptime at, long cycles, long missed) implements Report {}

    /// The answer to a request.
    ///
    /// @param effective the limit in force after it
    /// @param reason one sentence, empty when accepted
    record RequestOutcome(Uptime at, long id, Verdict verdict, Amps effective, String reason)
            implements Report {
        public enum Verdict {
            ACCEPTED,
            REFUSED
        }
    }
}
