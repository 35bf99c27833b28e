package stanchion.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stanchion.gateway.api.Answer;
import stanchion.gateway.api.Answer.Outcome;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Command.Ask;
import stanchion.gateway.telemetry.Inbound;
import stanchion.gateway.telemetry.Inbound.Content;
import stanchion.gateway.telemetry.Inbound.Delivery;
import stanchion.gateway.time.RateLimit;
import stanchion.gateway.time.Timeline;
import stanchion.link.Report.RequestOutcome;
import stanchion.link.Report.RequestOutcome.Verdict;
import stanchion.link.Request;
import stanchion.units.Uptime;

/// Takes commands, passes on those that make sense, and answers every one of them once: with the
/// charger's verdict, or with a refusal when there is none in time. Thread-safe.
public final class CommandDesk {
    private static final Duration CHARGERS_TIME = Duration.ofSeconds(5);
    private static final int MOST_PENDING = 16;

    /// Bytes a command may have at most, and one that carries a signature and its certificates.
    private static final int MAX_BYTES = 1024;

    private static final int MAX_SIGNED_BYTES = 8 * 1024;

    private static final int BURST = 10;
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /// Takes the answers.
    @FunctionalInterface
    public interface Answers {
        /// Takes one.
        ///
        /// @param command the command as it was understood, if it was
        void answer(Inbound inbound, Optional<Command> command, Answer answer);
    }

    /// Who obeys commands.
    public interface Obedient {
        /// Passes a request on to the charger.
        ///
        /// @return false when it cannot be reached
        boolean charger(Request request);

        /// Takes a wish for updates to heart.
        ///
        /// @return why not, if not
        Optional<String> updates(UpdateWish wish);

        /// Decides who owns the charger.
        Answer owner(OwnerWish wish, Command command);

        /// Takes a wish for smart charging to heart.
        ///
        /// @return why not, if not
        Optional<String> charging(ChargingWish wish);

        /// Looks something up.
        ///
        /// @param id of the command
        Answer history(Optional<String> id, HistoryWish wish);
    }

    private record Pending(Inbound inbound, Command command, Uptime since) {}

    private final Timeline timeline;
    private final Obedient obedient;
    private final Answers answers;
    private final CommandReader reader;
    private final RateLimit rate;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long lastNumber;

    /// A desk without commands.
    ///
    /// @param obedient who obeys them
    /// @param signatures who may have what done
    public CommandDesk(
            Timeline timeline, Obedient obedient, Answers answers, Signatures signatures) {
        this.timeline = timeline;
        this.reader = new CommandReader(signatures);
        this.obedient = obedient;
        this.answers = answers;
        this.rate = new RateLimit(BURST, INTERVAL, timeline.now());
        // a charger that still answers the gateway's previous run must not be misunderstood
        this.lastNumber = timeline.utc().toEpochMilli() << 16;
    }

    /// A command has come in.
    public synchronized void accept(Topic topic, Inbound inbound) {
        switch (judge(topic, inbound)) {
            case Parsed.Refused(Optional<String> id, String reason) ->
                    answers.answer(inbound, Optional.empty(), Answer.refused(id, reason));
            case Parsed.Denied(Optional<String> id, String reason) ->
                    answers.answer(inbound, Optional.empty(), Answer.denied(id, reason));
            case Parsed.Understood(Command command) -> pass(inbound, command);
        }
    }

    /// The charger has decided.
    public synchronized void decided(RequestOutcome outcome) {
        Optional.ofNullable(pending.remove(outcome.id()))
                .ifPresent(one ->
                        answers.answer(
                                one.inbound(),
                                Optional.of(one.command()),
                                answer(one.command(), outcome)));
    }

