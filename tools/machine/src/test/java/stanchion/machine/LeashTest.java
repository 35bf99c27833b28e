package stanchion.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeashTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String LONG = "echo $$; exec sleep 600";

    @TempDir private Path folder;

    @Test
    void programThatEndsByItselfIsGone() throws Exception {
        try (Leash leash = Leash.start(List.of("/bin/true"), folder.resolve("log"))) {
            assertThat(leash.gone(LIMIT)).isTrue();
            assertThat(leash.alive()).isFalse();
        }
    }

    @Test
    void programIsKilledWithItsLeash() throws Exception {
        try (Leash leash = Leash.heard(List.of("/bin/sh", "-c", LONG))) {
            ProcessHandle program = named(leash.said());
            assertThat(leash.alive()).isTrue();
            leash.kill();
            assertThat(leash.gone(LIMIT)).isTrue();
            program.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// Whoever holds the leash is killed without a chance to let anything go.
    @Test
    void programDiesWithWhoeverStartedIt() throws Exception {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path")
                                        + ":"
                                        + System.getProperty("jdk.module.path", ""),
                                Holder.class.getName())
                        .start();
        ProcessHandle program = named(holder.getInputStream());
        assertThat(program.isAlive()).isTrue();
        holder.destroyForcibly();
        program.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ProcessHandle named(InputStream said) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8));
        return ProcessHandle.of(Long.parseLong(in.readLine())).orElseThrow();
    }

    /// Starts a program, names it, and waits for an end that is not its own.
    static final class Holder {
        private Holder() {}

        public static void main(String... words) throws Exception {
            Leash leash = Leash.heard(List.of("/bin/sh", "-c", LONG));
            System.out.println(named(leash.said()).pid());
            leash.gone(Duration.ofMinutes(10));
        }
    }
}
