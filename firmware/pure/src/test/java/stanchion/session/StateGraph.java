package stanchion.session;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which kinds of state follow which, why, and what is told whenever that happens.
final class StateGraph {
    /// Why a state is left.
    enum Cause {
        SESSION,
        FAULT,
        PERSON
    }

    /// From one kind of state to another.
    record Edge(String from, String to, Cause cause) implements Comparable<Edge> {
        private static final Comparator<Edge> ORDER =
                Comparator.comparing(Edge::from).thenComparing(Edge::to).thenComparing(Edge::cause);

        static Edge byPerson(Charge before, Charge freed) {
            return new Edge(before.state().label(), freed.state().label(), Cause.PERSON);
        }

        static Edge decided(Charge before, Charge next) {
            boolean fault = !next.faults().held().isEmpty();
            return new Edge(
                    before.state().label(),
                    next.state().label(),
                    fault ? Cause.FAULT : Cause.SESSION);
        }

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Edge, Set<EventName>> edges = new ConcurrentHashMap<>();

    /// The edges that leave one charge, each with what is told on all its ways.
    void add(Map<Edge, Set<EventName>> leaving) {
        leaving.forEach((edge, told) -> edges.merge(edge, told, StateGraph::common));
    }

    /// What is in both.
    static Set<EventName> common(Set<EventName> one, Set<EventName> other) {
        Set<EventName> both = EnumSet.copyOf(one);
        both.retainAll(other);
        return both;
    }

    /// All edges in order, each with what is told on all its ways.
    SortedMap<Edge, Set<EventName>> edges() {
        return new TreeMap<>(edges);
    }
}
