package stanchion.board.linux;

import stanchion.hal.Inputs;
import stanchion.hal.Inputs.Attitude;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.DebugHeader;
import stanchion.hal.Inputs.Earth;
import stanchion.hal.Inputs.EmergencyStop;
import stanchion.hal.Inputs.Enclosure;
import stanchion.hal.Inputs.Housing;
import stanchion.hal.Inputs.LoadSide;
import stanchion.hal.Inputs.LogicSupply;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.hal.Inputs.Seal;
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
    static final int LOAD_DEAD_2 = 1 << 7;
    static final int LOAD_DEAD_3 = 1 << 8;
    static final int STOP_RELEASED = 1 << 9;
    static final int UPRIGHT = 1 << 10;
    static final int SUPPLY_GOOD = 1 << 11;
    static final int SEAL_WHOLE = 1 << 12;
    static final int DEBUG_PLUGGED = 1 << 13;

    private InputBits() {}

    /// What the bits mean. A trip counts more than a monitor that does not say it is ready.
    static Inputs meaning(int bits, Reading<Celsius> temperature, Amps supply) {
        return new Inputs(
                has(bits, MIRROR_OPEN) ? ContactorPosition.OPEN : ContactorPosition.CLOSED,
                loadSide(bits),
                residual(bits),
                has(bits, EARTH_GOOD) ? Earth.CONNECTED : Earth.LOST,
                housing(bits),
                has(bits, SUPPLY_GOOD) ? LogicSupply.GOOD : LogicSupply.LOW,
                temperature,
                supply);
    }

    private static LoadSide loadSide(int bits) {
        int live =
                (has(bits, LOAD_DEAD) ? 0 : 1)
                        | (has(bits, LOAD_DEAD_2) ? 0 : 1 << 1)
                        | (has(bits, LOAD_DEAD_3) ? 0 : 1 << 2);
        return new LoadSide(live);
    }

    private static Housing housing(int bits) {
        return new Housing(
                has(bits, LID_CLOSED) ? Enclosure.CLOSED : Enclosure.OPEN,
                has(bits, UPRIGHT) ? Attitude.UPRIGHT : Attitude.TILTED,
                has(bits, STOP_RELEASED) ? EmergencyStop.RELEASED : EmergencyStop.PRESSED,
                has(bits, SEAL_WHOLE) ? Seal.WHOLE : Seal.BROKEN,
                has(bits, DEBUG_PLUGGED) ? DebugHeader.PLUGGED : DebugHeader.EMPTY);
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
