package stanchion.pilot;

import stanchion.hal.AnalogFrontEnd.ProximityCircuit;
import stanchion.units.Amps;
import stanchion.units.Ohms;

/// What the proximity resistor in the cable's plug says (IEC 61851-1 table B.2).
///
/// ```text
///  fault ─ 60 Ω ─ 63 A ─ 140 Ω ─ 32 A ─ 308 Ω ─ 20 A ─ 936 Ω ─ 13 A ─ 4500 Ω ─ no cable
/// ```
///
/// The standard leaves gaps between the ranges (140…164, 308…400, 936…1100 Ω, above 2460 Ω); there
/// the lower rating holds.
public sealed interface Cable {
    Cable THIRTEEN = new Rated(new Amps(13));
    Cable TWENTY = new Rated(new Amps(20));
    Cable THIRTY_TWO = new Rated(new Amps(32));
    Cable SIXTY_THREE = new Rated(new Amps(63));

    /// A cable that carries at most `rating` per phase.
    record Rated(Amps rating) implements Cable {}

    /// No plug in the socket, or the contact is open.
    record Absent() implements Cable {}

    /// The contact is shorted to earth: never read as 63 A.
    record Shorted() implements Cable {}

    /// The cable behind a resistance.
    static Cable of(Ohms resistance) {
        double ohms = resistance.value();
        if (ohms < 60) {
            return new Shorted();
        }
        if (ohms > 4500) {
            return new Absent();
        }
        if (ohms <= 308) {
            return ohms <= 140 ? SIXTY_THREE : THIRTY_TWO;
        }
        return ohms <= 936 ? TWENTY : THIRTEEN;
    }

    /// The cable behind a code of the proximity converter.
    static Cable of(int code, ProximityCircuit circuit) {
        double volts = circuit.volts().valueOf(code);
        double drop = circuit.pullUp().value() - volts;
        if (drop <= 0) {
            return new Absent();
        }
        return of(new Ohms(circuit.pullUpResistor().value() * volts / drop));
    }
}
