package stanchion.replay.travel;

import java.util.ArrayList;
import java.util.List;

/// The session states that a journal names, as bits in order of their first appearance.
///
/// For one thread at a time.
final class StateNames {
    /// More than a session has; whatever comes after them is one state.
    private static final int MOST = 31;

    private final List<String> names = new ArrayList<>();

    int bit(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            place = names.size();
            if (place < MOST) {
                names.add(name);
            }
        }
        return 1 << place;
    }

    List<String> of(int bits) {
        List<String> those = new ArrayList<>();
        for (int place = 0; place <= MOST; place++) {
            if ((bits & 1 << place) != 0) {
                those.add(place < names.size() ? names.get(place) : "others");
            }
        }
        return those;
    }
}
