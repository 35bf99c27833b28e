package stanchion.schedule;

import stanchion.pilot.Offers;
import stanchion.units.Amps;

/// What the supply of the house bears.
///
/// @param rating of its fuse, per phase, 10 A to 500 A
/// @param safe what may be drawn while the meter of the house says nothing: 0 A, or 6 A to the
///   rating
public record HouseFuse(Amps rating, Amps safe) {
    public static final Amps SMALLEST = new Amps(10);
    public static final Amps LARGEST = new Amps(500);

    public HouseFuse {
        if (!isRating(rating) || !isSafe(safe, rating)) {
            throw new IllegalArgumentException("a fuse of " + rating + ", safe " + safe);
        }
    }

    public static boolean isRating(Amps amps) {
        return amps.compareTo(SMALLEST) >= 0 && amps.compareTo(LARGEST) <= 0;
    }

    public static boolean isSafe(Amps amps, Amps rating) {
        boolean within = amps.compareTo(Offers.LEAST) >= 0 && amps.compareTo(Offers.MOST) <= 0;
        return amps.value() == 0 || (within && amps.compareTo(rating) <= 0);
    }
}
