package stanchion.update.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "a,             a,          true",
        "a,             b,          false",
        "a,             ab,         false",
        "*,             anything,   true",
        "*,             a/b,        false",
        "*/*,           a/b,        true",
        "*.delta,       x.delta,    true",
        "*.delta,       x.delta.no, false",
        "*.delta,       .delta,     true",
        "a*b*c,         aXbYbZc,    true",
        "a*b*c,         aXbYbZ,     false",
        "a**,           a,          true",
        "?.full,        a.full,     true",
        "?.full,        /.full,     false",
        "?.full,        .full,      false",
        "targets/*.jar, targets/a.jar,   true",
        "targets/*.jar, targets/a/b.jar, false"
    })
    void patternHoldsWhatAShellsWould(String pattern, String path, boolean holds) {
        assertThat(new Scope.Paths(List.of(pattern)).holds(path)).isEqualTo(holds);
    }

    @Test
    void oneOfSeveralPatternsIsEnoughAndNoneHoldsNothing() {
        assertThat(new Scope.Paths(List.of("x", "*.full")).holds("a.full")).isTrue();
        assertThat(new Scope.Paths(List.of()).holds("a")).isFalse();
    }

    @Test
    void noPatternMakesItSlow() {
        Scope evil = new Scope.Paths(List.of("*a".repeat(200) + "*b"));
        long start = System.nanoTime();
        assertThat(evil.holds("a".repeat(10_000))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /// `printf a | sha256sum` begins with ca97.
    @Test
    void prefixIsThatOfThePathsDigest() {
        assertThat(new Scope.HashPrefixes(List.of("00", "ca9")).holds("a")).isTrue();
        assertThat(new Scope.HashPrefixes(List.of("ca97")).holds("b")).isFalse();
        assertThat(new Scope.HashPrefixes(List.of("")).holds("b")).isTrue();
        assertThat(new Scope.HashPrefixes(List.of()).holds("a")).isFalse();
    }
}
