package stanchion.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The part of JSON that metadata uses: no null, no fraction, no negative number, ASCII text
/// without quotes and backslashes.
public sealed interface Json {
    record Text(String value) implements Json {}

    /// A whole number.
    ///
    /// @param value 0…2⁵³ − 1
    record Whole(long value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Items(List<Json> values) implements Json {
        public Items {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    record Members(SortedMap<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }
}