    /// Refuses what the charger has not decided in time.
    public synchronized void tick() {
        Uptime now = timeline.now();
        for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
            Pending one = all.next();
            if (now.isPast(CHARGERS_TIME, one.since())) {
                all.remove();
                refuse(one.inbound(), one.command(), "charger silent");
            }
        }
    }

    private Parsed judge(Topic topic, Inbound inbound) {
        if (!rate.allows(timeline.now())) {
            return refused("too many commands");
        }
        if (inbound.delivery() == Delivery.RETAINED) {
            return refused("retained commands are refused");
        }
        if (inbound.expiry().isPresent()
                && timeline.now().isPast(inbound.expiry().get(), inbound.receivedAt())) {
            return refused("the command has expired");
        }
        return switch (inbound.content()) {
            case Content.TooLong(int bytes) -> tooLong(bytes, MAX_BYTES);
            case Content.NotText() -> refused("the payload is not UTF-8");
            case Content.Text(String text) -> read(topic, text);
        };
    }

    private Parsed read(Topic topic, String text) {
        int bytes = text.getBytes(UTF_8).length;
        int most = CommandReader.isSigned(text) ? MAX_SIGNED_BYTES : MAX_BYTES;
        return bytes > most ? tooLong(bytes, most) : unexpired(reader.read(topic, text));
    }

    private static Parsed tooLong(int bytes, int most) {
        return refused("the payload has " + bytes + " bytes, " + most + " may be");
    }

    private Parsed unexpired(Parsed parsed) {
        if (parsed instanceof Parsed.Understood(Command command)
                && command.expiresAt().isPresent()) {
            if (!timeline.isWallClockSet()) {
                return new Parsed.Refused(command.id(), "the charger's clock is not set");
            }
            if (!timeline.utc().isBefore(command.expiresAt().get())) {
                return new Parsed.Refused(command.id(), "the command has expired");
            }
        }
        return parsed;
    }

    private static Parsed refused(String reason) {
        return new Parsed.Refused(Optional.empty(), reason);
    }

    private void pass(Inbound inbound, Command command) {
        switch (command.ask()) {
            case Ask.Update(UpdateWish wish) -> settle(inbound, command, obedient.updates(wish));
            case Ask.Charging(ChargingWish wish) ->
                    settle(inbound, command, obedient.charging(wish));
            case Ask.Owner(OwnerWish wish) ->
                    answers.answer(inbound, Optional.of(command), obedient.owner(wish, command));
            case Ask.History(HistoryWish wish) ->
                    answers.answer(
                            inbound, Optional.of(command), obedient.history(command.id(), wish));
            case Ask.Limit _, Ask.Enable _, Ask.Clear _, Ask.ClearTampering _ ->
                    forward(inbound, command);
        }
    }

    /// Answers what the gateway decides by itself.
    private void settle(Inbound inbound, Command command, Optional<String> refusal) {
        Answer answer =
                refusal.map(reason -> Answer.refused(command.id(), reason))
                        .orElseGet(() -> Answer.accepted(command.id()));
        answers.answer(inbound, Optional.of(command), answer);
    }

    private void forward(Inbound inbound, Command command) {
        if (pending.size() >= MOST_PENDING) {
            refuse(inbound, command, "too many commands wait for the charger");
            return;
        }
        long number = ++lastNumber;
        pending.put(number, new Pending(inbound, command, timeline.now()));
        if (!command.request(number).map(obedient::charger).orElse(false)) {
            pending.remove(number);
            refuse(inbound, command, "charger silent");
        }
    }

    private void refuse(Inbound inbound, Command command, String reason) {
        answers.answer(inbound, Optional.of(command), Answer.refused(command.id(), reason));
    }

    private static Answer answer(Command command, RequestOutcome outcome) {
        boolean accepted = outcome.verdict() == Verdict.ACCEPTED;
        String reason = outcome.reason().isEmpty() ? "refused by the charger" : outcome.reason();
        return new Answer(
                command.id(),
                accepted ? Outcome.ACCEPTED : Outcome.REFUSED,
                accepted ? "" : reason,
                Optional.of(outcome.effective()));
    }
}
