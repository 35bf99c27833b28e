package stanchion.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.gateway.security.ChainedLog;
import stanchion.gateway.security.SecurityEvent;
import stanchion.gateway.security.SecurityEvent.Kind;
import stanchion.gateway.store.StoreException;
import stanchion.units.Uptime;

/// A log as the gateway writes it, and as somebody who altered it would hand it over.
final class LogCheckCommandTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir private Path folder;
    private Path log;
    private Uptime now = new Uptime(0);

    @BeforeEach
    void write() throws StoreException {
        log = folder.resolve("security-log");
        ChainedLog written =
                ChainedLog.open(
                        log,
                        new ChainedLog.Setting(
                                "machine",
                                () -> now,
                                at -> Optional.of(NOON.plusNanos(at.nanos())),
                                _ -> Optional.of("a.stranger's.signature")));
        for (int i = 1; i <= 5; i++) {
            written.record(new SecurityEvent(Kind.TAMPER_ATTEMPT, "number " + i));
            now = now.plus(Duration.ofMinutes(1));
        }
        written.seal();
    }

    @Test
    void aLogAsItWasWrittenIsSoundAsAFolderAndAsAFile() throws IOException {
        Said said = check(log);
        assertThat(said.status()).isZero();
        assertThat(said.out())
                .containsPattern("^sound: log [0-9a-f]{16}, 6 records, 1 to 6\n")
                .contains("no signature was judged");
        Path exported = folder.resolve("exported.jsonl");
        Files.write(exported, lines());
        assertThat(check(exported)).isEqualTo(said);
    }

    @Test
    void theFirstRecordThatIsNotAsItWasIsNamed() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        lines.set(2, lines.get(2).replace("number 3", "number 4"));
        Said altered = check(Files.write(folder.resolve("altered"), lines));
        assertThat(altered.status()).isEqualTo(1);
        assertThat(altered.out()).startsWith("broken at record 3: record 4 was written behind");
        lines = new ArrayList<>(lines());
        lines.remove(3);
        assertThat(check(Files.write(folder.resolve("without"), lines)).out())
                .startsWith("broken at record 4: record 5 stands in its place");
        assertThat(check(Files.writeString(folder.resolve("none"), "")).out())
                .isEqualTo("broken at record 1: there is no record\n");
    }

    /// The chain alone holds; who signed it was nobody the authority knows.
    @Test
    void aLogThatAStrangerSignedIsBroken() {
        Path authority = Path.of("src/test/resources/stanchion/bench/cli/authority.pem");
        Said said = check(log, "--authority", authority.toString());
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out())
                .isEqualTo(
                        "broken at record 6: its signature is not the charger's over the records"
                                + " before\n");
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        assertThat(check(folder.resolve("nowhere")).error())
                .isEqualTo("log-check: " + folder.resolve("nowhere") + ": no such file\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(check(empty).error()).contains("a folder without a log");
        Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
        Said said = check(log, "--authority", text.toString());
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.error().lines())
                .singleElement()
                .asString()
                .contains("holds no certificate");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(log.resolve("000000000001.log"));
    }

    private static Said check(Path file, String... more) {
        return Said.of(
                Stream.concat(Stream.of("log-check", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }
}
