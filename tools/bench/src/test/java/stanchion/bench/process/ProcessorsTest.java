package stanchion.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0-1; 1; 0", "0; 0; ''", "0-3,5; 5; '0,1,2,3'", "2,4-6; 6; '2,4,5'"})
    void theLastAndTheOthers(String list, String last, String others) {
        Processors all = new Processors(list);
        assertThat(all.last()).isEqualTo(new Processors(last));
        assertThat(all.others()).isEqualTo(new Processors(others));
        assertThat(all.others().isNone()).isEqualTo(others.isEmpty());
    }

    @Test
    void thisProcessHasSome() {
        assertThat(Processors.allowed().last().isNone()).isFalse();
    }
}
