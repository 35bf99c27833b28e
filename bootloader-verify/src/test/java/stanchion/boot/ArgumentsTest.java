package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words the verifier's process takes.
final class ArgumentsTest {
    @Test
    void deviceAloneAsksForAVerdict() {
        assertThat(Arguments.read("--device", "d"))
                .contains(new Arguments(Path.of("d"), Optional.empty(), RunFolder.Place.RAM));
    }

    @Test
    void wordsMayStandInAnyOrder() {
        assertThat(Arguments.read("--bench", "--run", "r", "--device", "d"))
                .contains(
                        new Arguments(
                                Path.of("d"), Optional.of(Path.of("r")), RunFolder.Place.ANYWHERE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--device",
                "--run r",
                "--device d --run",
                "--device d x",
                "d",
                "--help"
            })
    void anythingElseIsNoCommandLine(String words) {
        assertThat(Arguments.read(words.split(" ", -1))).isEmpty();
    }

    @Test
    void whatIsNoPathIsNoCommandLine() {
        assertThat(Arguments.read("--device", "a\0b")).isEmpty();
        assertThat(Arguments.read("--device", "d", "--run", "a\0b")).isEmpty();
    }
}
