package stanchion.powercut.board;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import stanchion.powercut.Story;

/// What the machine has told of one disk, and so must still be true at every start that follows.
final class Facts {
    private static final String FULL_STOP = ".";

    private final Story story;
    private final TreeMap<String, Long> acknowledged = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private String promises = "order 0";
    private long lost;
    private boolean ended;
    private int boots;

    Facts(Story story) {
        this.story = story;
    }

    /// What to tell the machine when it starts on this disk.
    String order() {
        return "go " + story + " " + promises;
    }

    /// Takes a line of the machine; one that was cut off tells nothing.
    ///
    /// @return the line without its full stop
    String hear(String line) {
        if (!line.endsWith(FULL_STOP)) {
            return "";
        }
        String text = line.substring(0, line.length() - FULL_STOP.length());
        List<String> words = List.of(text.split(" ", -1));
        switch (words.getFirst()) {
            case "energy", "outbox", "careless" ->
                    acknowledged.put(words.getFirst(), Long.parseLong(words.get(1)));
            case "promise" -> promises = text.substring("promise ".length());
            case "boots" -> boots++;
            case "end" -> ended = true;
            case "found" -> found(words);
            case "violation" -> violations.add(text.substring("violation ".length()));
            default -> {} // nothing that binds it
        }
        return text;
    }

    /// `found NAME LAST COUNT whole`: everything that was acknowledged, and at most one record
    /// more.
    private void found(List<String> words) {
        String name = words.get(1);
        long last = Long.parseLong(words.get(2));
        long expected = acknowledged.getOrDefault(name, 0L);
        if (last < expected) {
            lost += expected - last;
        }
        boolean gaps = !words.get(3).equals(words.get(2));
        boolean damaged = !words.get(4).equals("whole");
        if (last < expected || last > expected + 1 || gaps || damaged) {
            violations.add(String.join(" ", words) + ", acknowledged up to " + expected);
        }
        acknowledged.put(name, last);
    }

    /// Whether the story of this disk is told.
    boolean ended() {
        return ended;
    }

    /// Forgets what was told of the machine that is gone.
    void powerOff() {
        boots = 0;
    }

    /// Versions that the verifier let run since the power came on.
    int boots() {
        return boots;
    }

    long lost() {
        return lost;
    }

    Story story() {
        return story;
    }

    String promises() {
        return promises;
    }

    List<String> violations() {
        return violations;
    }

    /// Records that were acknowledged.
    long records() {
        return acknowledged.values().stream().mapToLong(Long::longValue).sum();
    }
}
