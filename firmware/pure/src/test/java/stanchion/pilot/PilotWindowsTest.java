package stanchion.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.pilot.PilotWindows.Band;
import stanchion.units.Ohms;
import stanchion.units.Volts;

/// Voltages and resistances to states, at every corner of the tolerances.
final class PilotWindowsTest {
    @Test
    void bandsAreTheLevelsThatMeanTheirState() {
        assertThat(PilotWindows.bands())
                .extracting(Band::state)
                .containsExactly(PilotState.values());
        for (Band band : PilotWindows.bands()) {
            double inside = 0.001;
            assertThat(PilotWindows.classify(new Volts(band.from().value() + inside)))
                    .contains(band.state());
            assertThat(PilotWindows.classify(new Volts(band.to().value() - inside)))
                    .contains(band.state());
            assertThat(PilotWindows.classify(new Volts(band.from().value() - inside)))
                    .isNotEqualTo(Optional.of(band.state()));
            assertThat(PilotWindows.classify(new Volts(band.to().value() + inside)))
                    .isNotEqualTo(Optional.of(band.state()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12.6,A", "12,A", "11.4,A", "9.56,B", "9,B", "8.36,B", "6.49,C", "6,C", "5.48,C", "3.25,D",
        "3,D", "2.62,D", "0.5,E", "0,E", "-0.5,E", "-11.4,F", "-12,F", "-12.6,F"
    })
    void nominalWindowsOfJ1772(double volts, PilotState state) {
        for (PilotState before : PilotState.values()) {
            assertThat(PilotWindows.classify(new Volts(volts), Optional.of(before)))
                    .contains(state);
        }
        assertThat(PilotWindows.classify(new Volts(volts))).contains(state);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -1.01, -5, -9.99, 13.51, -13.51})
    void voltagesNoCircuitBringsHaveNoState(double volts) {
        assertThat(PilotWindows.classify(new Volts(volts))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11,A,B", "7.515,B,C", "4.2,C,D", "1.5,D,E"})
    void atABoundaryTheStateThatWasReadStays(double volts, PilotState upper, PilotState lower) {
        Volts level = new Volts(volts);
        assertThat(PilotWindows.classify(level, Optional.of(upper))).contains(upper);
        assertThat(PilotWindows.classify(level, Optional.of(lower))).contains(lower);
    }

    @ParameterizedTest
    @CsvSource({"10.84,11.16,A,B", "7.489,7.541,B,C", "4.04,4.36,C,D", "1.29,1.71,D,E"})
    void pastTheHysteresisTheStateChanges(
            double low, double high, PilotState upper, PilotState lower) {
        assertThat(PilotWindows.classify(new Volts(low), Optional.of(upper))).contains(lower);
        assertThat(PilotWindows.classify(new Volts(high), Optional.of(lower))).contains(upper);
    }

    @ParameterizedTest
    @CsvSource({"11,B", "7.515,C", "4.2,D", "1.5,E"})
    void levelExactlyOnABoundaryIsTheLowerState(double volts, PilotState state) {
        assertThat(PilotWindows.classify(new Volts(volts))).contains(state);
    }

    @ParameterizedTest
    @CsvSource({"1.3,D,E", "1.7,E,E"})
    void levelExactlyAtTheHysteresisIsTheLowerState(
            double volts, PilotState before, PilotState after) {
        assertThat(PilotWindows.classify(new Volts(volts), Optional.of(before))).contains(after);
    }

    @ParameterizedTest
    @CsvSource({"13.5,A", "-10,F", "-13.5,F", "-0.99,E"})
    void outerEdgesBelongToTheirStates(double volts, PilotState state) {
        assertThat(PilotWindows.classify(new Volts(volts))).contains(state);
    }

    @ParameterizedTest
    @CsvSource({
        "-11.4,SOUND",
        "-12,SOUND",
        "-12.6,SOUND",
        "-10.9,SOUND",
        "-13.5,SOUND",
        "-10.89,FAULTY",
        "-13.51,FAULTY",
        "-8.4,FAULTY",
        "0,FAULTY"
    })
    void lowPlateauShowsTheDiode(double volts, Diode diode) {
        assertThat(PilotWindows.diode(new Volts(volts))).isEqualTo(diode);
    }

    @Test
    void everyCompliantPairOfChargerAndVehicleIsReadRightWhateverWasReadBefore() {
        corners()
                .forEach(corner -> {
                    for (PilotState before : PilotState.values()) {
                        assertThat(
                                        PilotWindows.classify(
                                                new Volts(corner.volts()), Optional.of(before)))
                                .as(corner.toString())
                                .contains(corner.state());
                    }
                });
    }

    @Test
    void everyShortedDiodeIsFoundAtTheLowPlateau() {
        corners()
                .filter(corner -> corner.state() != PilotState.A)
                .forEach(corner ->
                        assertThat(PilotWindows.diode(new Volts(-corner.withoutDiode())))
                                .as(corner.toString())
                                .isEqualTo(Diode.FAULTY));
    }

    @Test
    void resistanceCancelsTheToleranceOfTheSupply() {
        corners()
                .filter(corner -> corner.source() == 1000 && corner.diode() == 0.7)
                .filter(corner -> corner.state() != PilotState.D || corner.load() < 260)
                .forEach(corner ->
                        assertThat(
                                        VehicleResistance.classify(
                                                VehicleResistance.of(
                                                        new Volts(corner.volts()),
                                                        new Volts(corner.supply())),
                                                Optional.empty()))
                                .as(corner.toString())
                                .isEqualTo(corner.state()));
    }

    @ParameterizedTest
    @CsvSource({
        "9.0,12,2767",
        "6.0,12,883",
        "3.0,12,256",
        "12,12,1000000",
        "11.995,12,1000000",
        "12.1,12,1000000",
        "0,12,0",
        "0.5,12,0"
    })
    void resistanceOfTheLoad(double high, double generator, double ohms) {
        assertThat(VehicleResistance.of(new Volts(high), new Volts(generator)).value())
                .isBetween(ohms - 1, ohms + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "10000,A,A",
        "10000,B,B",
        "9499,A,B",
        "10501,B,A",
        "1790,B,B",
        "1790,C,C",
        "1700,B,C",
        "1880,C,B",
        "300,C,C",
        "300,D,D",
        "284,C,D",
        "316,D,C",
        "150,D,D",
        "150,E,E",
        "142,D,E",
        "158,E,D"
    })
    void resistanceHasTenPercentOfHysteresis(double ohms, PilotState before, PilotState after) {
        assertThat(VehicleResistance.classify(new Ohms(ohms), Optional.of(before)))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "10000.1,A",
        "10000,B",
        "1790.1,B",
        "1790,C",
        "300.1,C",
        "300,D",
        "150.1,D",
        "150,E",
        "0,E"
    })
    void resistanceAtABorderIsTheLowerState(double ohms, PilotState state) {
        assertThat(VehicleResistance.classify(new Ohms(ohms), Optional.empty())).isEqualTo(state);
    }

    /// A charger and a vehicle at corners of their tolerances.
    private record Corner(
            PilotState state, double supply, double source, double load, double diode) {
        double volts() {
            return diode + (supply - diode) * load / (load + source);
        }

        double withoutDiode() {
            return supply * load / (load + source);
        }
    }

    private static Stream<Corner> corners() {
        return Stream.of(11.4, 12.0, 12.6)
                .flatMap(supply -> Stream.of(970.0, 1000.0, 1030.0).flatMap(s -> loads(supply, s)));
    }

    private static Stream<Corner> loads(double supply, double source) {
        return Stream.of(0.55, 0.7, 0.85)
                .flatMap(diode ->
                        Stream.of(1870.0, 2740.0, 4610.0)
                                .flatMap(r2 -> states(supply, source, r2, diode)));
    }

    private static Stream<Corner> states(double supply, double source, double r2, double diode) {
        Stream<Corner> ready =
                Stream.concat(
                        List.of(909.0, 1300.0, 1723.0).stream()
                                .map(r3 ->
                                        new Corner(
                                                PilotState.C, supply, source, par(r2, r3), diode)),
                        List.of(189.0, 270.0, 358.0).stream()
                                .map(r3 ->
                                        new Corner(
                                                PilotState.D, supply, source, par(r2, r3), diode)));
        return Stream.concat(
                Stream.of(
                        new Corner(PilotState.B, supply, source, r2, diode),
                        new Corner(PilotState.A, supply, source, 1e9, diode)),
                ready);
    }

    private static double par(double a, double b) {
        return a * b / (a + b);
    }
}
