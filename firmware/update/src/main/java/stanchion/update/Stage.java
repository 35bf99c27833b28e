package stanchion.update;

import java.time.Duration;
import java.time.Instant;
import stanchion.update.slot.Gate;

/// Where an update stands, and what it needs to go on.
///
/// ```text
///            time to look      an order for another version      whole and verified
///  IDLE ─────────► REFRESHING ─────────────────────► DOWNLOADING ─────────────────► STAGED
///   ▲ ▲  nothing new   │ │ fails                          │ fails, called back          │
///   │ └────────────────┘ └────► IDLE, with back-off ◄─────┘                             ▼
///   │                                                                  gate open ┌── WAITING ◄─┐
///   │                                                                            ▼      │      │ gate
///   │                                                             charger   HOLDING ────┼──────┤ closed
///   │ called back, or another order                               agrees ┌───────┘      │      │ or silent
///   ├────────────────────────────────────────────────────────────────────┼──────────────┘      │
///   │                                                                    ▼                     │
///   │                                                                SWITCHING ────────────────┘
///   │                                    the verifier takes the one try  ▼ restart    not tried
///   │     proved: record, roots, counter                            ┌─ TRYING
///   └──────────────────────── CONFIRMED ◄───────────────────────────┘    │ dies, or ten minutes
///                                                                        ▼
///                          IDLE in the version before, which gives up the one that was reverted
/// ```
///
/// Each survives a restart: what was downloaded is looked at again, what was staged stands in the
/// slot records, and so does the try.
sealed interface Stage {
    UpdateState.Phase phase();

    /// Nothing to do before `until`.
    record Idle(Instant until) implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.IDLE;
        }
    }

    record Refreshing() implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.REFRESHING;
        }
    }

    record Downloading(Wanted wanted) implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.DOWNLOADING;
        }
    }

    record Staged() implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.STAGED;
        }
    }

    record Waiting(Gate closed) implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.WAITING;
        }
    }

    /// The charger is asked to hold, for the switch: to those outside a part of it.
    ///
    /// @param since when the gate was open for it
    record Holding(Instant since) implements Stage {
        /// How long the answer is waited for as a part of the switch. The charger is asked on after
        /// that, as one that is silent.
        static final Duration PATIENCE = Duration.ofSeconds(10);

        boolean isEarly(Instant now) {
            return isWithin(PATIENCE, since, now);
        }

        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.SWITCHING;
        }
    }

    /// The charger holds, and leaves its version.
    ///
    /// @param asked when the restart was last asked for
    record Switching(Instant asked) implements Stage {
        /// A restart that was asked for and did not come is asked for again.
        static final Duration PATIENCE = Duration.ofMinutes(1);

        boolean isEarly(Instant now) {
            return isWithin(PATIENCE, asked, now);
        }

        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.SWITCHING;
        }
    }

    record Trying() implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.TRYING;
        }
    }

    /// A clock that was set back is no reason to wait longer.
    private static boolean isWithin(Duration patience, Instant since, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(patience));
    }

    /// As idle, right after a version proved itself.
    record Confirmed(Instant until) implements Stage {
        @Override
        public UpdateState.Phase phase() {
            return UpdateState.Phase.CONFIRMED;
        }
    }
}
