package stanchion.bench.year;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What is going to happen, in whole steps: charges, power cuts, kills of the gateway.
///
/// @param span when
/// @param cuts in order; they do not touch
/// @param kills in order
record Plan(Span span, List<Charge> charges, List<Cut> cuts, List<Instant> kills) {
    /// @param end excluded
    record Span(Instant begin, Instant end) {
        boolean holds(Instant moment) {
            return !moment.isBefore(begin) && moment.isBefore(end);
        }

        private Duration length() {
            return Duration.between(begin, end);
        }

        /// Where a part begins, when it is cut into so many.
        private Instant part(int of, int number) {
            return begin.plus(whole(length().multipliedBy(number).dividedBy(of)));
        }
    }

    private static final Span YEAR =
            new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

    /// Clocks go forward and back in Great Britain.
    static final List<Instant> SWITCHES =
            List.of(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T01:00:00Z"));

    /// Of a second: 16.2 kW.
    static final long MOST_MICRO_WATT_HOURS = 4_500_000;

    private static final int CHARGES = 800;
    private static final int DAYS_PER_CUT = 15;
    private static final int DAYS_PER_KILL = 9;

    /// Everything happens at a multiple of it.
    static final Duration STEP = Duration.ofSeconds(10);

    /// @param begin the vehicle comes then, or when the one before is gone and the power is there
    /// @param microWattHours in a second, divisible by the phases it flows over
    record Charge(Instant begin, Duration length, long microWattHours, int phases) {}

    /// @param dark how long
    /// @param unknown how long the time is not known afterwards
    record Cut(Instant at, Duration dark, Duration unknown) {
        Instant over() {
            return at.plus(dark);
        }
    }

    Plan {
        charges = List.copyOf(charges);
        cuts = List.copyOf(cuts);
        kills = List.copyOf(kills);
    }

    /// A year with 800 charges.
    static Plan year(RandomGenerator random) {
        return draw(YEAR, CHARGES, random);
    }

    static Plan draw(Span span, int count, RandomGenerator random) {
        List<Charge> charges = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            charges.add(charge(span.part(count, number), span.length().dividedBy(count), random));
        }
        return new Plan(span, charges, cuts(span, random), kills(span, random));
    }

    private static List<Cut> cuts(Span span, RandomGenerator random) {
        int count = Math.toIntExact(span.length().toDays() / DAYS_PER_CUT);
        Duration room = span.length().dividedBy(count).minus(Duration.ofDays(1));
        List<Cut> cuts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Duration dark = part(Duration.ofHours(number % 6 == 0 ? 20 : 1), random);
            cuts.add(
                    new Cut(
                            span.part(count, number).plus(part(room, random)),
                            dark.plus(STEP),
                            part(Duration.ofMinutes(20), random)));
        }
        return cuts;
    }

    private static List<Instant> kills(Span span, RandomGenerator random) {
        return Stream.generate(() -> span.begin().plus(part(span.length(), random)))
                .limit(span.length().toDays() / DAYS_PER_KILL)
                .sorted()
                .toList();
    }

    /// A charge in its part of the year; where clocks are switched in it, over that moment.
    private static Charge charge(Instant slot, Duration room, RandomGenerator random) {
        int phases = random.nextBoolean() ? 1 : 3;
        long micro = phases * MOST_MICRO_WATT_HOURS / 15 * (2 + random.nextInt(4));
        for (Instant change : SWITCHES) {
            if (!change.isBefore(slot) && change.isBefore(slot.plus(room))) {
                return new Charge(
                        change.minus(Duration.ofHours(1)), Duration.ofHours(3), micro, phases);
            }
        }
        return new Charge(
                slot.plus(part(room.dividedBy(3), random)),
                Duration.ofMinutes(20).plus(part(Duration.ofHours(4), random)),
                micro,
                phases);
    }

    private static Duration part(Duration of, RandomGenerator random) {
        return whole(Duration.ofSeconds(random.nextLong(of.toSeconds())));
    }

    private static Duration whole(Duration span) {
        return STEP.multipliedBy(span.dividedBy(STEP));
    }
}
