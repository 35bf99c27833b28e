package stanchion.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import stanchion.hal.BoardProfile;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Claims.Claim;
import stanchion.session.Claims.Step;
import stanchion.session.StateGraph.Edge;
import stanchion.session.Surroundings.Met;
import stanchion.session.Surroundings.Scope;

/// Every charge the machine can reach from a charger that has just started, for the first time or
/// after somebody tampered with it, whatever it meets.
///
/// The machine explored is the one that ships. Charges it cannot tell apart are one ([Likeness]),
/// surroundings it cannot tell apart too ([Surroundings]).
final class StateSpace {
    /// The session, as it ships or with a bug.
    @FunctionalInterface
    interface Deciding {
        Decision decide(Charge before, Measurements measured, Intent intent);
    }

    /// A step in which a claim is not true.
    record Breach(String claim, Charge before, Surrounding met, Decision decision) {}

    private final BoardProfile board;
    private final ChargeMachine machine;
    private final Deciding session;
    private final Surroundings surroundings;
    private final Set<Charge> known = ConcurrentHashMap.newKeySet();
    private final StateGraph graph = new StateGraph();
    private final Map<String, Breach> breaches = new ConcurrentSkipListMap<>();
    private final LongAdder decisions = new LongAdder();
    private final LongAdder transitions = new LongAdder();

    StateSpace(BoardProfile board, Scope scope) {
        this(board, scope, new ChargeMachine(board)::decide);
    }

    StateSpace(BoardProfile board, Scope scope, Deciding session) {
        this.board = board;
        this.machine = new ChargeMachine(board);
        this.session = session;
        this.surroundings = new Surroundings(board, scope);
    }

    /// Explores until nothing new is found.
    ///
    /// @param progress told how many charges are known, now and then
    StateSpace explored(LongConsumer progress) {
        List<Charge> fresh =
                Stream.of(FaultSet.NONE, FaultSet.TAMPERING)
                        .map(left -> Likeness.of(Charge.started(Ages.NOW, left)))
                        .toList();
        known.addAll(fresh);
        while (!fresh.isEmpty()) {
            fresh = fresh.parallelStream().flatMap(charge -> after(charge).stream()).toList();
            progress.accept(known.size());
        }
        return this;
    }

    /// Takes one step from each of these charges, wherever they were reached.
    StateSpace tried(Collection<Charge> charges) {
        charges.forEach(this::after);
        return this;
    }

    BoardProfile board() {
        return board;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /// All charges that were reached, each standing for those like it.
    Set<Charge> charges() {
        return known;
    }

    /// From one charge to another that can be told from it.
    long transitions() {
        return transitions.sum();
    }

    /// How often the machine was asked.
    long decisions() {
        return decisions.sum();
    }

    StateGraph graph() {
        return graph;
    }

    /// The first breach of each claim.
    Collection<Breach> breaches() {
        return breaches.values();
    }

    /// What was not known before.
    private List<Charge> after(Charge charge) {
        Steps steps = new Steps(new HashSet<>(), new HashMap<>());
        Likeness.aged(charge).forEach(steps.next::add);
        steps.next.add(ChargeMachine.overruled(charge, Ages.NOW));
        for (Charge form : Likeness.forms(charge)) {
            decided(form, steps);
            suspected(form, steps);
            cleared(form)
                    .ifPresent(freed -> steps.take(Edge.byPerson(form, freed), freed, List.of()));
        }
        graph.add(steps.edges);
        Set<Charge> next = new HashSet<>();
        steps.next.forEach(found -> next.add(Likeness.of(found)));
        next.remove(charge);
        transitions.add(next.size());
        return next.stream().filter(known::add).toList();
    }

    /// What one charge leads to, and what is told on the way.
    private record Steps(Set<Charge> next, Map<Edge, Set<EventName>> edges) {
        void take(Edge edge, Charge found, List<SessionEvent> events) {
            next.add(found);
            if (edge.from().equals(edge.to())) {
                return;
            }
            Set<EventName> names = EnumSet.noneOf(EventName.class);
            events.forEach(event -> names.add(event.name()));
            edges.merge(edge, names, StateGraph::common);
        }
    }

    private void decided(Charge form, Steps steps) {
        Collection<Met> all = surroundings.toldApartBy(form);
        Charge last = form;
        for (Met met : all) {
            Decision decision = session.decide(form, met.measured(), met.intent());
            judge(new Step(form, met.measured(), decision), met);
            if (!decision.next().equals(last)) {
                last = decision.next();
                steps.take(Edge.decided(form, last), last, decision.events());
            }
        }
        decisions.add(all.size());
    }

    /// What the gateway's word makes of it, before the cycle goes on: a step of its own here, so
    /// that everything may be met in between. That it was told of an alert is one of
    /// [Likeness#aged].
    private void suspected(Charge form, Steps steps) {
        Charge last = form;
        for (Met met : surroundings.toldApartBy(form)) {
            List<SessionEvent> events = new ArrayList<>();
            Charge next =
                    machine.suspected(form, met.measured(), Fault.REFUSED_TOO_OFTEN, events::add);
            if (!next.equals(last)) {
                last = next;
                steps.take(Edge.decided(form, last), last, events);
            }
        }
    }

    /// What a person's hand makes of it, wherever it is let.
    private Optional<Charge> cleared(Charge form) {
        return form.faults().held().isEmpty()
                ? Optional.empty()
                : surroundings.toldApartBy(form).stream()
                        .flatMap(met ->
                                machine
                                        .cleared(form, met.measured(), Authority.OWNER, _ -> {})
                                        .freed()
                                        .stream())
                        .findFirst();
    }

    private void judge(Step step, Met met) {
        for (Claim claim : Claims.ALL) {
            if (!claim.holds().test(step)) {
                breaches.putIfAbsent(
                        claim.sentence(),
                        new Breach(
                                claim.sentence(),
                                step.before(),
                                met.surrounding(),
                                step.decision()));
            }
        }
    }
}
