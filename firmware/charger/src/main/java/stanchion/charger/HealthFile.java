package stanchion.charger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import stanchion.hal.MeterReading;
import stanchion.hal.SerialMeter;
import stanchion.launch.AotCache;
import stanchion.units.Uptime;
import stanchion.units.WattHours;

/// The file `health`: how the loop fares, one `key=value` a line, replaced as a whole.
///
/// ```text
/// bootId=…               names this life of the charger
/// ending=RUNNING         RUNNING, STOPPED or BUG
/// cycles=…               since the start
/// deadlinesMissed=…
/// worstLatenessMicros=…  release to wake-up
/// worstResponseMicros=…  release to outputs applied
/// latenesses=…           every one of them, `MICROS:COUNT` by bins, see [Histogram]
/// responses=…            likewise
/// interventions=…        cycles in which the interlock overruled the session
/// reportsDropped=…       reports that will never reach a gateway
/// energyWh=…             the energy register as last written to the disk
/// aot=mapped             the ahead-of-time cache: mapped, not mapped, or none in this version
/// firstDeadlineNanos=…   uptime at which the first deadline was met; 0 before
/// meter=…                the meter on the serial line: `none`, `NAME` of why nothing is read, or
///                        `3667.2 W, 1234500.0 Wh in, 500.0 Wh out`
/// ```
final class HealthFile {
    static final String FILE = "health";

    private final Path file;
    private final long bootId;
    private final Optional<SerialMeter> meter;

    HealthFile(Path folder, long bootId, Optional<SerialMeter> meter) {
        file = folder.resolve(FILE);
        this.bootId = bootId;
        this.meter = meter;
    }

    /// What others than the loop know.
    ///
    /// @param dropped reports the link gave up
    /// @param energy as last written to the register
    record Books(AotCache cache, long dropped, WattHours energy) {}

    void write(String ending, Vitals.Snapshot vitals, Books books) throws IOException {
        String text =
                """
                bootId=%d
                ending=%s
                cycles=%d
                deadlinesMissed=%d
                worstLatenessMicros=%d
                worstResponseMicros=%d
                latenesses=%s
                responses=%s
                interventions=%d
                reportsDropped=%d
                energyWh=%s
                aot=%s
                firstDeadlineNanos=%d
                meter=%s
                """
                        .formatted(
                                bootId,
                                ending,
                                vitals.cycles(),
                                vitals.deadlinesMissed(),
                                vitals.worstLatenessNanos() / 1_000,
                                vitals.worstResponseNanos() / 1_000,
                                vitals.latenesses(),
                                vitals.responses(),
                                vitals.interventions(),
                                vitals.reportsLost() + books.dropped(),
                                books.energy().value(),
                                books.cache().text(),
                                vitals.firstMet().map(Uptime::nanos).orElse(0L),
                                meter.map(HealthFile::text).orElse("none"));
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(SerialMeter meter) {
        return switch (meter.reading(new Uptime(System.nanoTime()))) {
            case MeterReading.Missing(Uptime _, MeterReading.Cause why) -> why.name();
            case MeterReading.Measured read ->
                    String.format(
                            Locale.ROOT,
                            "%.1f W, %.1f Wh in, %.1f Wh out",
                            read.power().value(),
                            read.imported().value(),
                            read.exported().value());
        };
    }
}
