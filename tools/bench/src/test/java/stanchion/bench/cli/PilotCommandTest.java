package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PilotCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duty 16A                      | 26.67 %",
                "duty 16                       | 26.67 %",
                "duty 16 A                     | 26.67 %",
                "duty 6a                       | 10.00 %",
                "duty 52A                      | 85.00 %",
                "duty 80A                      | 96.00 %",
                "duty --json 32A               | {\"duty\":53.3333,\"offer\":32.0}",
                "amps 26.67%                   | 16 A",
                "amps 26.67                    | 16 A",
                "amps 53 %                     | 31.8 A",
                "amps 5%                       | digital communication required",
                "amps 2%                       | error: no valid duty cycle, no charging allowed",
                "amps 100%                     | no charging allowed",
                "amps --json 8.5               | {\"meaning\":\"current\",\"amps\":6}",
                "state --high 8.98 --low -11.9 | B vehicle present, S2 open: not ready",
                "state --high 8.98V            | B vehicle present, S2 open: not ready",
                "state --high 6 V --low -12 V  | C vehicle ready, S2 closed",
                "state --high -12              | F charger out of service",
                "state --high 6 --low -5 --json | {\"state\":\"C\",\"diode\":\"FAULTY\"}",
            })
    void theFirmwareAnswers(String line, String answer) {
        Said said = pilot(line);
        assertThat(said.error()).isEmpty();
        assertThat(said.out().strip()).isEqualTo(answer);
        assertThat(said.status()).isZero();
    }

    @Test
    void shortedDiodeIsShownBehindTheState() {
        assertThat(pilot("state --high 8.98 --low -8.4").out())
                .startsWith("B ")
                .contains("DIODE FAULT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duty 5A | 5 A is below 6 A",
                "duty 81A | 81 A is above 80 A",
                "duty 16V | '16V' is no current",
                "duty | '' is no current",
                "amps 101% | '101%' is no duty cycle",
                "amps -1% | '-1%'",
                "amps NaN | 'NaN' is no duty cycle",
                "state | '' is no voltage",
                "state --high x | 'x' is no voltage",
                "state --high | --high",
                "state --hihg 9 | --hihg",
                "state --high 9 --low 9A | '9A' is no voltage",
            })
    void badInputIsNamedInOneLine(String line, String complaint) {
        Said said = pilot(line);
        assertThat(said.out()).isEmpty();
        assertThat(said.error().lines()).hasSize(1);
        assertThat(said.error()).contains(complaint);
        assertThat(said.status()).isEqualTo(2);
    }

    private static Said pilot(String line) {
        return Said.of(("pilot " + line.strip()).split(" +"));
    }
}
