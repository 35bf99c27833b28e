package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LaunchTest {
    @Test
    void nothingKeepsTheOnlyProcessorForLong() {
        assertThat(Launch.pace(1)).isEqualTo("-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n");
        assertThat(Launch.pace(2)).isEqualTo("-XX:+UseG1GC\n");
    }
}
