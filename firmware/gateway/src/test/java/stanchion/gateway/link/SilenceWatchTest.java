package stanchion.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import stanchion.gateway.link.SilenceWatch.Finding;
import stanchion.units.Uptime;

class SilenceWatchTest {
    private final SilenceWatch watch = new SilenceWatch(at(0));

    @Test
    void aChargerIsGivenTenSecondsToStart() {
        assertThat(watch.look(at(9.9))).isEqualTo(Finding.SPEAKING);
        assertThat(watch.look(at(10))).isEqualTo(Finding.FALLEN_SILENT);
    }

    @Test
    void silenceAndReturnAreFoundOnceEach() {
        watch.heard(at(1));
        assertThat(watch.look(at(3.9))).isEqualTo(Finding.SPEAKING);
        assertThat(watch.look(at(4))).isEqualTo(Finding.FALLEN_SILENT);
        assertThat(watch.look(at(5))).isEqualTo(Finding.SILENT);
        assertThat(watch.lastHeard()).isEqualTo(at(1));
        watch.heard(at(6));
        assertThat(watch.look(at(6))).isEqualTo(Finding.BACK);
        assertThat(watch.look(at(6.5))).isEqualTo(Finding.SPEAKING);
    }

    private static Uptime at(double seconds) {
        return new Uptime(0).plus(Duration.ofMillis((long) (seconds * 1_000)));
    }
}
