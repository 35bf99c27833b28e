package stanchion.safety;

import java.time.Duration;

/// What stands in a row of the table of protective functions, [Fault].
public final class Protection {
    private Protection() {}

    /// How soon the function sees its cause, and how soon it has to.
    ///
    /// @param sensing what the sensing before it takes, at most
    /// @param hold how long the condition must last before it is a fault; zero: one cycle
    /// @param limit from the cause to open poles
    /// @param clause whose limit that is
    public record Detection(Duration sensing, Duration hold, Duration limit, String clause) {
        public Detection {
            if (sensing.plus(hold).compareTo(limit) >= 0) {
                throw new IllegalArgumentException(
                        "no time is left to open: " + sensing + " and " + hold + " of " + limit);
            }
        }

        static Detection within(Duration limit, String clause) {
            return new Detection(Duration.ZERO, Duration.ZERO, limit, clause);
        }

        Detection sensed(Duration span) {
            return new Detection(span, hold, limit, clause);
        }

        Detection held(Duration span) {
            return new Detection(sensing, span, limit, clause);
        }

        /// From the cause to the fault, at most.
        public Duration time() {
            return sensing.plus(hold);
        }
    }

    /// What follows.
    ///
    /// @param reclose how long the cause must be gone before the charger tries again by itself
    /// @param recloseCcid20 the same behind a monitor of UL 2231
    public record Rule(
            Origin origin,
            Reaction reaction,
            Latch latch,
            Duration reclose,
            Duration recloseCcid20) {
        Rule(Origin origin, Reaction reaction, Latch latch, Duration reclose) {
            this(origin, reaction, latch, reclose, reclose);
        }
    }

    /// Whether the vehicle (with its cable) may take the cause along when it leaves.
    public enum Origin {
        VEHICLE,
        CHARGER
    }

    /// What happens to a closed contactor.
    public enum Reaction {
        /// It opens in the same cycle.
        OPEN,
        /// The offer is withdrawn, so that the vehicle stops drawing; then it opens, after 6 s at
        /// the latest. Spares the contactor where a few seconds do not matter.
        WITHDRAW
    }

    /// When a fault no longer clears by itself.
    public enum Latch {
        /// It always clears by itself.
        NEVER,
        /// After the allowed automatic retries; then unplugging or a person clears it.
        AFTER_RETRIES,
        /// At once; only a person clears it, when its cause has gone.
        AT_ONCE,
        /// At once, and over restarts and power cuts: somebody tampered. Only the owner clears it,
        /// when its cause has gone (SI 2021/1467, schedule 1, paragraph 8).
        FOR_OWNER;

        /// Whether it stays when the vehicle leaves.
        public boolean outlivesVehicle() {
            return this == AT_ONCE || this == FOR_OWNER;
        }
    }

    /// What is said of it.
    ///
    /// @param hazard what the function protects from
    /// @param owner for who stands before the charger: what is, and what to do
    /// @param engineer for who opens it: what was measured, and where to look
    public record Words(String hazard, String owner, String engineer) {}
}
