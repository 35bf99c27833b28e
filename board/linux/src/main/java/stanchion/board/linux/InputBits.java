package stanchion.board.linux;

import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Reading;
import stanchion.units.Amps;
import stanchion.units.Celsius;

/// The digital inputs of a round as bits, each set when its signal says so. A line that could not
/// be read leaves its bit at the worse of its two meanings.
final class InputBits {
    static final int MIRROR_OPEN = 1;
    static final int LOAD_DEAD = 1 << 1;
    static final int TRIPPED_AC = 1 << 2;
    static final int TRIPPED_DC = 1 << 3;
    static final int RESIDUAL_READY = 1 << 4;
    static final int EARTH_GOOD = 1 << 5;
    static final int LID_CLOSED = 1 << 6;

    private InputBits() {}

    /// What the bits mean. A trip counts more than a monitor that does not say it is ready.
    static Inputs meaning(int bits, Reading<Celsius> temperature, Amps supply) {
        return new Inputs(
                has(bits, MIRROR_OPEN) ? ContactorPosition.OPEN : ContactorPosition.CLOSED,
                has(bits, LOAD_DEAD) ? LoadSide.DEAD : LoadSide.LIVE,
                residual(bits),
                has(bits, EARTH_GOOD) ? Earth.CONNECTED : Earth.LOST,
                has(bits, LID_CLOSED) ? Enclosure.CLOSED : Enclosure.OPEN,
                temperature,
                supply);
    }

    private static ResidualMonitor residual(int bits) {
        if (has(bits, TRIPPED_DC)) {
            return ResidualMonitor.TRIPPED_DC;
        }
        if (has(bits, TRIPPED_AC)) {
            return ResidualMonitor.TRIPPED_AC;
        }
        return has(bits, RESIDUAL_READY) ? ResidualMonitor.READY : ResidualMonitor.FAILED;
    }

    private static boolean has(int bits, int bit) {
        return (bits & bit) != 0;
    }
}
