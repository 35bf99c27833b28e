package stanchion.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.gateway.world.Schemas;
import stanchion.link.LinkRecord.Hello;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// Contact, support period and instructions are published (SI 2021/1467, schedule 1, paragraph 11).
class Schedule1Paragraph11MakerTest {
    private static final String GOOD =
            """
            {"contact":"mailto:security@maker.example","supportedUntil":"2036-12-31",
             "instructions":"https://maker.example/charger"}
            """;

    @TempDir private Path folder;

    @Test
    void whatItsMakerPublishesIsToldInInfo() throws IOException {
        Nameplate plate = new Nameplate("SN-1", Optional.of(Maker.read(file(GOOD))));
        Hello hello = new Hello(1, new Uptime(0), "0.1.0", "virtual", new Amps(32), 3);
        String info = Documents.info(Instant.EPOCH, plate, hello);
        assertThat(Schemas.complaints(Topic.INFO, info)).isEmpty();
        assertThat(info)
                .contains(
                        "mailto:security@maker.example",
                        "2036-12-31",
                        "https://maker.example/charger");
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:,          ftp:,            contact is no address",
        "https,            http,            instructions is no address",
        "2036-12-31,       soon,            supportedUntil is no date",
        "'\"2036-12-31\"', 2036,            supportedUntil is no text",
        "supportedUntil,   supported,       'contact, supportedUntil and instructions'",
        "'{',              '[',             is not strict JSON",
        "https://maker.example/charger, https://not an address, instructions is no address"
    })
    void whatMakesNoSenseIsNamed(String what, String instead, String reason) throws IOException {
        Path file = file(GOOD.replace(what, instead));
        assertThatThrownBy(() -> Maker.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("--maker " + file, reason);
    }

    @Test
    void aFileThatIsNotThereOrTooLargeIsNamed() throws IOException {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> Maker.read(none)).hasMessageContaining(none + " cannot be read");
        Path large = file(" ".repeat(5000));
        assertThatThrownBy(() -> Maker.read(large)).hasMessageContaining("more than 4096 bytes");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("maker.json"), text);
    }
}
