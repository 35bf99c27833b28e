package stanchion.hal;

import stanchion.units.Amps;
import stanchion.units.Celsius;

/// The slow and the digital inputs of a board.
///
/// @param mirror what the contactor's mirror contact says
/// @param loadSide on which poles voltage is present behind the contactor
/// @param residual what the residual-current monitor says
/// @param earth whether the protective conductor is continuous
/// @param housing the lid, the attitude, the emergency stop, the seal, the debug header
/// @param logicSupply whether what feeds the electronics has its voltage
/// @param temperature at the contactor
/// @param supply what the installation allows per phase (commissioning switch or board data)
public record Inputs(
        ContactorPosition mirror,
        LoadSide loadSide,
        ResidualMonitor residual,
        Earth earth,
        Housing housing,
        LogicSupply logicSupply,
        Reading<Celsius> temperature,
        Amps supply) {

    private static final int LIVE_POLES = 0b111;

    /// What a board reports that has lost its sensors: everything at the worst it may have become.
    public static Inputs lost(Absence why) {
        return new Inputs(
                ContactorPosition.CLOSED,
                LoadSide.LIVE,
                ResidualMonitor.FAILED,
                Earth.LOST,
                Housing.IN_ORDER,
                LogicSupply.LOW,
                new Reading.Missing<>(why),
                Amps.ZERO);
    }

    public enum ContactorPosition {
        OPEN,
        CLOSED
    }

    /// On which poles voltage is present behind the contactor. A board that senses all of them with
    /// one line sees them alike.
    ///
    /// @param livePoles a bit a pole, 1 for L1
    public record LoadSide(int livePoles) {
        public static final LoadSide DEAD = new LoadSide(0);
        public static final LoadSide LIVE = new LoadSide(0b111);

        public LoadSide {
            if (livePoles < 0 || livePoles > LIVE_POLES) {
                throw new IllegalArgumentException("three poles, not " + livePoles);
            }
        }

        public boolean isDead() {
            return livePoles == 0;
        }

        /// Whether voltage is present behind a pole.
        ///
        /// @param pole 0 for L1
        public boolean isLive(int pole) {
            return (livePoles & 1 << pole) != 0;
        }
    }

    /// State of the residual-current monitor (IEC 62955 RDC-DD or type B). It trips the contactor
    /// by itself.
    public enum ResidualMonitor {
        READY,
        TRIPPED_AC,
        TRIPPED_DC,
        FAILED
    }

    public enum Earth {
        CONNECTED,
        LOST
    }

    /// What is so of the charger as a box.
    ///
    /// @param enclosure whether the tamper switch sees the lid closed
    /// @param attitude whether it stands as it was mounted
    /// @param stop the emergency stop
    /// @param seal the loop through the seal of meter and terminals
    /// @param debug whether a plug is in the header for debugging
    public record Housing(
            Enclosure enclosure,
            Attitude attitude,
            EmergencyStop stop,
            Seal seal,
            DebugHeader debug) {
        public static final Housing IN_ORDER =
                new Housing(
                        Enclosure.CLOSED,
                        Attitude.UPRIGHT,
                        EmergencyStop.RELEASED,
                        Seal.WHOLE,
                        DebugHeader.EMPTY);

        public Housing with(Enclosure lid) {
            return new Housing(lid, attitude, stop, seal, debug);
        }

        public Housing with(Attitude stands) {
            return new Housing(enclosure, stands, stop, seal, debug);
        }

        public Housing with(EmergencyStop button) {
            return new Housing(enclosure, attitude, button, seal, debug);
        }

        public Housing with(Seal loop) {
            return new Housing(enclosure, attitude, stop, loop, debug);
        }

        public Housing with(DebugHeader header) {
            return new Housing(enclosure, attitude, stop, seal, header);
        }
    }

    public enum Attitude {
        UPRIGHT,
        TILTED
    }

    public enum Seal {
        WHOLE,
        BROKEN
    }

    public enum DebugHeader {
        EMPTY,
        PLUGGED
    }

    public enum EmergencyStop {
        RELEASED,
        PRESSED
    }

    /// The voltage that feeds the electronics; low, it warns before the reset.
    public enum LogicSupply {
        GOOD,
        LOW
    }

    public enum Enclosure {
        CLOSED,
        OPEN
    }
}
