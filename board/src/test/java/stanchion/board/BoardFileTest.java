package stanchion.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.board.BoardFile.Described;
import stanchion.board.BoardFile.Refused;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.SafetyLimits;
import stanchion.units.Amps;
import stanchion.units.Hertz;
import stanchion.units.Volts;

class BoardFileTest {
    private static final Path BENCH = Path.of("bench", "board.conf");

    @TempDir private Path folder;

    @Test
    void benchBoardIsDescribed() {
        BoardFile.Result result = BoardFile.read(BENCH);
        assertThat(result).isInstanceOf(Described.class);
        BoardDescription description = ((Described) result).description();
        BoardProfile profile = description.profile();
        assertThat(description.driver()).isEqualTo("terminals");
        assertThat(profile.ratedCurrent()).isEqualTo(new Amps(32));
        assertThat(profile.attachment()).isEqualTo(CableAttachment.SOCKET);
        assertThat(profile.silenceLimit()).isEqualTo(Duration.ofMillis(200));
        assertThat(profile.safety())
                .isEqualTo(
                        new SafetyLimits(
                                new Volts(195.5),
                                new Volts(264.5),
                                new Hertz(47),
                                new Hertz(53),
                                new Amps(32),
                                SafetyLimits.OpenPen.UNWATCHED,
                                SafetyLimits.ResidualStandard.RDC_DD,
                                SafetyLimits.Heat.USUAL));
        assertThat(profile.analog().mainsRate()).isEqualTo(new Hertz(4800));
        assertThat(profile.analog().phases()).hasSize(3);
        assertThat(profile.analog().phases().get(2).currentLag())
                .isEqualTo(Duration.ofNanos(65_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rated-current|rated-current = 100 A|rated-current must be 6…80 A, not 100",
                "rated-current|rated-current = 32 V|rated-current needs the unit A, not 'V'",
                "rated-current|rated-current = 32|rated-current needs the unit A",
                "rated-current|rated-current = NaN A|rated-current: 'NaN' is not a decimal number",
                "rated-current|rated-current = 1e1 A|rated-current: '1e1' is not a decimal number",
                "rated-current|rated-current|not 'key = value unit': rated-current",
                "rated-current|rated-current =|rated-current needs one value and its unit",
                "rated-current|rated-current = 32 A A|rated-current needs one value and its unit",
                "attachment|attachment = cable|attachment: 'cable' is none of [socket, tethered]",
                "attachment|colour = red|the key 'attachment' is missing",
                "attachment|name = bench|the key 'name' stands twice",
                "fallback-current|fallback-current = 3 A|fallback-current must be 0 A or at least"
                        + " 6 A",
                "fallback-current|fallback-current = 33 A|fallback-current must be 0…32 A, not 33",
                "silence-limit|silence-limit = 2000 ms|silence-limit must be 30…500 ms, not 2000",
                "silence-limit|silence-limit = 99.5 ms|silence-limit must be a whole number",
                "least-voltage|least-voltage = 265 V|least-voltage must be below the limit after it,"
                        + " 264.5",
                "most-voltage|most-voltage = 300 V|most-voltage must be 85…276 V, not 300",
                "least-frequency|least-frequency = 53 Hz|least-frequency must be below the limit",
                "open-pen|open-pen = yes|open-pen: 'yes' is none of [watched, unwatched]",
                "residual-standard|residual-standard = gfci|residual-standard: 'gfci' is none of"
                        + " [rdc-dd, ccid20]",
                "unbalanced-current|unbalanced-current = 4 A|unbalanced-current must be 6…80 A",
                "heat-half|heat-half = 62 C|heat-restore must be below the limit after it, 62",
                "heat-quarter|heat-quarter = 71 C|heat-quarter must be below the limit after it",
                "heat-stop|heat-stop = 90 C|heat-stop must be 30…85 C, not 90",
                "phases|phases = 4|phases must be 1…3, not 4",
                "phases|phases = 2|unknown key 'l3-",
                "mains-rate|mains-rate = 1000 Hz|mains-rate must be 4000…64000 Hz, not 1000",
                "pilot-step|pilot-step = 0.0001 V|pilot reaches -3.3…3.3 V and clips; it must"
                        + " reach -13.0…13.0 V",
                "pilot-step|pilot-step = 0 V|pilot-step must not be 0",
                "l2-amps-step|l2-amps-step = 0.001 A|l2-amps reaches -32.8…32.8 A and clips",
            })
    void unsafeLineIsRefusedWithItsReason(String key, String replacement, String reason)
            throws IOException {
        List<String> lines = Files.readAllLines(BENCH);
        Path file = folder.resolve("board.conf");
        Files.write(
                file,
                lines.stream()
                        .map(line -> line.startsWith(key + " ") ? replacement : line)
                        .toList());
        assertThat(BoardFile.read(file)).isInstanceOf(Refused.class);
        Refused refused = (Refused) BoardFile.read(file);
        assertThat(refused.reason()).startsWith(reason);
        assertThat(refused.message()).startsWith(file + ":" + refused.line() + ": ");
        assertThat(refused.line()).isBetween(1, lines.size());
    }

    @Test
    void errorNamesTheLineItStandsIn() throws IOException {
        Path file = folder.resolve("board.conf");
        Files.writeString(file, "# comment\nname = bench\n\nname = other\n");
        assertThat(BoardFile.read(file))
                .isEqualTo(new Refused(file, 4, "the key 'name' stands twice"));
    }

    @Test
    void missingFileAndBinaryFileAreRefused() throws IOException {
        Path missing = folder.resolve("nowhere.conf");
        assertThat(((Refused) BoardFile.read(missing)).message())
                .isEqualTo(missing + ": cannot be read; name a board's description file");
        Path binary = folder.resolve("binary.conf");
        Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThat(((Refused) BoardFile.read(binary)).reason()).isEqualTo("not UTF-8 text");
        Path huge = folder.resolve("huge.conf");
        Files.write(huge, new byte[70_000]);
        assertThat(((Refused) BoardFile.read(huge)).reason()).startsWith("longer than");
    }

    @Test
    void everyLineOfTheBenchBoardIsNeeded() throws IOException {
        List<String> lines = Files.readAllLines(BENCH);
        Path file = folder.resolve("board.conf");
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            int left = i;
            Files.write(
                    file,
                    IntStream.range(0, lines.size())
                            .filter(line -> line != left)
                            .mapToObj(lines::get)
                            .toList());
            assertThat(BoardFile.read(file)).as(lines.get(i)).isInstanceOf(Refused.class);
        }
    }
}
