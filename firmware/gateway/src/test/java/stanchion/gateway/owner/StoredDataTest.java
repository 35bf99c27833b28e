package stanchion.gateway.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the README says is stored is what the code says. With `-Dstanchion.write=true` this writes
/// it instead.
class StoredDataTest {
    private static final Path README = Path.of("README.md");
    private static final String HEAD = "| stored | where | how long | on deletion |";

    @Test
    void theTableOfTheReadmeIsThatOfTheCode() throws IOException {
        List<String> lines = Files.readAllLines(README);
        int from = lines.indexOf(HEAD);
        assertThat(from).isNotNegative();
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith("|")) {
            to++;
        }
        List<String> table = lines.subList(from, to);
        if (Boolean.getBoolean("stanchion.write")) {
            table.clear();
            table.addAll(expected());
            Files.writeString(README, String.join("\n", lines) + "\n");
        }
        assertThat(table).isEqualTo(expected());
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>(List.of(HEAD, "|---|---|---|---|"));
        Arrays.stream(StoredData.values())
                .map(data ->
                        "| %s | %s | %s | %s: %s |"
                                .formatted(
                                        data.what(),
                                        data.where(),
                                        data.howLong(),
                                        data.fate() == StoredData.Fate.DELETED ? "deleted" : "kept",
                                        data.why()))
                .forEach(expected::add);
        return expected;
    }
}
