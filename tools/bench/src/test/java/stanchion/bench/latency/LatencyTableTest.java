package stanchion.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stanchion.bench.latency.Findings.Loads;
import stanchion.bench.latency.Findings.Piece;

class LatencyTableTest {
    private static final Times USUAL = Times.of("50:20000");

    private static String table(Times wake, Times yardstick, Times openings) {
        Piece piece = new Piece(Duration.ofMinutes(1), wake, wake, yardstick, 2);
        return new LatencyTable(
                        new Findings(
                                List.of(piece, piece),
                                openings,
                                Times.NONE,
                                0,
                                new Loads(9, 1024 * 1024, 1, 2),
                                Set.of()))
                .text();
    }

    private static List<String> verdicts(String table) {
        return table.lines()
                .filter(line -> line.contains("goal <="))
                .map(line -> line.substring(line.lastIndexOf("  ") + 2))
                .toList();
    }

    @Test
    void goalsAreMetAtTheirLimitAndMissedBeyond() {
        Times yardstick = USUAL.and(Times.of("100:10"));
        assertThat(verdicts(table(USUAL.and(Times.of("150:10")), yardstick, Times.of("50000:1"))))
                .containsExactly("met", "met", "met");
        assertThat(verdicts(table(USUAL.and(Times.of("151:10")), yardstick, Times.of("50001:1"))))
                .containsExactly("missed", "missed", "missed");
    }

    @Test
    void fewFiguresAreNotJudged() {
        Times few = Times.of("50:4999");
        assertThat(verdicts(table(few, few, Times.NONE)))
                .containsExactly("too few", "too few", "too few");
    }

    @Test
    void everyPieceCounts() {
        assertThat(table(USUAL, USUAL, Times.of("31000:3")))
                .containsPattern("release to wake-up +40000 ")
                .contains("deadlines missed: 4 of 40000 cycles")
                .containsPattern("pilot change to open command +3 +31.000 +31.000 +- +31.000");
    }
}
