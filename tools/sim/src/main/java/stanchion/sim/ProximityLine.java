package stanchion.sim;

import java.util.Optional;
import stanchion.hal.AnalogFrontEnd.ProximityCircuit;

/// The proximity pilot: the cable's resistor under the board's pull-up.
final class ProximityLine {
    /// A contact that is not there still leaks.
    private static final double OPEN_OHMS = 1e7;

    private static final double SHORT_OHMS = 2;

    private final ProximityCircuit circuit;
    private final double error;
    private final Converter converter;
    private Optional<Double> cableAmps = Optional.empty();
    private Optional<Double> damagedOhms = Optional.empty();

    ProximityLine(ProximityCircuit circuit, double error, Noise noise) {
        this.circuit = circuit;
        this.error = error;
        converter = new Converter(circuit.volts(), 1, 0, 0.5, noise);
    }

    void plug(double amps) {
        cableAmps = Optional.of(amps);
    }

    void unplug() {
        cableAmps = Optional.empty();
    }

    void shorted() {
        damagedOhms = Optional.of(SHORT_OHMS);
    }

    void open() {
        damagedOhms = Optional.of(OPEN_OHMS);
    }

    void repair() {
        damagedOhms = Optional.empty();
    }

    /// What the plugged cable may carry.
    Optional<Double> cableAmps() {
        return cableAmps;
    }

    int code() {
        double ohms = damagedOhms.orElseGet(() -> cableAmps.map(this::coded).orElse(OPEN_OHMS));
        double pullUp = circuit.pullUpResistor().value();
        return converter.code(circuit.pullUp().value() * ohms / (ohms + pullUp));
    }

    /// Resistor of a cable (IEC 61851-1 table B.2).
    private double coded(double amps) {
        double ohms = amps < 20 ? 1500 : amps < 32 ? 680 : amps < 63 ? 220 : 100;
        return ohms * (1 + error);
    }
}
