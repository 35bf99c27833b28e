package stanchion.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stanchion.boot.Slot;
import stanchion.update.slot.Running;
import stanchion.update.slot.Running.Order;

class BootedVersionTest {
    private static final String STATEMENT =
            """
            {"firmware":"1.2.0","mode":"boot","notes":["BOOT_LOOP A"],\
            "refused":[{"cause":"EPOCH","detail":"x","slot":"A","status":40}],\
            "security_epoch":3,"slot":"B","targets_sha256":"%s","targets_version":7}
            """
                    .formatted("ab".repeat(32));

    @TempDir private Path folder;

    @Test
    void theStatementOfTheVerifierSaysWhatRunsAndWhy() throws Exception {
        Running running = BootedVersion.read(statement(STATEMENT));
        assertThat(running.slot()).isEqualTo(Slot.B);
        assertThat(running.version().firmware()).isEqualTo("1.2.0");
        assertThat(running.version().targets()).isEqualTo(7);
        assertThat(running.version().epoch()).isEqualTo(3);
        assertThat(running.order()).isEqualTo(Order.BOOT_LOOP);
        assertThat(running.refused()).containsEntry(Slot.A, "EPOCH").hasSize(1);
    }

    @Test
    void anIncompleteStatementIsNamed() throws Exception {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"slot\":\"Q\"}",
                        STATEMENT.replace("1.2.0\"", "1.2.0"))) {
            Path file = statement(text);
            assertThatThrownBy(() -> BootedVersion.read(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("boot.json");
        }
    }

    @Test
    void theKeyOfTheRecordsHas32Bytes() throws Exception {
        Path file = statement(STATEMENT);
        assertThatThrownBy(() -> BootedVersion.key(file)).isInstanceOf(IOException.class);
        Files.write(folder.resolve("slots.key"), new byte[31]);
        assertThatThrownBy(() -> BootedVersion.key(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("31 bytes");
        Files.write(folder.resolve("slots.key"), new byte[32]);
        assertThat(BootedVersion.key(file)).hasSize(32);
    }

    private Path statement(String text) throws IOException {
        return Files.writeString(folder.resolve("boot.json"), text);
    }
}
