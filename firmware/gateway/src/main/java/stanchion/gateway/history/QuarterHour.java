package stanchion.gateway.history;

import java.time.Instant;

/// A quarter of an hour by UTC.
///
/// @param start a whole quarter
/// @param energy counted in it
/// @param estimated how much of the imported energy was divided among quarter-hours because nobody
///   was there to see when it flowed, in millionths of a watt-hour
public record QuarterHour(Instant start, Energies energy, long estimated) {
    public static final int SECONDS = 900;

    /// Its place in the order; what a query for the quarter-hours behind it says as `after`.
    public long position() {
        return number(start);
    }

    static long number(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    static Instant start(long number) {
        return Instant.ofEpochSecond(number * SECONDS);
    }

    /// The first quarter-hour that begins at or after a moment.
    static long firstWhole(Instant moment) {
        long number = number(moment);
        return start(number).isBefore(moment) ? number + 1 : number;
    }

    QuarterHour plus(QuarterHour other) {
        return new QuarterHour(start, energy.plus(other.energy), estimated + other.estimated);
    }
}
