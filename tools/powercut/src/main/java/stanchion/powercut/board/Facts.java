package stanchion.powercut.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import stanchion.powercut.Moment;
import stanchion.powercut.Story;

/// What the machine has told of one disk, and so must still be true at every start that follows.
final class Facts {
    private static final String FULL_STOP = ".";
    private static final List<String> STORIES = Stream.of(Story.values()).map(Story::name).toList();
    private static final String KNOWN =
            "promise [a-z0-9 ]{1,80}|(energy|outbox|careless|sent) [0-9]{1,18}|end";

    private final Story story;
    private final TreeMap<String, Long> acknowledged = new TreeMap<>();
    private String promises = "order 0";
    private long sent;
    private boolean ended;

    // since power on
    private final List<String> violations = new ArrayList<>();
    private Moment moment = Moment.MOUNTING;
    private long lost;
    private int boots;
    private List<String> atStart = List.of();

    Facts(Story story) {
        this.story = story;
    }

    /// What [#atStart] wrote down.
    ///
    /// @throws IOException when a line is none of those
    static Facts of(List<String> lines) throws IOException {
        if (lines.isEmpty() || !STORIES.contains(lines.getFirst())) {
            throw new IOException("what was known does not begin with one of " + STORIES);
        }
        for (String line : lines.subList(1, lines.size())) {
            if (!line.matches(KNOWN)) {
                throw new IOException("what was known has a line that cannot be read: " + line);
            }
        }
        Facts facts = new Facts(Story.valueOf(lines.getFirst()));
        lines.stream().skip(1).forEach(line -> facts.hear(line + FULL_STOP));
        return facts;
    }

    /// What was known when the machine was last started: the story, and lines that [#hear] takes.
    List<String> atStart() {
        return atStart;
    }

    private List<String> known() {
        List<String> lines = new ArrayList<>(List.of(story.name(), "promise " + promises));
        acknowledged.forEach((kind, number) -> lines.add(kind + " " + number));
        lines.add("sent " + sent);
        if (ended) {
            lines.add("end");
        }
        return lines;
    }

    /// The same machine gets another disk.
    Facts ofNewDisk(Story next) {
        Facts facts = new Facts(next);
        facts.boots = boots;
        return facts;
    }

    /// What to tell the machine when it starts on this disk.
    String order(Writer writer) {
        atStart = known();
        return switch (writer) {
            case REAL -> "go " + story + " " + promises;
            case UNFLUSHED -> "unflushed " + story + " " + promises;
            case CARELESS -> "careless";
        };
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
            case "sent" -> sent = Long.parseLong(words.get(1));
            case "promise" -> promises = text.substring("promise ".length());
            case "at" -> moment = Moment.valueOf(words.get(1));
            case "boots" -> boots++;
            case "end" -> {
                ended = true;
                moment = Moment.RESTING;
            }
            case "found" -> found(words);
            case "violation" -> violations.add(text.substring("violation ".length()));
            default -> {} // nothing that binds it
        }
        return text;
    }

    /// `found NAME FIRST LAST whole`: everything that was acknowledged and not sent since, and at
    /// most one record more.
    private void found(List<String> words) {
        String name = words.get(1);
        long first = Long.parseLong(words.get(2));
        long last = Long.parseLong(words.get(3));
        long expected = acknowledged.getOrDefault(name, 0L);
        long gone = Math.max(0, expected - last) + Math.max(0, first - 1 - sent);
        lost += gone;
        if (gone > 0 || last > expected + 1 || !words.get(4).equals("whole")) {
            String before = ", acknowledged up to " + expected + ", sent up to " + sent;
            violations.add(String.join(" ", words) + before);
        }
        acknowledged.put(name, last);
    }

    /// Says what was told, and forgets what holds for one start only.
    CycleReport.Told powerOff() {
        long records = acknowledged.values().stream().mapToLong(Long::longValue).sum();
        CycleReport.Told told = new CycleReport.Told(boots, records, lost, ended, promises);
        violations.clear();
        moment = Moment.MOUNTING;
        lost = 0;
        boots = 0;
        return told;
    }

    /// Where the machine was when it was last heard.
    Moment moment() {
        return moment;
    }

    /// Whether the story of this disk is told.
    boolean ended() {
        return ended;
    }

    /// Since power on.
    List<String> violations() {
        return List.copyOf(violations);
    }

    /// Records of one kind that were acknowledged.
    long acknowledged(String kind) {
        return acknowledged.getOrDefault(kind, 0L);
    }
}
