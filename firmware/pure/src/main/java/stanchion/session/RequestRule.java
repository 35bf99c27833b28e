package stanchion.session;

import java.time.Duration;
import stanchion.link.Request;
import stanchion.pilot.Offers;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.safety.Protection.Reaction;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// What a request may do, as if an attacker had sent it.
///
/// A limit only ever bounds the offer from above: whatever it says, [Limits] holds the offer within
/// board, installation, cable and temperature.
public final class RequestRule {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofHours(24);
    static final Duration LONGEST_HOLD = Duration.ofMinutes(2);
    static final Duration LONGEST_ALLOWANCE = Duration.ofMinutes(5);

    private RequestRule() {}

    /// What becomes of a request.
    public sealed interface Ruling {
        record Accepted(Intent intent) implements Ruling {}

        /// What was wrong with it.
        ///
        /// @param reason one sentence
        record Refused(String reason) implements Ruling {}

        /// Faults are the session's to clear.
        record Clear(Authority authority) implements Ruling {}

        record Suspected(Fault sign) implements Ruling {}

        /// Of what was so then, owner and maker know.
        record Told(Uptime raised) implements Ruling {}
    }

    /// Judges one request.
    public static Ruling judge(Request request, Intent before, Uptime at) {
        return switch (request) {
            case Request.Enable enable -> new Ruling.Accepted(before.with(enable.enablement()));
            case Request.Limit limit -> limit(limit, before, at);
            case Request.Hold hold -> hold(hold.validFor(), before, at);
            case Request.Allow allow -> allow(allow, before, at);
            case Request.ClearFaults _ -> new Ruling.Clear(Authority.ANYBODY);
            case Request.Suspect suspect -> suspect(suspect.sign());
            case Request.AlertTold told -> new Ruling.Told(told.raised());
            case Request.ClearTampering _ -> new Ruling.Clear(Authority.OWNER);
        };
    }

    private static Ruling limit(Request.Limit request, Intent before, Uptime at) {
        Amps limit = request.limit();
        boolean pauses = limit.value() == 0;
        if (!pauses && (limit.compareTo(Offers.LEAST) < 0 || limit.compareTo(Offers.MOST) > 0)) {
            return new Ruling.Refused("A limit is 0 A to pause or 6 A to 80 A, not " + limit + ".");
        }
        Duration validFor = request.validFor();
        if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
            return new Ruling.Refused("A limit holds for 1 s to 24 h, not " + validFor + ".");
        }
        return new Ruling.Accepted(
                before.with(new Intent.RemoteLimit.Until(limit, at.plus(validFor))));
    }

    private static Ruling suspect(Fault sign) {
        boolean fits = FaultSet.TAMPERING.contains(sign) && sign.reaction() == Reaction.WITHDRAW;
        return fits
                ? new Ruling.Suspected(sign)
                : new Ruling.Refused(sign + " is not the gateway's to see.");
    }

    private static Ruling hold(Duration validFor, Intent before, Uptime at) {
        boolean fits = validFor.compareTo(SHORTEST) >= 0 && validFor.compareTo(LONGEST_HOLD) <= 0;
        return fits
                ? new Ruling.Accepted(before.heldUntil(at.plus(validFor)))
                : new Ruling.Refused("A hold lasts 1 s to 2 min, not " + validFor + ".");
    }

    private static Ruling allow(Request.Allow request, Intent before, Uptime at) {
        Duration validFor = request.validFor();
        boolean fits =
                validFor.compareTo(SHORTEST) >= 0 && validFor.compareTo(LONGEST_ALLOWANCE) <= 0;
        return fits
                ? new Ruling.Accepted(
                        before.with(new Allowance.Until(request.limit(), at.plus(validFor))))
                : new Ruling.Refused("An allowance holds for 1 s to 5 min, not " + validFor + ".");
    }

    /// The intent at a later moment: a limit and an allowance that nobody renewed have run out, a
    /// hold is over.
    public static Intent aged(Intent intent, Uptime at) {
        Intent now =
                intent.held().filter(end -> at.compareTo(end) >= 0).isPresent()
                        ? intent.unheld()
                        : intent;
        boolean out =
                now.limit() instanceof Intent.RemoteLimit.Until until
                        && at.compareTo(until.expires()) >= 0;
        Intent limited = out ? now.with(new Intent.RemoteLimit.Expired()) : now;
        boolean unallowed =
                limited.allowance() instanceof Allowance.Until until
                        && at.compareTo(until.expires()) >= 0;
        return unallowed ? limited.with(new Allowance.Expired()) : limited;
    }
}
