package stanchion.sim.scenario;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.session.EventName;
import stanchion.sim.scenario.Claim.Range;
import stanchion.sim.scenario.Words.Refusal;

/// What may be expected, in what form.
final class ExpectationGrammar {
    /// How long an expectation waits without `within`: what IEC 61851-1 table A.6 (seq. 4) grants
    /// from S2 closing to the contactor closed.
    static final Duration SETTLING = Duration.ofSeconds(3);

    /// Energy grows while one waits, so it is looked at sooner: after at most two reports.
    static final Duration ENERGY_SETTLING = Duration.ofSeconds(2);

    private static final double DUTY_TOLERANCE_POINTS = 0.3;
    private static final double OFFER_TOLERANCE_AMPS = 0.1;
    private static final double ENERGY_TOLERANCE_SHARE = 0.01;
    private static final double ENERGY_TOLERANCE_WATT_HOURS = 0.5;
    private static final int MOST_COUNTED = 10_000;
    private static final String CLAIMS =
            "state, contactor, duty, offer, fault, event, energy, update, waiting, firmware,"
                    + " refused chunks, given up";

    private ExpectationGrammar() {}

    static Step.Expect read(Words words) throws Refusal {
        String subject = words.word("one of " + CLAIMS);
        return switch (subject) {
            case "STATE" -> timed(new Claim.State(constant(PilotState.class, words)), words);
            case "CONTACTOR" ->
                    timed(new Claim.Contactor(constant(ContactorPosition.class, words)), words);
            case "DUTY" -> duty(words);
            case "OFFER" -> offer(words);
            case "FAULT" -> timed(fault(words), words);
            case "EVENT" -> event(words);
            case "ENERGY" -> energy(words);
            case "UPDATE" -> timed(new Claim.Update(constant(Updating.State.class, words)), words);
            case "WAITING" -> timed(new Claim.Waiting(constant(Updating.Gate.class, words)), words);
            case "FIRMWARE" -> timed(new Claim.Firmware(words.version()), words);
            case "REFUSED" -> {
                word("CHUNKS", words);
                yield timed(new Claim.RefusedChunks(words.count(MOST_COUNTED)), words);
            }
            case "GIVEN" -> {
                word("UP", words);
                yield timed(new Claim.GivenUp(words.count(MOST_COUNTED)), words);
            }
            default ->
                    throw new Refusal("cannot expect '" + lower(subject) + "', allowed: " + CLAIMS);
        };
    }

    private static Step.Expect timed(Claim claim, Words words) throws Refusal {
        return expect(claim, Suffixes.read(words), SETTLING);
    }

    private static Step.Expect expect(Claim claim, Suffixes after, Duration settling) {
        return new Step.Expect(
                claim, after.within().orElse(settling), after.span().orElse(Duration.ZERO));
    }

    private static Step.Expect event(Words words) throws Refusal {
        Step.Expect event = timed(new Claim.EventNamed(eventName(words)), words);
        if (!event.span().isZero()) {
            throw new Refusal("an event has no duration, allowed: expect event NAME [within TIME]");
        }
        return event;
    }

    private static void word(String expected, Words words) throws Refusal {
        String word = words.word(lower(expected));
        if (!word.equals(expected)) {
            throw new Refusal(
                    "'" + lower(word) + "' is not known here, allowed: " + lower(expected));
        }
    }

    /// The charger's events, and those of the gateway about updates.
    private static String eventName(Words words) throws Refusal {
        List<String> allowed = new ArrayList<>();
        Stream.of(EventName.values()).map(Enum::name).forEach(allowed::add);
        Stream.of(Updating.Event.values()).map(Enum::name).forEach(allowed::add);
        return oneOf(allowed, words.word(String.join(", ", allowed)));
    }

    private static String oneOf(List<String> allowed, String word) throws Refusal {
        if (!allowed.contains(word)) {
            throw new Refusal(
                    "'"
                            + lower(word)
                            + "' is not known here, allowed: "
                            + String.join(", ", allowed));
        }
        return word;
    }

    private static Claim fault(Words words) throws Refusal {
        return words.take("NONE")
                ? new Claim.FaultIs(Optional.empty())
                : new Claim.FaultIs(Optional.of(constant(Fault.class, words)));
    }

    private static Step.Expect duty(Words words) throws Refusal {
        double percent = words.quantity(Unit.PERCENT);
        Suffixes after = Suffixes.read(words, percent, Unit.PERCENT);
        Range range = new Range(percent, after.tolerance().orElse(DUTY_TOLERANCE_POINTS));
        return expect(new Claim.Duty(range), after, SETTLING);
    }

    private static Step.Expect offer(Words words) throws Refusal {
        double amps = words.quantity(Unit.AMPERE);
        Suffixes after = Suffixes.read(words, amps, Unit.AMPERE);
        Range range = new Range(amps, after.tolerance().orElse(OFFER_TOLERANCE_AMPS));
        return expect(new Claim.Offer(range), after, SETTLING);
    }

    private static Step.Expect energy(Words words) throws Refusal {
        double wattHours = words.quantity(Unit.WATT_HOUR);
        Suffixes after = Suffixes.read(words, wattHours, Unit.WATT_HOUR);
        double usual = Math.max(wattHours * ENERGY_TOLERANCE_SHARE, ENERGY_TOLERANCE_WATT_HOURS);
        Range range = new Range(wattHours, after.tolerance().orElse(usual));
        return expect(new Claim.Energy(range), after, ENERGY_SETTLING);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Words words) throws Refusal {
        String allowed =
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .map(name -> type == ContactorPosition.class ? lower(name) : name)
                        .collect(Collectors.joining(", "));
        if (type == Fault.class) {
            allowed = allowed + ", none";
        }
        String word = words.word(allowed);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw new Refusal("'" + lower(word) + "' is not known here, allowed: " + allowed);
    }

    private static String lower(String name) {
        return name.toLowerCase(ROOT);
    }
}
