package stanchion.sim;

import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;

/// What is around the circuits: earth, lid, temperature, supply switch, a damaged pilot wire.
final class Surroundings {
    /// A thermometer of 0.25 °C a step.
    static final AdcScale SENSOR = new AdcScale(0.25, 400, 0, 1023);

    private static final double PILOT_SHORT_OHMS = 10;

    private Earth earth = Earth.CONNECTED;
    private Enclosure enclosure = Enclosure.CLOSED;
    private double celsius = 25;
    private double supplyAmps = 32;
    private double pilotShortSiemens;

    void earth(Earth state) {
        earth = state;
    }

    void enclosure(Enclosure state) {
        enclosure = state;
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

    Earth earth() {
        return earth;
    }

    Enclosure enclosure() {
        return enclosure;
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
