package stanchion.session;

import java.time.Duration;
import stanchion.link.Request;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// The gateway's standing word on how much may be offered. It knows the hours and the grid, and has
/// to be heard before current starts; but a charger whose gateway is dead must not stand still for
/// ever.
///
/// ```text
///  charger starts          gateway knows the charger          gateway dies
///       │                        │                                 │
///       ▼                        ▼                                 ▼
///  Until 0 A, START ────► Until 0 A, START ──── no vehicle ───►  Expired: the board's
///       │                   │         ▲                          fallback current
///       │              plug │         │ unplug                     ▲    │ a gateway
///       │                   ▼         │                            │    ▼ is back
///       │                 Until x A, HOURS | DELAY | RESPONSE | HOUSE | BOARD
///       │                        renewed every 15 s                │
///       └──── nobody within 120 s ─────────────────────────────────┘
/// ```
///
/// Whoever plugs in therefore meets a word that was spoken before: no message has to be in time. A
/// charger that nobody ever connected to a gateway ([None]) offers what its hardware allows.
public sealed interface Allowance {
    /// So long a word of the gateway's holds, and so long a charger that starts waits for it.
    Duration PATIENCE = Duration.ofMinutes(2);

    /// There is no gateway.
    record None() implements Allowance {}

    record Until(NamedLimit limit, Uptime expires) implements Allowance {}

    /// It ran out unrenewed.
    record Expired() implements Allowance {}

    /// What a charger asks of itself when it starts: nothing, until the gateway has had its say.
    static Request atStart(Duration patience) {
        return new Request.Allow(0, new NamedLimit(Amps.ZERO, LimitSource.START), patience);
    }
}
