package stanchion.session;

import java.time.Duration;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// When the advertised current changes.
///
/// A vehicle has 5 s to follow a change, so what the outside asks for changes the offer no more
/// often than that: it also keeps a nervous controller from wearing out contactors. What the
/// hardware demands (installation, cable, temperature) lowers it at once: a conductor does not
/// wait.
final class Offering {
    static final Duration CHANGE_INTERVAL = Duration.ofSeconds(5);

    private Offering() {}

    /// The offer of a vehicle that is there and may be charged.
    static Charge updated(Charge charge, Turn turn) {
        Derate derate = charge.guard().derate();
        Amps wanted = turn.wantedOffer(derate);
        if (wanted.equals(charge.offer()) || !mayChange(charge, turn.safeOffer(derate), turn)) {
            return charge;
        }
        turn.happened(EventName.OFFER_CHANGED, charge.offer() + " to " + wanted);
        Charge next = charge.offering(wanted, turn.at());
        return next.isOffering() ? next : resting(next, turn);
    }

    /// A vehicle in B whose offer was withdrawn gets no new one for a while.
    private static Charge resting(Charge charge, Turn turn) {
        return charge.state() instanceof ChargeState.Connected(Uptime _, int wakesLeft)
                ? charge.in(new ChargeState.Connected(turn.at().plus(CHANGE_INTERVAL), wakesLeft))
                : charge;
    }

    private static boolean mayChange(Charge charge, Amps safe, Turn turn) {
        if (!charge.isOffering()) {
            return !(charge.state() instanceof ChargeState.Connected(Uptime from, int _))
                    || turn.at().compareTo(from) >= 0;
        }
        return charge.offer().compareTo(safe) > 0
                || turn.at().isPast(CHANGE_INTERVAL, charge.offerSince());
    }
}
