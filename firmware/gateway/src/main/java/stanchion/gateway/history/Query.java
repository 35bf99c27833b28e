package stanchion.gateway.history;

import java.time.Instant;
import java.util.Optional;

/// A page of the history.
///
/// @param from the first moment of a beginning that counts; what has no time yet is left out then
/// @param to excluded
/// @param after where the previous page ended; 0 for the first
/// @param limit rows, 1 to [#MOST_ROWS]
public record Query(Optional<Instant> from, Optional<Instant> to, long after, int limit) {
    public static final int MOST_ROWS = 500;

    public Query {
        if (limit < 1 || limit > MOST_ROWS || after < 0) {
            throw new IllegalArgumentException("a page of " + limit + " rows after " + after);
        }
    }

    /// Everything from the beginning on.
    public static Query all() {
        return new Query(Optional.empty(), Optional.empty(), 0, MOST_ROWS);
    }
}
