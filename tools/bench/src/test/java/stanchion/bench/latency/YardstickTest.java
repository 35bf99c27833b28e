package stanchion.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class YardstickTest {
    private static final String PRINTED =
            """
            # Histogram
            000000 000000
            000029 000940
            000066 000009
            # Total: 000000949
            # Min Latencies: 00029
            # Avg Latencies: 00030
            # Max Latencies: 250031
            # Histogram Overflows: %05d
            # Histogram Overflow at cycle number:
            # Thread 0: 00100
            """;

    @Test
    void cyclictestsHistogramIsRead() {
        assertThat(Yardstick.read(PRINTED.formatted(0))).isEqualTo(Times.of("29:940 66:9"));
    }

    @Test
    void whatLiesBeyondTheHistogramCountsAsTheLongest() {
        assertThat(Yardstick.read(PRINTED.formatted(1)))
                .isEqualTo(Times.of("29:940 66:9 250031:1"));
    }

    @Test
    void cyclictestThatSaysNoFiguresIsNoYardstick() {
        assertThatThrownBy(() -> Yardstick.read("unable to change scheduling policy!"))
                .isInstanceOf(LatencyTrouble.class)
                .hasMessageContaining("unable to change");
    }

    @Test
    void cyclictestHasTheLoopsIntervalAndPriorityAndAnEndAboveIt() {
        assertThat(String.join(" ", Yardstick.command(Duration.ofMinutes(1))))
                .startsWith("chrt --fifo 90 timeout -k 5 70 ")
                .contains("--priority=80 --interval=10000")
                .endsWith("--duration=60");
    }
}
