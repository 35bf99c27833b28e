package stanchion.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import stanchion.boot.Json;

/// A JSON object in the making.
final class Draft {
    private static final String SPEC_VERSION = "1.0.31";

    private final TreeMap<String, Json> members = new TreeMap<>();

    /// What every TUF metadata begins with.
    static Draft metadata(String type, long version, Instant expires) {
        return new Draft()
                .text("_type", type)
                .text("spec_version", SPEC_VERSION)
                .whole("version", version)
                .text("expires", expires.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    Draft put(String name, Json value) {
        members.put(name, value);
        return this;
    }

    Draft text(String name, String value) {
        return put(name, new Json.Text(value));
    }

    Draft whole(String name, long value) {
        return put(name, new Json.Whole(value));
    }

    Draft texts(String name, Iterable<String> values) {
        List<Json> items = new ArrayList<>();
        for (String value : values) {
            items.add(new Json.Text(value));
        }
        return put(name, new Json.Items(items));
    }

    Draft draft(String name, Draft value) {
        return put(name, value.json());
    }

    Json json() {
        return new Json.Members(members);
    }
}
