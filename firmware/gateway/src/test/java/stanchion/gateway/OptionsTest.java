package stanchion.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.update.UpdateOptions;

class OptionsTest {
    @TempDir private Path folder;

    @Test
    void fourOptionsMustBeThereAndTheBootStatementMay() {
        Options options = Options.parse(complete());
        assertThat(options.broker()).isEqualTo(new Endpoint("localhost", 8883));
        assertThat(options.link()).isEqualTo(Path.of("/run/link.sock"));
        assertThat(options.boot()).isEmpty();
        List<String> booted = new ArrayList<>(complete());
        booted.addAll(List.of("--boot", "/run/stanchion/boot.json"));
        assertThat(Options.parse(booted).boot()).contains(Path.of("/run/stanchion/boot.json"));
    }

    @Test
    void updatesWantADeviceASupervisorAndABootStatement() {
        assertThat(Options.parse(complete()).updates()).isEmpty();
        List<String> updating = new ArrayList<>(complete());
        updating.addAll(List.of("--device", folder.toString(), "--switch", folder.toString()));
        assertRefused(updating, "the option --boot is missing; try --help");
        updating.addAll(List.of("--boot", "/run/stanchion/boot.json"));
        assertThat(Options.parse(updating).updates())
                .contains(
                        new UpdateOptions(
                                folder,
                                folder,
                                Path.of("/run/stanchion/boot.json"),
                                512 * 1024,
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(30)));
        List<String> slow = new ArrayList<>(updating);
        slow.addAll(List.of("--update-rate", "0"));
        assertRefused(slow, "--update-rate '0' is no whole number from 1 to 1048576");
        List<String> alone = new ArrayList<>(complete());
        alone.addAll(List.of("--grace", "5"));
        assertRefused(alone, "the option --grace is of no use without --device");
    }

    @Test
    void whatIsWrongIsNamedInOneLine() {
        assertRefused(List.of(), "the option --link is missing; try --help");
        assertRefused(List.of("--colour", "red"), "unknown option '--colour'; try --help");
        assertRefused(List.of("--link"), "the option --link wants a value");
        assertRefused(List.of("--link", "a", "--link", "b"), "the option --link is given twice");
        List<String> nowhere = new ArrayList<>(complete());
        nowhere.set(3, "/nowhere");
        assertRefused(nowhere, "--state '/nowhere' is no folder");
        List<String> plain = new ArrayList<>(complete());
        plain.set(7, "tcp://localhost");
        assertRefused(plain, "the broker 'tcp://localhost' must look like ssl://host:port");
    }

    private List<String> complete() {
        return List.of(
                "--link",
                "/run/link.sock",
                "--state",
                folder.toString(),
                "--identity",
                folder.toString(),
                "--broker",
                "ssl://localhost");
    }

    private static void assertRefused(List<String> arguments, String message) {
        assertThatThrownBy(() -> Options.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
