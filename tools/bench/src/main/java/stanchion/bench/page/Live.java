package stanchion.bench.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Everything the page shows, passed on to every page that is open.
///
/// What is a state (`keep`) is told to a page that comes later; what is news (`log`) too, the last
/// of it; what moves many times a second (`show`) is not. A page that does not keep up misses
/// frames; it never slows the bench.
public final class Live {
    private static final int LOGGED = 300;
    private static final int WAITING = 256;

    private final Map<String, Frame> kept = new LinkedHashMap<>();
    private final Map<String, Deque<Frame>> logged = new LinkedHashMap<>();
    private final Set<Viewer> viewers = new HashSet<>();

    /// One message to the page.
    ///
    /// @param name of the event
    /// @param json its data, one line
    public record Frame(String name, String json) {}

    /// A state: the latest counts.
    public synchronized void keep(String name, String json) {
        Frame frame = new Frame(name, json);
        kept.put(name, frame);
        tell(frame);
    }

    /// News: every one counts.
    public synchronized void log(String name, String json) {
        Frame frame = new Frame(name, json);
        Deque<Frame> column = logged.computeIfAbsent(name, _ -> new ArrayDeque<>());
        column.addLast(frame);
        if (column.size() > LOGGED) {
            column.removeFirst();
        }
        tell(frame);
    }

    /// A picture of this moment.
    public synchronized void show(String name, String json) {
        tell(new Frame(name, json));
    }

    public synchronized boolean isWatched() {
        return !viewers.isEmpty();
    }

    /// A new page; it hears what is so, then what comes.
    public synchronized Viewer join() {
        Viewer viewer = new Viewer();
        viewer.past.addAll(kept.values());
        logged.values().forEach(viewer.past::addAll);
        viewers.add(viewer);
        return viewer;
    }

    private synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    private void tell(Frame frame) {
        viewers.forEach(viewer -> viewer.offer(frame));
    }

    /// One open page.
    public final class Viewer implements AutoCloseable {
        private final Deque<Frame> past = new ArrayDeque<>();
        private final BlockingQueue<Frame> waiting = new ArrayBlockingQueue<>(WAITING);

        /// The next frame; empty when none came for `millis`.
        public Optional<Frame> next(long millis) throws InterruptedException {
            if (!past.isEmpty()) {
                return Optional.of(past.removeFirst());
            }
            return Optional.ofNullable(waiting.poll(millis, TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            leave(this);
        }

        private void offer(Frame frame) {
            while (!waiting.offer(frame)) {
                waiting.poll();
            }
        }
    }
}
