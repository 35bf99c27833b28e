package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.bench.Main;

final class MeterCommandTest {
    private static final String[] ONE_PHASE = {
        "meter", "--rate", "4800", "--volts-column", "1", "--amps-column", "2"
    };

    private final PrintStream systemOut = System.out;
    private final PrintStream systemErr = System.err;
    private final InputStream systemIn = System.in;

    /// What a command said.
    private record Said(int status, String out, String err) {
        JsonObject json() {
            assertThat(err).isEmpty();
            assertThat(status).isZero();
            return JsonParser.parseString(out).getAsJsonObject();
        }

        void refuses(String... parts) {
            assertThat(status).isNotZero();
            assertThat(out).isEmpty();
            assertThat(err.strip()).contains(parts).doesNotContain("\n");
        }
    }

    @AfterEach
    void giveStreamsBack() {
        System.setOut(systemOut);
        System.setErr(systemErr);
        System.setIn(systemIn);
    }

    private static Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.commandLine().execute(arguments);
        return new Said(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Said meter(Path file, String... more) {
        return run(with(with(ONE_PHASE, more), file.toString()));
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    private static String sine(int frames, String separator, String end, double lag) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < frames; n++) {
            double phase = 2 * Math.PI * 50 * n / 4800;
            text.append(String.format(Locale.ROOT, "%.6f", 325.2691193 * Math.sin(phase)))
                    .append(separator)
                    .append(String.format(Locale.ROOT, "%.6f", 22.6274170 * Math.sin(phase - lag)))
                    .append(end);
        }
        return text.toString();
    }

