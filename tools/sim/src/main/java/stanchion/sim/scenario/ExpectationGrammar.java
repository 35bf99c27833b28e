package stanchion.sim.scenario;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final String CLAIMS = "state, contactor, duty, offer, fault, event, energy";

    private ExpectationGrammar() {}

    static Step.Expect read(Words words) throws Refusal {
        String subject = words.word("one of " + CLAIMS);
        Claim claim =
                switch (subject) {
                    case "STATE" -> new Claim.State(constant(PilotState.class, words));
                    case "CONTACTOR" ->
                            new Claim.Contactor(constant(ContactorPosition.class, words));
                    case "DUTY" -> new Claim.Duty(duty(words));
                    case "OFFER" -> new Claim.Offer(offer(words));
                    case "FAULT" -> fault(words);
                    case "EVENT" -> new Claim.EventNamed(constant(EventName.class, words).name());
                    case "ENERGY" -> new Claim.Energy(energy(words));
                    default ->
                            throw new Refusal(
                                    "cannot expect '"
                                            + subject.toLowerCase(ROOT)
                                            + "', allowed: "
                                            + CLAIMS);
                };
        return timed(claim, words);
    }

    private static Step.Expect timed(Claim claim, Words words) throws Refusal {
        Duration within = claim instanceof Claim.Energy ? ENERGY_SETTLING : SETTLING;
        Duration span = Duration.ZERO;
        if (words.take("WITHIN")) {
            within = VerbGrammar.time(words);
        }
        if (words.take("FOR")) {
            span = VerbGrammar.time(words);
        }
        if (words.take("WITHIN")) {
            within = VerbGrammar.time(words);
        }
        if (claim instanceof Claim.EventNamed && !span.isZero()) {
            throw new Refusal("an event has no duration, allowed: expect event NAME [within TIME]");
        }
        words.end("[± TOLERANCE] [within TIME] [for TIME]");
        return new Step.Expect(claim, within, span);
    }

    private static Claim fault(Words words) throws Refusal {
        return words.take("NONE")
                ? new Claim.FaultIs(Optional.empty())
                : new Claim.FaultIs(Optional.of(constant(Fault.class, words)));
    }

    private static Range duty(Words words) throws Refusal {
        double percent = words.quantity(Unit.PERCENT);
        return new Range(
                percent, words.take("±") ? words.quantity(Unit.PERCENT) : DUTY_TOLERANCE_POINTS);
    }

    private static Range offer(Words words) throws Refusal {
        double amps = words.quantity(Unit.AMPERE);
        return new Range(amps, tolerance(amps, Unit.AMPERE, OFFER_TOLERANCE_AMPS, words));
    }

    private static Range energy(Words words) throws Refusal {
        double wattHours = words.quantity(Unit.WATT_HOUR);
        double usual = Math.max(wattHours * ENERGY_TOLERANCE_SHARE, ENERGY_TOLERANCE_WATT_HOURS);
        return new Range(wattHours, tolerance(wattHours, Unit.WATT_HOUR, usual, words));
    }

    private static double tolerance(double nominal, Unit unit, double usual, Words words)
            throws Refusal {
        if (!words.take("±")) {
            return usual;
        }
        return words.percentFollows()
                ? nominal * words.quantity(Unit.PERCENT) / 100
                : words.quantity(unit);
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
