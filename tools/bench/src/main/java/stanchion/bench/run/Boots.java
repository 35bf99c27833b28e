package stanchion.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stanchion.bench.report.Boot;

/// Every boot of a bench's charger, the latest last. Thread-safe.
final class Boots {
    private final List<Boot> boots = new ArrayList<>();

    synchronized void add(Boot boot) {
        boots.add(boot);
    }

    synchronized List<Boot> all() {
        return List.copyOf(boots);
    }

    synchronized Boot last() {
        return boots.getLast();
    }

    /// The version that runs has proved itself.
    synchronized void confirmed(Duration after) {
        boots.add(boots.removeLast().confirmed(after));
    }
}
