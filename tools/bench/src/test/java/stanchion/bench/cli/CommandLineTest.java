package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every command has in common: a help without complaints, one line for a bad option.
final class CommandLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attack",
                "bench",
                "bench-boot",
                "board",
                "board check",
                "board new",
                "board show",
                "boot",
                "device",
                "device new",
                "harmonics",
                "keys",
                "keys ceremony",
                "keys new",
                "keys revoke",
                "keys rotate",
                "keys sign-root",
                "keys status",
                "log-check",
                "meter",
                "meter-accuracy",
                "pilot",
                "pilot duty",
                "pilot amps",
                "pilot state",
                "replay",
                "sign",
                "provision",
                "simulate",
                "year",
            })
    void helpIsWrittenWithoutAComplaint(String command) {
        assertThat(complaints(command + " --help")).isEmpty();
    }

    @Test
    void everyCommandKnowsItsVersion() {
        assertThat(said("pilot duty --version").out()).startsWith("Stanchion ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attack --case A999         | no such case; ./run attack --list names them all",
                "attack --group A --case B1 | no such case; ./run attack --list names them all",
                "attack --jobs 0            | --jobs 0: 1 or more",
                "bench --port 99999         | bench: --port 99999 is no port, 0 to 65535",
                "bench --port -1            | bench: --port -1 is no port, 0 to 65535",
                "bench --port x             | 'x'",
                "bench-boot --runs 0        | --runs 0 is not in 1 to 1000",
                "bench --headless           | --headless needs --scenario FILE",
                "year --every 3             | --every must be 1, 2, 5 or 10",
                "simulate --sessions 0      | --sessions N (1 or more)",
                "boot --verify-only nowhere | nowhere is no device folder",
                "keys                       | keys: say what to do: ceremony",
                "keys rotate no --replace x | no: holds no 1.root.json; make keys: ./run keys",
                "keys ceremony x --root-threshold 3 | keys ceremony: role root: raise the"
                        + " threshold",
                "keys status nothing        | nothing: cannot be read",
                "keys new A --algorithm rsa | --algorithm rsa: take ed25519 or ml-dsa-65",
                "sign --keys no --firmware 1 --out x | sign: no: holds no 1.root.json",
                "replay nowhere --page      | replay: nowhere: no such file",
                "replay . --page            | replay: .: a folder, no journal",
                "replay x --page --port -1  | replay: --port -1 is no port, 0 to 65535",
                "replay x --port 1          | replay: --port goes with --page",
                "replay x --page --why      | replay: --why and --events print; the page",
                "provision nowhere .        | nowhere: cannot be read; name a 1.root.json",
                "provision                  | Missing required parameters: 'ROOT', 'DIR'",
            })
    void badOptionIsNamedInOneLine(String command, String complaint) {
        assertThat(complaints(command).lines()).singleElement().asString().contains(complaint);
    }

    private static String complaints(String command) {
        return said(command).error();
    }

    private static Said said(String command) {
        return Said.of(command.split(" +"));
    }
}
