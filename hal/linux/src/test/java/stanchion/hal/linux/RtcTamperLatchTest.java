package stanchion.hal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stanchion.hal.TamperLatch.Held;

/// The latch of a clock chip, by files as the drivers of Linux 6.12 show them. What only a kernel
/// does, that a write empties the file, is not shown here.
class RtcTamperLatchTest {
    @TempDir Path folder;
    private Path latch;

    @BeforeEach
    void makeClocks() throws IOException {
        Path first = Files.createDirectories(folder.resolve("class/rtc/rtc0"));
        Files.writeString(first.resolve("name"), "rtc-pl031 9010000.pl031\n");
        Path second = Files.createDirectories(folder.resolve("class/rtc/rtc1"));
        Files.writeString(second.resolve("name"), "rtc-rv3028 1-0052\n");
        latch = Files.writeString(second.resolve("timestamp0"), "");
    }

    private RtcTamperLatch open(String driver) throws IOException {
        return RtcTamperLatch.open(new Roots(folder, folder), driver);
    }

    @Test
    void nothingInTheFileMeansNobodyWasThere() throws IOException {
        assertThat(open("rtc-rv3028").held()).isEqualTo(new Held.Armed());
    }

    @Test
    void secondsInTheFileAreWhenSomebodyWas() throws IOException {
        Files.writeString(latch, "1793672049\n");
        assertThat(open("rtc-rv3028").held())
                .isEqualTo(new Held.Tripped(Optional.of(Instant.ofEpochSecond(1_793_672_049))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"946684801", "4102444800", "99999999999999999999", "soon"})
    void aTimeThatAClockCannotHaveIsNotKnown(String text) throws IOException {
        Files.writeString(latch, text + "\n");
        assertThat(open("rtc-rv3028").held()).isEqualTo(new Held.Tripped(Optional.empty()));
    }

    @Test
    void aLatchThatCannotBeReadCountsAsTripped() throws IOException {
        RtcTamperLatch opened = open("rtc-rv3028");
        Files.delete(latch);
        assertThat(opened.held()).isEqualTo(new Held.Tripped(Optional.empty()));
        assertThatThrownBy(opened::rearm).isInstanceOf(IOException.class);
        assertThat(latch).doesNotExist();
    }

    /// A file keeps what is written into it, as a chip whose switch is still open does.
    @Test
    void aLatchThatDoesNotForgetIsNotArmed() throws IOException {
        Files.writeString(latch, "1793672049\n");
        RtcTamperLatch opened = open("rtc-rv3028");
        assertThatThrownBy(opened::rearm).hasMessageContaining("still holds something");
        assertThat(Files.readString(latch)).startsWith("0\n");
    }

    @Test
    void aClockThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> open("rtc-isl1208"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'rtc-isl1208'")
                .hasMessageContaining("rtc-rv3028 1-0052")
                .hasMessageContaining("rtc-pl031");
    }

    @Test
    void aClockWithoutALatchIsRefused() {
        assertThatThrownBy(() -> open("rtc-pl031"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no timestamp0");
    }
}
