package stanchion.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.board.LinuxWiring.Meter;
import stanchion.board.LinuxWiring.MeterDirection;
import stanchion.board.LinuxWiring.MeterParity;
import stanchion.board.LinuxWiring.MeterType;

/// The keys of an energy meter, put into the reference board.
final class MeterReaderTest {
    private static final String WHOLE =
            """
            meter = b23
            meter-port = serial/by-id/usb-1a86_USB_Serial-if00-port0
            meter-baud = 19200 baud
            meter-parity = even
            meter-stop-bits = 1
            meter-direction = adapter
            meter-address = 17
            """;

    @TempDir private Path folder;

    @Test
    void meterIsReadWithItsLineAndAddress() throws IOException {
        assertThat(meter(WHOLE))
                .contains(
                        new Meter(
                                MeterType.B23,
                                "serial/by-id/usb-1a86_USB_Serial-if00-port0",
                                19_200,
                                MeterParity.EVEN,
                                1,
                                MeterDirection.ADAPTER,
                                17));
    }

    @Test
    void boardMaySayThatItHasNone() throws IOException {
        assertThat(meter("meter = none\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "meter = b23|meter = b22|meter: 'b22' is none of",
                "serial/by-id/usb-1a86_USB_Serial-if00-port0|../etc/passwd|meter-port:",
                "19200 baud|14400 baud|meter-baud must be one of",
                "19200 baud|19200|meter-baud needs the unit baud",
                "= even|= mark|meter-parity: 'mark' is none of",
                "meter-stop-bits = 1|meter-stop-bits = 3|meter-stop-bits must be 1…2",
                "meter-address = 17|meter-address = 0|meter-address must be 1…247",
                "meter-address = 17|# none|the key 'meter-address' is missing",
                "meter = b23|meter = none|unknown key 'meter-",
            })
    void meterThatCannotBeReadIsRefusedWithItsReason(String text, String other, String reason)
            throws IOException {
        assertThat(WHOLE).contains(text);
        assertThat(read(WHOLE.replace(text, other)))
                .isInstanceOfSatisfying(
                        BoardFile.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith(reason));
    }

    private Optional<Meter> meter(String lines) throws IOException {
        return read(lines) instanceof BoardFile.Described(BoardDescription description)
                ? description.linux().orElseThrow().meter()
                : org.assertj.core.api.Assertions.fail("refused: " + read(lines));
    }

    private BoardFile.Result read(String lines) throws IOException {
        String board =
                Files.readString(
                        Path.of(
                                System.getProperty("stanchion.home"),
                                "board/cm4-reference/board.conf"));
        Path file = folder.resolve("board.conf");
        Files.writeString(file, board.replaceFirst("(?m)^meter += none$", lines));
        return BoardFile.read(file);
    }
}
