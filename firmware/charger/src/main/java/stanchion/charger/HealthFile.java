package stanchion.charger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
/// interventions=…        cycles in which the interlock overruled the session
/// reportsDropped=…       reports that will never reach a gateway
/// energyWh=…             the energy register as last written to the disk
/// aot=mapped             the ahead-of-time cache: mapped, not mapped, or none in this version
/// firstDeadlineNanos=…   uptime at which the first deadline was met; 0 before
/// ```
final class HealthFile {
    static final String FILE = "health";

    private final Path file;
    private final long bootId;

    HealthFile(Path folder, long bootId) {
        file = folder.resolve(FILE);
        this.bootId = bootId;
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
                interventions=%d
                reportsDropped=%d
                energyWh=%s
                aot=%s
                firstDeadlineNanos=%d
                """
                        .formatted(
                                bootId,
                                ending,
                                vitals.cycles(),
                                vitals.deadlinesMissed(),
                                vitals.worstLatenessNanos() / 1_000,
                                vitals.worstResponseNanos() / 1_000,
                                vitals.interventions(),
                                vitals.reportsLost() + books.dropped(),
                                books.energy().value(),
                                books.cache().text(),
                                vitals.firstMet().map(Uptime::nanos).orElse(0L));
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
