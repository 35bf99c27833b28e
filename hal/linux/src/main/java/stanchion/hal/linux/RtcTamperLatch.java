package stanchion.hal.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import stanchion.hal.TamperLatch;
import stanchion.hal.linux.os.Attribute;

/// The event input of a battery-fed clock chip, /sys/class/rtc/rtcN/timestamp0: seconds since 1970
/// of what the chip latched, nothing where it latched nothing; whatever is written clears it.
///
/// Linux 6.12 has it in its drivers rtc-pcf2127 (PCF2127, PCF2129, PCF2131), rtc-rv3028 and
/// rtc-isl1208 (ISL1219); no document of the kernel's describes it, the drivers do. The drivers of
/// M41T and PCF85363 have no such attribute. The lid's switch is wired to the chip's event input
/// and to the board's line; which edge latches is the chip's setting. Where the chip's time was
/// lost, rtc-rv3028 and rtc-isl1208 refuse the reading: the latch counts as tripped, its time as
/// unknown. rtc-pcf2127 then shows nothing, so such a chip must not lose its time before its latch.
public final class RtcTamperLatch implements TamperLatch {
    private static final String LATCH = "timestamp0";

    /// No chip was set before; a clock that says so has lost its time.
    private static final long FIRST_SECOND = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    /// The last second these chips can say.
    private static final long LAST_SECOND = Instant.parse("2099-12-31T23:59:59Z").getEpochSecond();

    private final Path latch;

    private RtcTamperLatch(Path latch) {
        this.latch = latch;
    }

    /// Finds a clock by its driver.
    ///
    /// @param driver the first word of /sys/class/rtc/rtcN/name, `rtc-rv3028` for one
    /// @throws IOException naming the clocks there are, or a clock without a latch
    public static RtcTamperLatch open(Roots roots, String driver) throws IOException {
        Path all = roots.sys().resolve("class/rtc");
        TreeSet<String> seen = new TreeSet<>();
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> clocks = Files.newDirectoryStream(all, "rtc*")) {
                for (Path clock : clocks) {
                    String name = Attribute.text(clock.resolve("name"));
                    seen.add(name);
                    if (name.equals(driver) || name.startsWith(driver + " ")) {
                        return of(clock);
                    }
                }
            }
        }
        throw new IOException(
                "no clock has the driver '%s'; %s holds %s"
                        .formatted(driver, all, seen.isEmpty() ? "none" : seen));
    }

    private static RtcTamperLatch of(Path clock) throws IOException {
        Path latch = clock.resolve(LATCH);
        if (!Files.exists(latch)) {
            throw new IOException(clock + ": this clock has no " + LATCH + ", so no latch");
        }
        return new RtcTamperLatch(latch);
    }

    @Override
    public Held held() {
        try {
            String text = Attribute.text(latch);
            return text.isEmpty() ? new Held.Armed() : new Held.Tripped(time(text));
        } catch (IOException refused) {
            return new Held.Tripped(Optional.empty());
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds >= FIRST_SECOND && seconds <= LAST_SECOND
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        } catch (NumberFormatException garbled) {
            return Optional.empty();
        }
    }

    @Override
    public void rearm() throws IOException {
        Files.write(latch, "0\n".getBytes(US_ASCII), StandardOpenOption.WRITE);
        if (held() instanceof Held.Tripped) {
            throw new IOException(latch + ": still holds something after it was cleared");
        }
    }
}
