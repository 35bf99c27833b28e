package stanchion.sim;

/// How an input says something else than what is so.
///
/// @param amount how much, in the kind's unit; 0 where it has none
public record Lie(Kind kind, double amount) {
    /// The ways to lie.
    public enum Kind {
        /// It says what it said when it began.
        STUCK,
        /// It moves away from the truth: per cent of its range a second.
        DRIFTING,
        /// It says something near the truth: per cent of its range; a switch: per cent of the
        /// cycles in which it says the opposite.
        NOISY,
        /// It says what was so a while ago: seconds.
        DELAYED,
        /// Now and then it says nothing, a switch the opposite: seconds on, seconds off.
        INTERMITTENT
    }

    /// The inputs that can lie.
    public enum Sense {
        PILOT,
        PROXIMITY,
        L1_VOLTS,
        L1_AMPS,
        L2_VOLTS,
        L2_AMPS,
        L3_VOLTS,
        L3_AMPS,
        TEMPERATURE,
        SUPPLY,
        MIRROR,
        LOAD_SIDE,
        RESIDUAL,
        EARTH,
        LID,
        ATTITUDE,
        STOP,
        SEAL,
        DEBUG,
        LOGIC;

        /// Whether it knows more than two answers.
        public boolean isAnalog() {
            return compareTo(MIRROR) < 0;
        }
    }
}
