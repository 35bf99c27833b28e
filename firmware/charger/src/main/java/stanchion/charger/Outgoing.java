package stanchion.charger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;

/// The reports on their way to the gateway, in order of their numbers.
///
/// Meter, Event and Session reports are retained until acknowledged, at most [#RETAINED]: a little
/// more than an hour of one meter report a second. Beyond that the oldest meter report goes first,
/// because the energy register in a later one says what it said; without one, the oldest of the
/// others. Status and rhythm reports and answers to requests are fleeting: at most [#FLEETING]
/// wait, the oldest goes first, and of those that waited while nobody was connected only the last
/// status is sent.
///
/// Used by the socket's thread alone.
final class Outgoing {
    static final int RETAINED = 4096;
    static final int FLEETING = 64;

    private final NavigableMap<Long, Report> meters = new TreeMap<>();
    private final NavigableMap<Long, Report> others = new TreeMap<>();
    private final NavigableMap<Long, Report> fleeting = new TreeMap<>();
    private Optional<Report.Status> lastStatus = Optional.empty();
    private long lastSeq;
    private long sentSeq;
    private long dropped;

    void add(Report report) {
        long seq = ++lastSeq;
        switch (report) {
            case Report.Meter meter -> meters.put(seq, meter);
            case Report.Event event -> others.put(seq, event);
            case Report.Session session -> others.put(seq, session);
            case Report.RequestOutcome answer -> fleeting.put(seq, answer);
            case Report.Rhythm rhythm -> fleeting.put(seq, rhythm);
            case Report.Status status -> {
                fleeting.put(seq, status);
                lastStatus = Optional.of(status);
            }
        }
        if (meters.size() + others.size() > RETAINED) {
            (meters.isEmpty() ? others : meters).pollFirstEntry();
            dropped++;
        }
        if (fleeting.size() > FLEETING) {
            fleeting.pollFirstEntry();
        }
    }

    /// The gateway has stored this one.
    void acknowledge(long seq) {
        if (seq <= sentSeq) {
            meters.remove(seq);
            others.remove(seq);
        }
    }

    /// A new gateway: everything retained is sent again, and what the charger is now.
    void restart() {
        sentSeq = 0;
        fleeting.clear();
        lastStatus.ifPresent(this::add);
    }

    /// The next report to send, once.
    Optional<Numbered> next() {
        Optional<Numbered> next = first(meters);
        next = earlier(next, first(others));
        next = earlier(next, first(fleeting));
        next.ifPresent(numbered -> {
            sentSeq = numbered.seq();
            fleeting.remove(numbered.seq());
        });
        return next;
    }

    /// Retained reports dropped unacknowledged since the start.
    long dropped() {
        return dropped;
    }

    private Optional<Numbered> first(NavigableMap<Long, Report> reports) {
        return Optional.ofNullable(reports.higherEntry(sentSeq)).map(Outgoing::numbered);
    }

    private static Numbered numbered(Map.Entry<Long, Report> entry) {
        return new Numbered(entry.getKey(), entry.getValue());
    }

    private static Optional<Numbered> earlier(Optional<Numbered> a, Optional<Numbered> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return a.get().seq() < b.get().seq() ? a : b;
    }
}
