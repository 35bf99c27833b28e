package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LaunchTest {
    @Test
    void theOnlyProcessorHasNoCollectorThatWaitsForAnotherThreadWithoutGivingItAway() {
        assertThat(Launch.collector(1)).isEqualTo("UseSerialGC");
        assertThat(Launch.collector(2)).isEqualTo("UseG1GC");
    }
}
