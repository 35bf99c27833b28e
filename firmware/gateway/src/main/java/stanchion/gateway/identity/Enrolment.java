package stanchion.gateway.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import stanchion.gateway.identity.ChainCheck.Flaw;
import stanchion.gateway.identity.Wallet.Application;
import stanchion.units.Uptime;

/// Sees to it that the charger has an operational certificate, and the next one in time.
///
/// ```text
///            none, refused, or a third of its life left; the authority can be reached
///   Resting ──────────────────────────────────────────────────────────────────────────► Asking
///      ▲                                                                               │  ▲ │
///      │  a certificate that nothing speaks against is stored; or it failed            │  └─┘
///      └───────────────────────────────────────────────────────────────────────────────┘ asks again,
///                                                                       30 s, 60 s, … 1 h later
/// ```
///
/// The old certificate is in use until the new one is stored. While the clock is not set nothing is
/// renewed, because nobody can say what has expired.
public final class Enrolment {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int REPLIES = 4;
    private static final int MOST_DOUBLINGS = 7;
    private static final int MOST_USELESS = 3;

    private sealed interface State {
        /// @param since the last enrolment, good or bad; empty: there was none
        record Resting(Optional<Uptime> since) implements State {}

        /// @param asked when it was asked for the last time
        /// @param times how often
        /// @param useless answers since then; after a few nobody listens until it is asked again
        record Asking(Application application, Uptime asked, int times, int useless)
                implements State {}
    }

    private final Wallet wallet;
    private final Registrar registrar;
    private final BlockingQueue<Reply> replies = new ArrayBlockingQueue<>(REPLIES);
    private State state = new State.Resting(Optional.empty());

    public Enrolment(Wallet wallet, Registrar registrar) {
        this.wallet = wallet;
        this.registrar = registrar;
    }

    /// An answer has come in; it waits for the next step. More than a few are dropped.
    public boolean answered(Reply reply) {
        return replies.offer(reply);
    }

    /// Does what is due. One thread alone calls it; it may take as long as a TPM takes.
    ///
    /// @param clock empty while it is not set
    public void step(Uptime now, Optional<Instant> clock) {
        state =
                switch (state) {
                    case State.Resting resting -> rest(resting, now, clock);
                    case State.Asking asking -> hear(asking, now, clock);
                };
    }

    private State rest(State.Resting resting, Uptime now, Optional<Instant> clock) {
        replies.clear();
        boolean rested = resting.since().map(since -> now.isPast(PAUSE, since)).orElse(true);
        if (!rested || !registrar.isReachable() || !isDue(clock)) {
            return resting;
        }
        try {
            Application application = wallet.apply();
            registrar.ask(application.request());
            return new State.Asking(application, now, 1, 0);
        } catch (IdentityException failed) {
            return trouble(failed, now);
        }
    }

    private boolean isDue(Optional<Instant> clock) {
        Optional<Credential> operational = wallet.operational();
        return operational.isEmpty()
                || !wallet.isAccepted()
                || clock.map(now -> operational.get().isInItsLastThird(now)).orElse(false);
    }

    private State hear(State.Asking asking, Uptime now, Optional<Instant> clock) {
        Optional<Reply> reply = Optional.ofNullable(replies.poll());
        if (reply.isPresent() && asking.useless() < MOST_USELESS) {
            return answer(asking, reply.get(), now, clock);
        }
        if (!now.isPast(patience(asking.times()), asking.asked()) || !registrar.isReachable()) {
            return asking;
        }
        registrar.ask(asking.application().request());
        return new State.Asking(asking.application(), now, asking.times() + 1, 0);
    }

    private State answer(State.Asking asking, Reply reply, Uptime now, Optional<Instant> clock) {
        return switch (reply) {
            case Reply.Issued issued -> {
                try {
                    yield issued(asking, issued, now, clock);
                } catch (IdentityException failed) {
                    yield trouble(failed, now);
                }
            }
            case Reply.Declined(String reason) -> wrong(asking, "it was refused: " + reason);
            case Reply.Garbled(String reason) -> wrong(asking, reason);
        };
    }

    private State issued(
            State.Asking asking, Reply.Issued issued, Uptime now, Optional<Instant> clock)
            throws IdentityException {
        Optional<Flaw> flaw = wallet.adopt(asking.application(), issued.chain(), clock);
        if (flaw.isPresent()) {
            return wrong(asking, "the certificate " + flaw.get().sentence());
        }
        Instant end = issued.chain().getFirst().getNotAfter().toInstant();
        registrar.report("IDENTITY_ENROLLED", "the operational certificate is good until " + end);
        registrar.renewed();
        return new State.Resting(Optional.of(now));
    }

    /// What else came is not for this request; the next answer may be the right one.
    private State wrong(State.Asking asking, String why) {
        registrar.report("IDENTITY_REFUSED", why);
        return new State.Asking(
                asking.application(), asking.asked(), asking.times(), asking.useless() + 1);
    }

    private State trouble(IdentityException failed, Uptime now) {
        registrar.report(
                "IDENTITY_TROUBLE", failed.trouble() + ": " + String.valueOf(failed.getMessage()));
        return new State.Resting(Optional.of(now));
    }

    private static Duration patience(int times) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
