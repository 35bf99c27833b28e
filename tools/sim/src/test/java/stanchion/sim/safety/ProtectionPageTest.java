package stanchion.sim.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page beside the table says what the table says.
final class ProtectionPageTest {
    private static final Path PAGE =
            Path.of("../../firmware/pure/src/main/java/stanchion/safety/protection.md");

    @Test
    void pageIsTheOneTheTableWrites() throws IOException {
        assertThat(Files.readString(PAGE))
                .as("stale: ./run safety-case --table > " + PAGE.normalize())
                .isEqualTo(ProtectionPage.text());
    }
}
