package stanchion.gateway.history;

import java.util.List;
import java.util.Optional;

/// Some rows of a longer list.
///
/// @param next what a query for the next page says as `after`; empty when there is none
public record Page<T>(List<T> rows, Optional<Long> next) {
    public Page {
        rows = List.copyOf(rows);
    }
}
