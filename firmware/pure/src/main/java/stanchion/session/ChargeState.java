package stanchion.session;

import stanchion.units.Uptime;

/// Where a charge stands. Each state carries what it needs to leave.
///
/// ```text
///            plug                S2 closes             monitor tested,
///   Idle ───────────► Connected ───────────► Preparing ──────────────► Charging
///  (A, +12 V)        (B1 +12 V, B2 PWM,     (C2, PWM,   contactor open (C2, PWM,
///    ▲                C after a cut-off)     open)      and dead       closed)
///    │ unplug           │  ▲   ▲   ▲  S2 opens, no offer │               │   │
///    └── from anywhere  │  │   │   └────────────────────┘   S2 opens    │   │ offer withdrawn
///                       │  │   └────────────────────────────────────────┘   ▼
///          asleep after │  │ 4 s      S2 opens, or 6 s have gone by       Pausing
///               a pause ▼  │   ◄───────────────────────────────────────  (C1, +12 V, closed)
///                     Waking (F)
///
///   any ──fault──► Faulted (+12 V, open) ──cause gone for 5 s/30 s──► Idle or Connected
///     └─latching fault──► OutOfService (F for 500 ms) ──► Faulted, until a person comes
///
///   Charging ──tampering that bears it──► Alerting (C2, PWM, closed) ──told, or 1 s──► Pausing
/// ```
///
/// `ChargeState.svg` beside this file (`ChargeState.dot` for graphviz) shows every step there is:
/// `./run explore` draws it from all states the session can reach, and a test says when it is
/// stale.
public sealed interface ChargeState {
    /// No vehicle.
    record Idle() implements ChargeState {}

    /// A vehicle is there, the contactor open: without an offer (B1) or with one (B2).
    ///
    /// @param from until then the contactor stays open, to spare it, and a withdrawn offer
    ///   withdrawn
    /// @param wakesLeft how often the vehicle may still be woken; 0 unless it slept through a pause
    record Connected(Uptime from, int wakesLeft) implements ChargeState {}

    /// S2 is closed (C2); the contactor closes when the residual-current monitor has passed its
    /// test and the contactor is seen open.
    record Preparing(Uptime since) implements ChargeState {}

    /// The contactor is closed.
    record Charging() implements ChargeState {}

    /// Somebody tampered with the charger in a way that hurts nobody at once: the contactor stays
    /// closed until owner and maker have been told, or the time for that is over; then the offer is
    /// withdrawn.
    record Alerting(Uptime until) implements ChargeState {}

    /// The offer is withdrawn (C1) and the contactor still closed: the vehicle is to open S2.
    record Pausing(Uptime since) implements ChargeState {}

    /// State F for a moment, to wake a vehicle that slept through a pause.
    record Waking(Uptime since, int wakesLeft) implements ChargeState {}

    /// A fault holds; the pilot rests at +12 V so that the plug's leaving can be seen.
    ///
    /// @param quietSince since when no cause has been present
    record Faulted(Uptime quietSince) implements ChargeState {}

    /// State F, which tells the vehicle that a fault latched (at least 300 ms).
    record OutOfService(Uptime since) implements ChargeState {}

    /// The name under which the state is reported.
    default String label() {
        return switch (this) {
            case Idle _ -> "Idle";
            case Connected _ -> "Connected";
            case Preparing _ -> "Preparing";
            case Charging _ -> "Charging";
            case Alerting _ -> "Alerting";
            case Pausing _ -> "Pausing";
            case Waking _ -> "Waking";
            case Faulted _ -> "Faulted";
            case OutOfService _ -> "OutOfService";
        };
    }
}
