package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tables of this folder's README say what the code says.
final class ReadmeTest {
    private List<String> lines = List.of();

    @BeforeEach
    void read() throws IOException {
        lines = Files.readAllLines(Path.of("README.md"));
    }

    @Test
    void everyCauseStandsThereWithStatusAndSentence() {
        List<String> expected =
                Arrays.stream(Refusal.values())
                        .map(cause ->
                                "| %d | `%s` | %s | %s |"
                                        .formatted(
                                                cause.status(),
                                                cause,
                                                cause.scope() == Refusal.Scope.CHARGER
                                                        ? "charger"
                                                        : "slot",
                                                cause.sentence()))
                        .toList();
        assertThat(table("| status | cause | rules out | what to do |")).isEqualTo(expected);
    }

    @Test
    void everyLimitStandsThereAsItIs() {
        Map<String, Long> written = new TreeMap<>();
        for (String row : table("| what | at most | beyond it |")) {
            String[] cells = row.split(" \\| ", -1);
            written.put(cells[0].substring(2), Long.valueOf(cells[1].replaceFirst(" \\(.*", "")));
        }
        assertThat(written).containsExactlyInAnyOrderEntriesOf(limits());
    }

    private static Map<String, Long> limits() {
        Map<String, Long> limits = new TreeMap<>();
        limits.put("roots", (long) RootChain.MOST_ROOTS);
        limits.put("bytes of a root", (long) Metadata.LARGEST_ROOT);
        limits.put("keys of a root", (long) Root.MOST_KEYS);
        limits.put("keys of a role", (long) Role.MOST_KEYS);
        limits.put("bytes of targets.json", (long) Metadata.LARGEST_TARGETS);
        limits.put("signatures of a file", (long) Envelope.MOST_SIGNATURES);
        limits.put("digits of a signature", (long) Envelope.LONGEST_SIGNATURE);
        limits.put("depth of JSON", (long) JsonReader.DEEPEST);
        limits.put("a number in JSON", JsonReader.LARGEST_NUMBER);
        limits.put("files of a slot", (long) Targets.MOST_FILES);
        limits.put("characters of a file's name", (long) Target.LONGEST_NAME);
        limits.put("bytes of a file", Target.LARGEST);
        limits.put("bytes of all files together", Targets.LARGEST_SUM);
        limits.put("hardware ids, native modules", (long) Release.MOST_NAMES);
        limits.put("characters of a word in x-stanchion", (long) Release.LONGEST_NAME);
        limits.put("free bytes that the copy leaves in the run folder", RunFolder.MARGIN_BYTES);
        limits.put("lines of boot.conf", (long) BootConf.MOST_LINES);
        limits.put("characters of a line of boot.conf", (long) BootConf.LONGEST_LINE);
        limits.put("offset into an nvmem file", BootConf.LARGEST_OFFSET);
        limits.put("bytes of OTP and device key", (long) OneTimeProgrammable.BYTES);
        limits.put("digits of a counter file", (long) CounterFile.MOST_DIGITS);
        limits.put("bytes of a slot record", (long) SlotRecord.BYTES);
        limits.put("tries of a version", (long) SlotState.MOST_TRIES);
        limits.put("starts in vain of a confirmed version", (long) Starts.MOST);
        limits.put("starts that are counted", Starts.LARGEST - 1L);
        limits.put("bytes of a reset cause", (long) Device.LONGEST_RESET_CAUSE);
        limits.put("characters of a refusal's detail", (long) Refused.LONGEST_DETAIL);
        return limits;
    }

    /// The rows below a head.
    private List<String> table(String head) {
        int from = lines.indexOf(head) + 2;
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith("|")) {
            to++;
        }
        return lines.subList(from, to);
    }
}
