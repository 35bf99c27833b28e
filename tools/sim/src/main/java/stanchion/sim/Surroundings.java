package stanchion.sim;

import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LogicSupply;

/// What is around the circuits: earth, lid, temperature, supply switch, a damaged pilot wire.
final class Surroundings {
    /// A thermometer of 0.25 °C a step.
    static final AdcScale SENSOR = new AdcScale(0.25, 400, 0, 1023);

    private static final double PILOT_SHORT_OHMS = 10;

    private Earth earth = Earth.CONNECTED;
    private Housing housing = Housing.IN_ORDER;
    private LogicSupply logicSupply = LogicSupply.GOOD;
    private boolean latched;
    private double celsius = 25;
    private double supplyAmps = 32;
    private double pilotShortSiemens;

    void earth(Earth state) {
        earth = state;
    }

    /// The lid's switch is wired to the latch too, which needs no power.
    void housing(Housing state) {
        housing = state;
        latched |= state.enclosure() == Enclosure.OPEN;
    }

    void logicSupply(LogicSupply state) {
        logicSupply = state;
    }

    void celsius(double value) {
        celsius = value;
    }

    void supplyAmps(double amps) {
        supplyAmps = amps;
    }

    void pilotShorted(boolean shorted) {
        pilotShortSiemens = shorted ? 1 / PILOT_SHORT_OHMS : 0;
    }

    /// Whether the lid was open since the latch was armed.
    boolean latched() {
        return latched;
    }

    void armLatch() {
        latched = housing.enclosure() == Enclosure.OPEN;
    }

    Earth earth() {
        return earth;
    }

    Housing housing() {
        return housing;
    }

    LogicSupply logicSupply() {
        return logicSupply;
    }

    double celsius() {
        return celsius;
    }

    double supplyAmps() {
        return supplyAmps;
    }

    double pilotShortSiemens() {
        return pilotShortSiemens;
    }
}
