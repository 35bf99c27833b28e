package stanchion.safety;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static stanchion.safety.Protection.Latch.AFTER_RETRIES;
import static stanchion.safety.Protection.Latch.AT_ONCE;
import static stanchion.safety.Protection.Latch.FOR_OWNER;
import static stanchion.safety.Protection.Latch.NEVER;
import static stanchion.safety.Protection.Origin.CHARGER;
import static stanchion.safety.Protection.Origin.VEHICLE;
import static stanchion.safety.Protection.Reaction.OPEN;
import static stanchion.safety.Protection.Reaction.WITHDRAW;

import java.time.Duration;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.pilot.PilotWatch;
import stanchion.safety.Protection.Detection;
import stanchion.safety.Protection.Latch;
import stanchion.safety.Protection.Origin;
import stanchion.safety.Protection.Reaction;
import stanchion.safety.Protection.Rule;
import stanchion.safety.Protection.Words;

/// The protective functions: a condition each in which the contactor stays open, and all that
/// follows from it.
///
/// This table is what the charger does: [Alarms] takes the times from it, the session the reaction,
/// the latching and the wait, and the page beside this file is written from it by `./run
/// safety-case --table`. A fault is one row here, one condition, one bench verb, one test named as
/// a sentence.
@SuppressWarnings("ImmutableEnumChecker") // its fields are records of strings and durations
public enum Fault {
    /// The residual-current monitor tripped.
    GROUND_FAULT(
            Mrec.GROUND_FAILURE,
            Detection.within(ofMillis(300), "IEC 62955: 6 mA DC 10 s, 60 mA 0.3 s"),
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG, Wait.CCID20),
            new Words(
                    "electric shock: current flows to earth",
                    "Current leaks to earth. Unplug the vehicle; if it comes back with another"
                            + " vehicle, call an electrician.",
                    "The residual-current monitor tripped. Measure the insulation of vehicle, cable"
                            + " and outlet.")),

    /// The residual-current monitor failed its self-test or does not answer.
    RESIDUAL_MONITOR_FAILED(
            Mrec.GROUND_FAILURE,
            Detection.within(ofSeconds(3), "IEC 62955 self-test, before each closing and daily")
                    .sensed(ofSeconds(1)), // what the test gives it to trip, and to clear
            new Rule(CHARGER, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "electric shock: leakage would not be seen",
                    "The charger's own protection did not pass its test. Call service.",
                    "Test current on: no trip within 1 s; or off: still tripped after 1 s; or no"
                            + " ready signal. Check monitor, test winding and lines.")),

    /// The low plateau is missing: the vehicle's diode is shorted, or the pilot is faulty.
    DIODE_FAULT(
            Mrec.PILOT_FAULT,
            Detection.within(ofSeconds(3), "IEC 61851-1 A.4.9")
                    .sensed(PilotWatch.DIODE_HOLD.plus(PilotWatch.SETTLING)),
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "live outlet without a vehicle: something else loads the pilot",
                    "The vehicle's plug is not recognised. Plug in again; if it stays, try another"
                            + " cable or vehicle.",
                    "Low plateau above -10.9 V while PWM runs: diode of the vehicle shorted, or"
                            + " water in the plug.")),

    /// The pilot is shorted to PE (state E).
    PILOT_SHORT(
            Mrec.PILOT_FAULT,
            Detection.within(ofMillis(100), "IEC 61851-1 A.4.9 and table A.6 seq. 12: 3 s")
                    .sensed(PilotWatch.READY_LOST),
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "live outlet without control",
                    "The cable's signal wire is shorted. Unplug and look for damage or water.",
                    "Pilot near 0 V (state E): short of CP to PE in cable or plug, or generator"
                            + " dead.")),

    /// The pilot's levels are where no working circuit can bring them.
    PILOT_IMPLAUSIBLE(
            Mrec.PILOT_FAULT,
            Detection.within(ofSeconds(3), "IEC 61851-1 A.4.9")
                    .sensed(PilotWatch.IMPLAUSIBLE_TOLERATED.plus(PilotWatch.SETTLING)),
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "live outlet without control",
                    "The signal between charger and vehicle is disturbed. Plug in again; if it"
                            + " stays, call service.",
                    "Levels on CP that the commanded output cannot make: generator, divider or"
                            + " converter.")),

    /// The duty cycle on the wire is not the commanded one.
    PILOT_DUTY(
            Mrec.PILOT_FAULT,
            Detection.within(ofSeconds(5), "IEC 61851-1 table A.6 seq. 6: 5 s to follow")
                    .sensed(ofMillis(450)) // 0.2 s that are wholly wrong, after 50 ms to settle
                    .held(ofMillis(250)), // and another 0.2 s
            new Rule(CHARGER, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "fire: the vehicle is told more than the cable carries",
                    "The signal to the vehicle is wrong. Call service.",
                    "Duty at the terminal more than 2 points off the commanded one: PWM, its"
                            + " period, or the pilot's driver.")),

    /// The proximity pilot is shorted or open while a vehicle is connected.
    PROXIMITY_FAULT(
            Mrec.PROXIMITY_FAULT,
            Detection.within(ofSeconds(3), "IEC 61851-1 table B.2").sensed(ofMillis(100)),
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "fire: a cable of unknown rating",
                    "The cable is not recognised. Plug it in firmly, or use another.",
                    "PP below 60 Ohm or above 4500 Ohm while a vehicle is connected.")),

    /// The contactor was commanded open and is closed.
    CONTACTOR_WELDED(
            Mrec.EVSE_CONTACTOR_FAULT,
            Detection.within(ofSeconds(1), "found within 250 ms to 1 s after opening")
                    .held(ofMillis(500)), // relays release in 30 ms, the voltage behind them fades
            new Rule(CHARGER, OPEN, AT_ONCE, Wait.LONG),
            new Words(
                    "electric shock: the outlet stays live",
                    "The charger cannot switch off. Do not touch the plug; switch off its breaker"
                            + " and call service.",
                    "Commanded open, mirror contact or load side says closed. Replace the"
                            + " contactor.")),

    /// The contactor was commanded closed and is open.
    CONTACTOR_STUCK_OPEN(
            Mrec.EVSE_CONTACTOR_FAULT,
            Detection.within(ofSeconds(1), "design value").held(ofMillis(200)),
            new Rule(CHARGER, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "arcing: a contactor that closes halfway",
                    "The charger cannot switch on. Call service.",
                    "Commanded closed, mirror contact says open, or one pole has no voltage behind it:"
                            + " coil, its drive, the monitor's own release.")),

    /// The protective conductor is interrupted.
    EARTH_LOST(
            Mrec.GROUND_FAILURE,
            Detection.within(ofMillis(100), "IEC 61851-1 6.3.1.2"),
            new Rule(CHARGER, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "electric shock: the vehicle's body may become live",
                    "The charger has no earth. Do not use it; call an electrician.",
                    "Earth monitor says open: protective conductor of the supply, or its"
                            + " terminal.")),

    /// The vehicle draws more than offered.
    OVER_CURRENT(
            Mrec.OVER_CURRENT_FAILURE,
            Detection.within(ofSeconds(10), "IEC 61851-1 table A.6 seq. 6: 5 s to follow")
                    .sensed(Windows.METER)
                    .held(ofSeconds(7)), // never under the vehicle's 5 s, plus one
            new Rule(VEHICLE, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "fire: conductors carry more than they may",
                    "The vehicle took more current than it was allowed. Its maker or service can"
                            + " help.",
                    "More than (offer + 0.5 A) x 1.10 on a phase for 7 s.")),

    /// The contactor's surroundings are too hot.
    OVER_TEMPERATURE(
            Mrec.HIGH_TEMPERATURE,
            Detection.within(ofSeconds(10), "design value"),
            new Rule(CHARGER, OPEN, NEVER, Wait.SHORT),
            new Words(
                    "fire: contacts and terminals overheat",
                    "The charger is too hot and pauses. It goes on by itself when it has cooled.",
                    "Sensor above the stop limit, or its reading missing. Check terminals for"
                            + " torque.")),

    /// A phase of the mains is missing.
    MAINS_LOST(
            Mrec.POWER_LOSS,
            Detection.within(ofSeconds(5), "design value").sensed(Windows.METER),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "a vehicle surprised by the power's return",
                    "There is no mains; charging goes on by itself when it is back.",
                    "RMS voltage of a phase below 50 V.")),

    /// The mains voltage is too low.
    UNDER_VOLTAGE(
            Mrec.UNDER_VOLTAGE,
            Detection.within(ofSeconds(5), "EN 50160, design value").sensed(Windows.METER),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "fire: a loose terminal of the supply",
                    "The mains voltage is too low; charging goes on when it is back.",
                    "RMS voltage of a phase below least-voltage. Measure under load at the"
                            + " terminals.")),

    /// The mains voltage is too high.
    OVER_VOLTAGE(
            Mrec.OVER_VOLTAGE,
            Detection.within(ofSeconds(5), "EN 50160, design value").sensed(Windows.METER),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "damage to the vehicle",
                    "The mains voltage is too high; charging goes on when it is back.",
                    "RMS voltage of a phase above most-voltage. A lost neutral does this.")),

    /// The PEN conductor of the supply seems to be interrupted.
    OPEN_PEN(
            Mrec.NONE,
            Detection.within(ofSeconds(5), "BS 7671 722.411.4.1 (iv): 5 s")
                    .sensed(Windows.METER)
                    .held(ofSeconds(2)), // a motor that starts is no broken conductor
            new Rule(CHARGER, OPEN, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "electric shock: the vehicle's body becomes live",
                    "The supply's earth may be broken. Do not touch the vehicle; call the grid's"
                            + " operator.",
                    "A phase outside 207 V to 253 V and the board says open-pen = watched.")),

    /// The mains frequency is off, or there is none to be found.
    MAINS_FREQUENCY(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "EN 50160, design value")
                    .sensed(Windows.METER)
                    .held(ofSeconds(2)),
            new Rule(CHARGER, WITHDRAW, NEVER, Wait.LONG),
            new Words(
                    "load on a grid in distress, or a generator that hunts",
                    "The mains is unsteady; charging goes on when it is back.",
                    "Frequency outside its limits, or the voltage is no steady sine.")),

    /// Two phases differ by more current than the grid allows.
    PHASE_IMBALANCE(
            Mrec.NONE,
            Detection.within(ofSeconds(20), "VDE-AR-N 4100 5.5, design value")
                    .sensed(Windows.METER)
                    .held(ofSeconds(10)),
            new Rule(VEHICLE, WITHDRAW, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "overload of the neutral",
                    "The vehicle loads one phase more than allowed here.",
                    "Currents of two phases differ by more than (unbalanced-current + 0.5 A) x"
                            + " 1.10 for 10 s.")),

    /// A phase seems to feed back.
    PHASE_SWAPPED(
            Mrec.NONE,
            Detection.within(ofSeconds(15), "design value")
                    .sensed(Windows.METER)
                    .held(ofSeconds(5)),
            new Rule(CHARGER, WITHDRAW, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "over-current and energy measured on the wrong phase",
                    "The charger's meter is wired wrongly. Call service.",
                    "Active power below zero above 2 A for 5 s: a current transformer is reversed"
                            + " or on another phase.")),

    /// A mains channel stands at its end.
    METER_CLIPPED(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value")
                    .sensed(Windows.CODES)
                    .held(ofMillis(500)), // a vehicle's inrush is over by then
            new Rule(CHARGER, WITHDRAW, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "over-current that is not seen",
                    "The charger's meter is overdriven. If it comes back, call service.",
                    "Codes of a mains channel at the converter's end for 0.5 s: burden, gain, or a"
                            + " current far beyond the rated one.")),

    /// A mains channel is stuck, or its input is open.
    METER_FAILED(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value")
                    .sensed(Windows.CODES)
                    .held(ofSeconds(1)),
            new Rule(CHARGER, WITHDRAW, AFTER_RETRIES, Wait.LONG),
            new Words(
                    "over-current that is not seen",
                    "The charger's meter does not measure. Call service.",
                    "A mains channel shows one code for 0.1 s, or a mean far off its zero:"
                            + " converter, or a transformer that is not plugged in.")),

    /// The vehicle asks for ventilation that is not there.
    VENTILATION_ABSENT(
            Mrec.INVALID_VEHICLE_MODE,
            Detection.within(ofSeconds(3), "IEC 61851-1 table A.4, state D")
                    .sensed(PilotWatch.TO_READY),
            new Rule(VEHICLE, OPEN, NEVER, Wait.SHORT),
            new Words(
                    "explosion: a gassing battery in a closed room",
                    "This vehicle needs a ventilated place to charge; this one is not.",
                    "State D and the board says ventilation = absent.")),

    /// The enclosure was opened.
    TAMPER(
            Mrec.NONE,
            Detection.within(ofMillis(100), "design value"),
            new Rule(CHARGER, OPEN, FOR_OWNER, Wait.LONG),
            new Words(
                    "electric shock: live parts are open to touch",
                    "The lid was opened. If that was not you, call service; then clear it.",
                    "Tamper switch open. Close the lid, look inside, then clear.")),

    /// The enclosure was opened while the charger had no power, or its latch cannot tell.
    TAMPERED_WHILE_OFF(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value: before anything closes")
                    .sensed(ofSeconds(3)), // from the power's return to the first cycle
            new Rule(CHARGER, OPEN, FOR_OWNER, Wait.LONG),
            new Words(
                    "electric shock and theft: altered while nobody could see it",
                    "The charger was opened while it had no power. If that was not you, call"
                            + " service; then clear it.",
                    "The latch that a battery keeps is tripped or cannot be read;"
                            + " TAMPER_LATCH_TRIPPED has its time. Look inside, then clear: that"
                            + " arms it again.")),

    /// The emergency stop is pressed.
    EMERGENCY_STOP(
            Mrec.EMERGENCY_STOP,
            Detection.within(ofMillis(100), "ISO 13850: stays until it is reset by hand"),
            new Rule(CHARGER, OPEN, AT_ONCE, Wait.LONG),
            new Words(
                    "whatever a person saw",
                    "The emergency stop was pressed. Release it, then have the fault cleared.",
                    "stop-released is inactive: button pressed, or its wire broken.")),

    /// The charger no longer stands as it was mounted.
    TILTED(
            Mrec.NONE,
            Detection.within(ofSeconds(2), "design value").held(ofMillis(500)), // not for a knock
            new Rule(CHARGER, OPEN, FOR_OWNER, Wait.LONG),
            new Words(
                    "electric shock: a charger that was run over",
                    "The charger was knocked over. Do not touch it; call service.",
                    "upright is inactive for 0.5 s. Look for damaged cables before it is"
                            + " cleared.")),

    /// Current flows past the open contactor.
    STRAY_CURRENT(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value")
                    .sensed(Windows.METER)
                    .held(ofSeconds(5)), // an opening is long over, a tap is not
            new Rule(CHARGER, OPEN, FOR_OWNER, Wait.LONG),
            new Words(
                    "theft of energy, and a conductor that nobody switches",
                    "Current flows although the charger is switched off: somebody tapped it, or its"
                            + " meter is wrong. Call service.",
                    "Above 1 A on a phase for 5 s, commanded open, mirror and load side open: a tap"
                            + " behind the transformer, or the transformer.")),

    /// The seal of meter and terminals was broken.
    SEAL_BROKEN(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value: 1 s to tell, 6 s for the vehicle")
                    .held(ofMillis(500)), // not for a loop that a knock opens
            new Rule(CHARGER, WITHDRAW, FOR_OWNER, Wait.LONG),
            new Words(
                    "theft of energy: a meter that somebody can reach",
                    "The charger's seal was broken. If that was not you, call service; then clear"
                            + " it.",
                    "seal-whole is inactive for 0.5 s: the loop through the seal is open. Check"
                            + " meter and terminals, seal again, then clear.")),

    /// Somebody plugged into the header for debugging.
    DEBUG_PORT_USED(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value: 1 s to tell, 6 s for the vehicle")
                    .held(ofMillis(500)),
            new Rule(CHARGER, WITHDRAW, FOR_OWNER, Wait.LONG),
            new Words(
                    "a charger that a stranger commands from inside",
                    "Something is plugged into the charger's service port. If that was not you,"
                            + " call service; then clear it.",
                    "debug-sense is active for 0.5 s: a plug is in the debug header. Take it out,"
                            + " look for what it changed, then clear.")),

    /// The charger's transformers and its serial meter show different power.
    METERS_DISAGREE(
            Mrec.NONE,
            Detection.within(ofSeconds(60), "design value: beyond what both may err")
                    .sensed(ofSeconds(6)) // a reading may be 5 s old, and is asked for every second
                    .held(ofSeconds(30)), // a load that changes is over by then
            new Rule(CHARGER, WITHDRAW, FOR_OWNER, Wait.LONG),
            new Words(
                    "theft of energy: current that goes round a meter",
                    "The charger's two meters disagree: somebody may be taking energy, or one is"
                            + " broken. Call service; then clear it.",
                    "Transformers and serial meter differ by more than 200 W and a tenth for 30 s:"
                            + " a bypass, a transformer, the meter's wiring.")),

    /// The serial meter has fallen silent.
    METER_REMOVED(
            Mrec.NONE,
            Detection.within(ofSeconds(90), "design value")
                    .sensed(ofSeconds(6))
                    .held(ofSeconds(60)), // an adapter that comes up again
            new Rule(CHARGER, WITHDRAW, FOR_OWNER, Wait.LONG),
            new Words(
                    "theft of energy: a meter that was taken away",
                    "The charger's energy meter is gone or does not answer. If that was not you,"
                            + " call service; then clear it.",
                    "A serial meter that has spoken says nothing for 60 s; meter= in the health"
                            + " file says why. Check port, line and meter.")),

    /// Commands were refused again and again.
    REFUSED_TOO_OFTEN(
            Mrec.NONE,
            Detection.within(ofSeconds(10), "design value: 1 s to tell, 6 s for the vehicle"),
            new Rule(CHARGER, WITHDRAW, FOR_OWNER, Wait.LONG),
            new Words(
                    "a charger that a stranger commands",
                    "Somebody tried again and again to command the charger without being allowed."
                            + " Clear it; if it comes back, tell the maker.",
                    "10 commands within 10 min whose signature or role was wrong; COMMAND_DENIED"
                            + " says when and on which topic.")),

    /// The supply of the electronics fails.
    BROWN_OUT(
            Mrec.NONE,
            Detection.within(ofMillis(100), "design value"),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "a contactor that chatters on a coil that is fed too little",
                    "The charger's own supply is too weak; it tries again by itself.",
                    "supply-good is inactive: power supply, its capacitors, or the mains.")),

    /// Samples are missing.
    SAMPLES_LOST(
            Mrec.NONE,
            Detection.within(ofSeconds(1), "design value").sensed(ofMillis(500)),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "blindness: decisions on old values",
                    "The charger's electronics are disturbed; it tries again by itself.",
                    "Pilot codes missing or all the same for 28 ms, mains frames missing for 500 ms,"
                            + " or frames lost.")),

    /// A cycle came too late.
    LOOP_OVERRUN(
            Mrec.NONE,
            Detection.within(ofMillis(500), "the board opens by itself after silence-limit")
                    .sensed(ofMillis(250)),
            new Rule(CHARGER, OPEN, NEVER, Wait.LONG),
            new Words(
                    "blindness: decisions that come too late",
                    "The charger's computer was too slow; it tries again by itself.",
                    "More than 250 ms between two cycles. See the rhythm report for missed"
                            + " deadlines.")),

    /// The interlock overruled the session: a bug, reported.
    INTERLOCK(
            Mrec.NONE,
            Detection.within(ofMillis(100), "design value"),
            new Rule(CHARGER, OPEN, AT_ONCE, Wait.LONG),
            new Words(
                    "a flaw of the firmware",
                    "The charger stopped itself. Call service.",
                    "The interlock opened what the session wanted closed; the event names its"
                            + " objection. Send the journal to the maker."));

    private final Mrec mrec;
    private final Detection detection;
    private final Rule rule;
    private final Words words;

    Fault(Mrec mrec, Detection detection, Rule rule, Words words) {
        this.mrec = mrec;
        this.detection = detection;
        this.rule = rule;
        this.words = words;
    }

    public Mrec mrec() {
        return mrec;
    }

    public Detection detection() {
        return detection;
    }

    public Words words() {
        return words;
    }

    public Origin origin() {
        return rule.origin();
    }

    public Reaction reaction() {
        return rule.reaction();
    }

    public Latch latch() {
        return rule.latch();
    }

    /// How long the cause must be gone before the charger tries again by itself.
    public Duration reclose(ResidualStandard standard) {
        return standard == ResidualStandard.CCID20 ? rule.recloseCcid20() : rule.reclose();
    }

    /// How long a cause stays gone before another try (IEC 61851-1 gives none).
    private static final class Wait {
        /// As after any opening in state C.
        static final Duration SHORT = ofSeconds(5);

        static final Duration LONG = ofSeconds(30);

        /// After a trip of a monitor of UL 2231.
        static final Duration CCID20 = ofMinutes(15);
    }

    /// What sensing takes in the worst case.
    private static final class Windows {
        /// A window of the meter that covers the cause wholly, and the meter's delay.
        static final Duration METER = ofMillis(440);

        /// A tenth of a second of codes that lies wholly within the cause.
        static final Duration CODES = ofMillis(200);
    }
}
