package stanchion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stanchion.schedule.LimitSource.BOARD;
import static stanchion.schedule.LimitSource.COMMAND;
import static stanchion.schedule.LimitSource.DELAY;
import static stanchion.schedule.LimitSource.HOUSE;
import static stanchion.schedule.LimitSource.START;

import java.util.List;
import org.junit.jupiter.api.Test;
import stanchion.units.Amps;

/// Who limits the current: one rule for everybody.
class NamedLimitTest {
    @Test
    void theLowestHoldsWhoeverSetItAndInWhateverOrder() {
        NamedLimit board = limit(32, BOARD);
        NamedLimit house = limit(10, HOUSE);
        NamedLimit command = limit(16, COMMAND);
        assertThat(NamedLimit.lowest(List.of(board, house, command))).isEqualTo(house);
        assertThat(NamedLimit.lowest(List.of(command, house, board))).isEqualTo(house);
        assertThat(NamedLimit.lowest(List.of(board))).isEqualTo(board);
    }

    @Test
    void ofEqualsTheOneNearerToTheHardwareIsNamed() {
        assertThat(limit(0, START).lower(limit(0, DELAY))).isEqualTo(limit(0, DELAY));
        assertThat(limit(0, DELAY).lower(limit(0, START))).isEqualTo(limit(0, DELAY));
        assertThat(limit(16, COMMAND).lower(limit(16, BOARD)).source()).isEqualTo(BOARD);
    }

    @Test
    void aLimitIsNotNegativeAndThereIsAlwaysOne() {
        assertThatThrownBy(() -> limit(-0.1, BOARD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NamedLimit.lowest(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static NamedLimit limit(double amps, LimitSource source) {
        return new NamedLimit(new Amps(amps), source);
    }
}
