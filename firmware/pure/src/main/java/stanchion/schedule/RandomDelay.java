package stanchion.schedule;

/// The random delay of regulation 11: a whole number of seconds, drawn at every moment at which the
/// current would start, or its rate rise or fall.
public final class RandomDelay {
    /// Before anybody changes it: 0 s to 600 s, both included.
    public static final int DEFAULT_MAXIMUM_SECONDS = 600;

    /// The maximum may be set to 0 s (no delay) to so much.
    public static final int LARGEST_MAXIMUM_SECONDS = 1800;

    private RandomDelay() {}

    /// A delay that begins now.
    ///
    /// @param maximum in seconds, 0 to [#LARGEST_MAXIMUM_SECONDS]
    public static Countdown drawn(int maximum, Moment now, Draw draw) {
        if (!isMaximum(maximum)) {
            throw new IllegalArgumentException("a delay of up to " + maximum + " s");
        }
        int seconds = draw.upTo(maximum);
        if (seconds < 0 || seconds > maximum) {
            throw new IllegalStateException(seconds + " s was drawn of " + maximum + " s");
        }
        return Countdown.begun(seconds, now);
    }

    public static boolean isMaximum(int seconds) {
        return seconds >= 0 && seconds <= LARGEST_MAXIMUM_SECONDS;
    }
}
