package stanchion.gateway.history;

/// Energy of a span of uptime that nobody can place in time yet.
///
/// @param machine which start of the machine it was in
/// @param second of its uptime with which the span began
/// @param session the session that ran, 0 without one
record Untimed(String machine, long second, long session) {
    private static final long MINUTE = 60;

    /// So many minutes are kept one by one, later ones by the quarter-hour.
    private static final long MINUTES_KEPT = 24 * 60;

    static Untimed of(String machine, long nanos, long session) {
        long second = Math.floorDiv(nanos, 1_000_000_000L);
        long span = second < MINUTES_KEPT * MINUTE ? MINUTE : QuarterHour.SECONDS;
        return new Untimed(machine, Math.floorDiv(second, span) * span, session);
    }
}
