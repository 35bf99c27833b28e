package stanchion.charger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stanchion.replay.JournalFile;
import stanchion.replay.Replay;

/// The charger's process is killed in the middle of a charge, in real time; the journals of its
/// lives lead to the same decisions once more.
@Timeout(120)
class KilledChargerTest {
    private static final Pattern ENERGY = Pattern.compile("\"energyTruthWh\":([0-9.]+)");
    private static final double SOME_WATT_HOURS = 2;

    @TempDir private Path folder;

    private static double energy(String truth) {
        Matcher matcher = ENERGY.matcher(truth);
        assertThat(matcher.find()).as(truth).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static boolean isClosed(String truth) {
        return truth.contains("\"contactor\":\"closed\"");
    }

    private static String charged(Programs programs, double wattHours) throws IOException {
        return programs.awaitTruth(truth -> isClosed(truth) && energy(truth) > wattHours);
    }

    @Test
    void contactorOpensWhenTheChargerIsKilledAndTheNextLifeResumesTheCharge() throws Exception {
        try (Programs programs = new Programs(folder)) {
            Process first = programs.charger("first");
            assertThat(programs.ask("plug cable 32A")).isEqualTo("ok");
            assertThat(programs.ask("s2 close")).isEqualTo("ok");
            assertThat(programs.ask("draw 16A phases 3")).isEqualTo("ok");
            charged(programs, SOME_WATT_HOURS);

            first.toHandle().destroyForcibly();
            String open = programs.awaitTruth(truth -> !isClosed(truth));
            assertThat(first.waitFor()).isEqualTo(137);
            assertThat(open).contains("\"violations\":[]");

            Process second = programs.charger("second");
            String resumed = charged(programs, energy(open) + SOME_WATT_HOURS);
            assertThat(resumed).contains("\"closures\":2").contains("\"violations\":[]");

            second.toHandle().destroy();
            String stopped = programs.awaitTruth(truth -> !isClosed(truth));
            assertThat(second.waitFor()).isEqualTo(143);
            assertThat(stopped).contains("\"dutyPercent\":100.000");
        }
        assertThat(replayed("first")).isInstanceOf(Replay.Identical.class);
        Replay.Result whole = replayed("second");
        assertThat(whole).isEqualTo(new Replay.Identical(whole.tally(), 0));
        assertThat(whole.tally().cycles()).isPositive();
    }

    /// Each life wrote a journal; the one that was killed may lack its last second.
    private Replay.Result replayed(String journal) throws IOException {
        return Replay.of(JournalFile.read(folder.resolve(journal)), _ -> {});
    }
}