    private static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("wave.csv"), text);
    }

    @Test
    void aSineGivesExactlyTheEightValues(@TempDir Path folder) throws IOException {
        JsonObject json = meter(file(folder, sine(4800, ",", "\n", Math.PI / 6)), "--json").json();
        assertThat(json.keySet())
                .containsExactlyInAnyOrder(
                        "voltage",
                        "current",
                        "activePower",
                        "reactivePower",
                        "apparentPower",
                        "powerFactor",
                        "frequency",
                        "energyWh");
        assertThat(json.get("voltage").getAsDouble()).isCloseTo(230, within(1e-3));
        assertThat(json.get("current").getAsDouble()).isCloseTo(16, within(1e-3));
        assertThat(json.get("activePower").getAsDouble()).isCloseTo(3186.98, within(0.1));
        assertThat(json.get("reactivePower").getAsDouble()).isCloseTo(1840, within(0.5));
        assertThat(json.get("apparentPower").getAsDouble()).isCloseTo(3680, within(0.1));
        assertThat(json.get("powerFactor").getAsDouble()).isCloseTo(0.866025, within(1e-5));
        assertThat(json.get("frequency").getAsDouble()).isCloseTo(50, within(1e-4));
        assertThat(json.get("energyWh").getAsDouble()).isCloseTo(0.885272, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "';', '\n', ''",
        "'\t', '\r\n', 'u\ti\r\n'",
        "',', '\r\n', '\"Volt (V)\",Ampere\r\n'",
        "' , ', '\n', '\uFEFFvolts,amps\n'",
        "';', '\n\n', 'u;i\n'"
    })
    void separatorsLineEndsAndHeadersAreUnderstood(
            String separator, String end, String header, @TempDir Path folder) throws IOException {
        JsonObject json =
                meter(file(folder, header + sine(2400, separator, end, 0)), "--json").json();
        assertThat(json.get("activePower").getAsDouble()).isCloseTo(3680, within(0.1));
        assertThat(json.get("energyWh").getAsDouble()).isCloseTo(3680 * 0.5 / 3600, within(1e-4));
    }

    @Test
    void decimalCommasAreUnderstoodBetweenSemicolons(@TempDir Path folder) throws IOException {
        String text = sine(2400, ";", "\n", 0).replace('.', ',');
        JsonObject json = meter(file(folder, text), "--json").json();
        assertThat(json.get("voltage").getAsDouble()).isCloseTo(230, within(1e-3));
    }

    @Test
    void standardInputIsAFileToo() {
        System.setIn(
                new ByteArrayInputStream(sine(480, ",", "\n", 0).getBytes(StandardCharsets.UTF_8)));
        JsonObject json = meter(Path.of("-"), "--json").json();
        assertThat(json.get("activePower").getAsDouble()).isCloseTo(3680, within(0.1));
    }

    @Test
    void severalPhasesAddUp(@TempDir Path folder) throws IOException {
        StringBuilder text = new StringBuilder("t,u1,i1,u2,i2\n");
        String[] lines = sine(4800, ",", "\n", 0).split("\n", -1);
        for (int n = 0; n < 4800; n++) {
            text.append(n).append(',').append(lines[n]).append(',').append(lines[n]).append('\n');
        }
        JsonObject json =
                run(
                                "meter",
                                "--rate",
                                "4800",
                                "--volts-column",
                                "2,4",
                                "--amps-column",
                                "3,5",
                                "--json",
                                file(folder, text.toString()).toString())
                        .json();
        assertThat(json.get("voltage").getAsDouble()).isCloseTo(230, within(1e-3));
        assertThat(json.get("activePower").getAsDouble()).isCloseTo(7360, within(0.1));
        assertThat(json.get("powerFactor").getAsDouble()).isCloseTo(1, within(1e-6));
        assertThat(json.getAsJsonArray("phases")).hasSize(2);
        assertThat(
                        json.getAsJsonArray("phases")
                                .get(1)
                                .getAsJsonObject()
                                .get("activePower")
                                .getAsDouble())
                .isCloseTo(3680, within(0.1));
    }

    @Test
    void peopleGetATable(@TempDir Path folder) throws IOException {
        Said said = meter(file(folder, sine(4800, ",", "\n", 0)));
        assertThat(said.status()).isZero();
        assertThat(said.out())
                .containsPattern("voltage +230\\.000\\d V\n")
                .containsPattern("active power +3680\\.0\\d+ W\n")
                .containsPattern("reactive power +0\\.0000 var\n")
                .containsPattern("frequency +50\\.0000 Hz\n")
                .containsPattern("energy +1\\.0222 Wh\n");
    }

    @Test
    void harmonicsComeOnRequest(@TempDir Path folder) throws IOException {
        Path file = file(folder, sine(4800, ",", "\n", 0));
        JsonObject phase =
                meter(file, "--harmonics", "--json")
                        .json()
                        .getAsJsonArray("harmonics")
                        .get(0)
                        .getAsJsonObject();
        assertThat(phase.get("currentDistortion").getAsDouble()).isCloseTo(0, within(1e-6));
        assertThat(phase.getAsJsonArray("orders")).hasSize(20);
        assertThat(meter(file, "--harmonics").out()).containsPattern("\n +1 +230\\.00\\d+ +16\\.0");
        Path still = file(folder, "0,1.5\n".repeat(4800));
        assertThat(meter(still, "--harmonics", "--json").json().get("harmonics").isJsonNull())
                .isTrue();
    }

    @Test
    void withoutVoltageTheFrequencyIsNullAndNoneIsSaid(@TempDir Path folder) throws IOException {
        Path file = file(folder, "0,1.5\n".repeat(4800));
        JsonObject json = meter(file, "--json").json();
        assertThat(json.get("frequency").isJsonNull()).isTrue();
        assertThat(json.get("reactivePower").getAsDouble()).isZero();
        assertThat(json.get("current").getAsDouble()).isCloseTo(1.5, within(1e-9));
        assertThat(meter(file).out()).contains("none: no voltage");
    }

    @Test
    void acCouplingRemovesTheProbesOffset(@TempDir Path folder) throws IOException {
        Path file = file(folder, sine(4800, ",", "\n", 0).replace(",", ",1"));
        assertThat(meter(file, "--coupling", "dc", "--json").status()).isNotZero();
        Path shifted = file(folder, "1,0.5\n3,0.5\n".repeat(2400));
        JsonObject dc = meter(shifted, "--json").json();
        JsonObject ac = meter(shifted, "--coupling", "ac", "--json").json();
        assertThat(dc.get("current").getAsDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(ac.get("current").getAsDouble()).isCloseTo(0, within(1e-6));
        assertThat(dc.get("activePower").getAsDouble()).isCloseTo(1, within(1e-9));
        assertThat(ac.get("activePower").getAsDouble()).isCloseTo(0, within(1e-9));
        assertThat(dc.get("reactivePower").isJsonNull()).isTrue();
        meter(shifted, "--coupling", "both").refuses("--coupling", "'both'");
    }

    @ParameterizedTest
    @CsvSource({
        "'1,2\n3,x\n', ':2: column 2 is no number: ''x'''",
        "'1,2\n3,\n', ':2: column 2 is no number: '''''",
        "'1,NaN\n', ':1: column 2 is no number: ''NaN'''",
        "'u,i\n1,1e999\n', ':2: column 2 is no number'",
        "'u,i\nu,i\n', ':2: column 1 is no number'",
        "'1,2\n3\n', ':2: no column 2, the line has 1'",
        "'u\n1\n', ':1: no column 2, the line has 1'",
        "'u,i\n', 'holds no frames'",
        "'', ':1: the file is empty'",
    })
    void aBadFileIsNamedWithItsLine(String text, String complaint, @TempDir Path folder)
            throws IOException {
        meter(file(folder, text))
                .refuses("wave.csv" + (complaint.startsWith(":") ? complaint : ""), complaint);
    }

    @Test
    void aShortRecordingSaysWhatIsNeeded(@TempDir Path folder) throws IOException {
        meter(file(folder, sine(150, ",", "\n", 0)))
                .refuses("wave.csv: 31.3 ms are too short: two mains cycles", "45 ms");
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
        meter(folder.resolve("none.csv")).refuses("none.csv: no such file");
        meter(folder).refuses(folder.toString(), "not readable");
        Path binary = folder.resolve("b.csv");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        meter(binary).refuses("b.csv: is no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999", "-1", "NaN", "20000000", "fast"})
    void aWrongRateIsRefused(String rate) {
        run("meter", "--rate", rate, "--volts-column", "1", "--amps-column", "2", "x")
                .refuses("--rate");
    }

    @ParameterizedTest
    @CsvSource({"0;2", "1;1", "'1,2';3", "'1,2,3,4';'5,6,7,8'", "a;2", "1,2"})
    void wrongColumnsAreRefused(String columns) {
        String[] both = columns.split(";", 2);
        run(
                        "meter",
                        "--rate",
                        "4800",
                        "--volts-column",
                        both[0],
                        "--amps-column",
                        both.length > 1 ? both[1] : "",
                        "x")
                .refuses("column");
    }
}
