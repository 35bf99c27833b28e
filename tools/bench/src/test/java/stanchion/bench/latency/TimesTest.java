package stanchion.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void quantilesAreNearestRanks() {
        Times times = Times.of("10:5000 20:4998 30:1 900:1");
        assertThat(times.quantile(0.5)).isEqualTo(10);
        assertThat(times.quantile(0.50001)).isEqualTo(20);
        assertThat(times.quantile(0.9999)).isEqualTo(30);
        assertThat(times.quantile(1)).isEqualTo(900).isEqualTo(times.most());
        assertThat(times.count()).isEqualTo(10_000);
    }

    @Test
    void whatWasThereBeforeIsTakenOff() {
        Times later = Times.of("10:7 20:1 30:2");
        assertThat(later.since(Times.of("10:7 30:1"))).isEqualTo(Times.of("20:1 30:1"));
    }

    @Test
    void twoAreAddedByTheMicrosecond() {
        assertThat(Times.of("5:1").and(Times.ofEach(List.of(5L, 6L))))
                .isEqualTo(Times.of("5:2 6:1"));
    }

    @Test
    void noneHaveNoQuantile() {
        assertThat(Times.of(" ")).isEqualTo(Times.NONE);
        assertThat(Times.NONE.quantile(0.99)).isZero();
        assertThat(Times.NONE.most()).isZero();
    }

    @Test
    void whatIsNoBinIsRefused() {
        assertThatThrownBy(() -> Times.of("10:1 soon")).isInstanceOf(NumberFormatException.class);
    }
}
