package stanchion.session;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.BoardProfile;
import stanchion.hal.SafetyLimits.Heat;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Offers;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What one cycle's decision looks at, and the events it collects on the way.
final class Turn {
    private final BoardProfile board;
    private final Measurements measured;
    private final Intent intent;
    private List<SessionEvent> events = List.of();

    Turn(BoardProfile board, Measurements measured, Intent intent) {
        this.board = board;
        this.measured = measured;
        this.intent = intent;
    }

    Measurements measured() {
        return measured;
    }

    Uptime at() {
        return measured.at();
    }

    ResidualStandard residualStandard() {
        return board.safety().residual();
    }

    Heat heat() {
        return board.safety().heat();
    }

    Limits limits(Derate derate) {
        return Limits.of(board, measured, intent, derate);
    }

    /// What the pilot may advertise when nobody outside is asked; 0 A for nothing.
    Amps safeOffer(Derate derate) {
        return Offers.within(limits(derate).hardware()).orElse(Amps.ZERO);
    }

    /// What the pilot is to advertise as things are; 0 A for nothing.
    Amps wantedOffer(Derate derate) {
        return intent.enablement() == Enablement.ENABLED
                ? Offers.within(limits(derate).effective().amps()).orElse(Amps.ZERO)
                : Amps.ZERO;
    }

    void happened(EventName name, String detail) {
        if (events.isEmpty()) {
            events = new ArrayList<>();
        }
        events.add(new SessionEvent(name, detail));
    }

    List<SessionEvent> events() {
        return events.isEmpty() ? List.of() : List.copyOf(events);
    }
}
