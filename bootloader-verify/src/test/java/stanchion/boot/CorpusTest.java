package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the fuzzer found worth keeping is judged again; `./run fuzz` looks for more.
final class CorpusTest {
    @ParameterizedTest
    @EnumSource
    void everySeedIsAccepted(FuzzTarget target) {
        assertThat(FuzzSeeds.of(target)).isNotEmpty().allMatch(target::accepts);
    }

    /// Not accepted or refused is an exception, and fails the test.
    @ParameterizedTest
    @EnumSource
    void everyInputThatWasKeptIsAcceptedOrRefusedWithinItsBounds(FuzzTarget target) {
        assertThat(target.corpus()).isNotEmpty();
        for (byte[] input : target.corpus()) {
            FuzzBounds.hold(() -> target.accepts(input));
        }
    }

    @Test
    void inputThatTakesTooMuchMemoryIsAFinding() {
        assertThatThrownBy(() -> FuzzBounds.hold(() -> assertThat(new byte[65 << 20]).isNotNull()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" bytes");
    }

    @Test
    void inputThatIsJudgedForMoreThanASecondIsAFinding() {
        assertThatThrownBy(() -> FuzzBounds.hold(CorpusTest::compute))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(" ms");
    }

    private static void compute() {
        byte[] digest = new byte[32];
        long end = Thread.currentThread().isAlive() ? System.nanoTime() + 1_500_000_000L : 0;
        while (System.nanoTime() < end) {
            digest = Key.sha256(digest);
        }
    }
}
