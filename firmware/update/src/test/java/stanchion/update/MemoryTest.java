package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.boot.Slot;

/// What an update remembers over a restart, and the owner's window.
final class MemoryTest {
    private static final String DIGEST = "ab".repeat(32);

    @TempDir private Path folder;

    @Test
    void everythingIsReadBackAsItWasWritten() throws IOException {
        Memory memory = Memory.read(folder);
        memory.follow(Channel.BETA);
        memory.allow(Window.between("22:00", "05:30"));
        memory.giveUp(new GaveUp(3, DIGEST, 2, "NOT_CONFIRMED"));
        Memory.Staged staged =
                new Memory.Staged(Slot.B, new Wanted(4, "cd".repeat(32), 7), "1.2.3");
        memory.stage(staged);
        Memory again = Memory.read(folder);
        assertThat(again.channel()).isEqualTo(Channel.BETA);
        assertThat(again.window()).isEqualTo(Window.between("22:00", "05:30"));
        assertThat(again.staged()).contains(staged);
        assertThat(again.gaveUp()).isEqualTo(memory.gaveUp());
        assertThat(again.serial()).isEqualTo(2);
        again.done();
        assertThat(Memory.read(folder).serial()).isEqualTo(7);
    }

    @Test
    void givenUpVersionIsTakenAgainForAHigherSerialAlone() throws IOException {
        Memory memory = Memory.read(folder);
        memory.giveUp(new GaveUp(3, DIGEST, 2, "NOT_CONFIRMED"));
        assertThat(memory.gaveUp(DIGEST, 0)).isTrue();
        assertThat(memory.gaveUp(DIGEST, 2)).isTrue();
        assertThat(memory.gaveUp(DIGEST, 3)).isFalse();
        assertThat(memory.gaveUp("cd".repeat(32), 0)).isFalse();
    }

    @Test
    void oldestOfTooManyIsForgotten() throws IOException {
        Memory memory = Memory.read(folder);
        for (int i = 0; i < 20; i++) {
            memory.giveUp(new GaveUp(i, "%064x".formatted(i), 0, "NOT_CONFIRMED"));
        }
        assertThat(Memory.read(folder).gaveUp())
                .hasSize(16)
                .extracting(GaveUp::targets)
                .contains(4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel nightly\n",
                "serial -1\n",
                "serial 1 2\n",
                "staged C 1 2 3 4\n",
                "gave-up 1 ab 1 X\n",
                "window 25:00 05:00\n",
                "\u0000"
            })
    void whatIsNoMemoryCountsAsNone(String text) throws IOException {
        Files.writeString(folder.resolve("memory"), "channel beta\n" + text);
        Memory memory = Memory.read(folder);
        assertThat(memory.channel()).isEqualTo(Channel.STABLE);
        assertThat(memory.staged()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "02:00, 05:00, 01:59, false",
        "02:00, 05:00, 02:00, true",
        "02:00, 05:00, 05:00, false",
        "22:00, 05:00, 23:00, true",
        "22:00, 05:00, 04:59, true",
        "22:00, 05:00, 12:00, false",
        "03:00, 03:00, 12:00, true",
    })
    void windowMaySpanMidnight(String from, String to, String now, boolean open) {
        assertThat(Window.between(from, to).orElseThrow().holds(LocalTime.parse(now)))
                .isEqualTo(open);
    }
}
