package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of refusals.
final class RefusalTest {
    @Test
    void everyCauseHasAnExitStatusOfItsOwn() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::status)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void statusKeepsClearOfThoseOfShellAndLauncher(Refusal cause) {
        assertThat(cause.status()).isBetween(10, 125).isNotEqualTo(64);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void sentenceIsOneLine(Refusal cause) {
        assertThat(cause.sentence()).matches("[ -~]+[.?]");
    }

    @Test
    void detailIsOnePrintableLineWhateverAnAttackerNamedAFile() {
        BenchCharger charger = new BenchCharger();
        charger.slot.put("\u001b[2J\nBOOT A 9.9\u00e4" + "x".repeat(500), new byte[1]);
        assertThat(charger.judge())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> {
                            assertThat(refused.cause()).isEqualTo(Refusal.FILE_EXTRA);
                            assertThat(refused.detail())
                                    .startsWith("?[2J?BOOT A 9.9?x")
                                    .hasSizeLessThanOrEqualTo(160);
                        });
    }
}
