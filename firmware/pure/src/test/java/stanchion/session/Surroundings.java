package stanchion.session;

import static stanchion.session.Ages.NOW;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.link.Request.Enablement;
import stanchion.pilot.Diode;
import stanchion.pilot.PilotState;
import stanchion.pilot.PilotView;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Charge.Guard;
import stanchion.session.Measurements.Switching;
import stanchion.session.Surrounding.Contactor;
import stanchion.session.Surrounding.Delay;
import stanchion.session.Surrounding.Heat;
import stanchion.session.Surrounding.Load;
import stanchion.session.Surrounding.Trouble;
import stanchion.session.Surrounding.Wish;

/// All surroundings a board can meet, and for each charge those of them that it can tell apart.
///
/// Which it cannot tell apart is asked of the parts of the machine themselves (the conditions, the
/// derating, the limits), and tested against whole decisions.
final class Surroundings {
    /// A surrounding with what is measured in it.
    record Met(Surrounding surrounding, Measurements measured) {
        Intent intent() {
            return surrounding.intent();
        }
    }

    /// How much is met: everything, or for tests as little as shows every kind of step.
    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    enum Scope {
        WHOLE(Set.of(Heat.values()), Set.of(Trouble.values()), Set.of(Wish.values())),
        SMALL(
                Set.of(Heat.COOL, Heat.STOP),
                Set.of(
                        Trouble.NONE,
                        Trouble.DIODE_UNTESTED,
                        Trouble.DIODE_FAULTY,
                        Trouble.PILOT_LOST,
                        Trouble.EARTH_LOST,
                        Trouble.LID_OPEN,
                        Trouble.STOP_PRESSED),
                Set.of(Wish.CHARGE, Wish.PAUSE));

        private final Set<Heat> heats;
        private final Set<Trouble> troubles;
        private final Set<Wish> wishes;

        Scope(Set<Heat> heats, Set<Trouble> troubles, Set<Wish> wishes) {
            this.heats = heats;
            this.troubles = troubles;
            this.wishes = wishes;
        }
    }

    /// What of a charge decides which surroundings it tells apart.
    private record Sight(
            Class<? extends ChargeState> state,
            boolean closed,
            boolean offering,
            Derate derate,
            boolean tests) {
        static Sight of(Charge charge) {
            return new Sight(
                    charge.state().getClass(),
                    charge.isClosed(),
                    charge.isOffering(),
                    charge.guard().derate(),
                    charge.guard().residual().isRunning());
        }
    }

    /// What a charge sees of a surrounding.
    private record Seen(
            PilotState pilot,
            ResidualMonitor residual,
            Trouble trouble,
            Derate derate,
            FaultForms.Kind conditions,
            Optional<Offer> offer) {
        static final Seen LOST =
                new Seen(
                        PilotState.A,
                        ResidualMonitor.READY,
                        Trouble.SAMPLES_BROKEN,
                        Derate.FULL,
                        FaultForms.Kind.NONE,
                        Optional.empty());

        Seen with(FaultForms.Kind kind) {
            return new Seen(pilot, residual, trouble, derate, kind, offer);
        }
    }

    /// What it looks at where no condition decides.
    private record Offer(
            boolean open,
            Diode diode,
            boolean knowsMains,
            Load load,
            Limits limits,
            boolean enabled,
            Switching switching) {}

    private final BoardProfile board;
    private final Scope scope;
    private final List<Surrounding> all;
    private final Map<Sight, Map<Seen, Met>> distinct = new ConcurrentHashMap<>();

    Surroundings(BoardProfile board, Scope scope) {
        this.board = board;
        this.scope = scope;
        this.all = product();
    }

    private List<Surrounding> product() {
        List<FaultSet> alarms = alarms();
        List<Surrounding> product = new ArrayList<>();
        for (PilotState pilot : PilotState.values()) {
            for (Contactor contactor : Contactor.values()) {
                for (ResidualMonitor residual : ResidualMonitor.values()) {
                    for (Heat heat : scope.heats) {
                        Surrounding plain =
                                Surrounding.REST
                                        .with(pilot)
                                        .with(contactor)
                                        .with(residual)
                                        .with(heat);
                        troubled(plain).forEach(product::add);
                        alarms.forEach(alarm -> product.add(plain.with(alarm)));
                    }
                }
            }
        }
        return product;
    }

    /// A charge in trouble is asked in vain and offers nothing: there load and wish need not vary.
    private Stream<Surrounding> troubled(Surrounding plain) {
        return scope.troubles.stream()
                .flatMap(trouble ->
                        Stream.of(Delay.values()).map(delay -> plain.with(trouble, delay)))
                .flatMap(met -> met.trouble().isPlain() ? wished(met) : Stream.of(met));
    }

    private Stream<Surrounding> wished(Surrounding met) {
        return Stream.of(Load.values())
                .flatMap(load -> scope.wishes.stream().map(wish -> met.with(load, wish)));
    }

    /// Every alarm of the table and, in the whole scope, every two of them that together are of
    /// another kind than any alarms before.
    private List<FaultSet> alarms() {
        Map<FaultForms.Kind, FaultSet> pairs = new LinkedHashMap<>();
        List<FaultSet> alarms = new ArrayList<>();
        for (Fault one : Fault.values()) {
            alarms.add(FaultSet.of(one));
            pairs.put(FaultForms.kind(FaultSet.of(one)), FaultSet.of(one));
        }
        if (scope == Scope.WHOLE) {
            for (FaultSet one : List.copyOf(alarms)) {
                for (FaultSet other : List.copyOf(alarms)) {
                    FaultSet both = one.union(other);
                    pairs.computeIfAbsent(
                            FaultForms.kind(both),
                            _ -> {
                                alarms.add(both);
                                return both;
                            });
                }
            }
        }
        return alarms;
    }

    List<Surrounding> all() {
        return all;
    }

    /// One of each kind of surroundings in which this charge decides alike.
    Collection<Met> toldApartBy(Charge charge) {
        return distinct(charge).values();
    }

    /// The one of [#toldApartBy] that stands for `met`.
    Met standingFor(Surrounding met, Charge charge) {
        Seen seen = seen(measured(met, charge), Sight.of(charge));
        return Optional.ofNullable(distinct(charge).get(seen)).orElseThrow();
    }

    /// The one thing a charge knows of what it may meet: a contactor is closed only on a sound
    /// diode, and the pilot's watch forgets that verdict only in state A (its own test shows it).
    static boolean isPossible(Surrounding met, Charge charge) {
        return !charge.isClosed()
                || met.pilot() == PilotState.A
                || met.trouble() != Trouble.DIODE_UNTESTED;
    }

    private Map<Seen, Met> distinct(Charge charge) {
        return distinct.computeIfAbsent(Sight.of(charge), sight -> kinds(sight, charge));
    }

    private Map<Seen, Met> kinds(Sight sight, Charge charge) {
        Map<Seen, Met> kinds = new LinkedHashMap<>();
        for (Surrounding surrounding : all) {
            if (isPossible(surrounding, charge)) {
                Met met = measured(surrounding, charge);
                kinds.putIfAbsent(seen(met, sight), met);
            }
        }
        return kinds;
    }

    private Met measured(Surrounding met, Charge charge) {
        Commands commanded = OutputImage.of(charge);
        return new Met(met, met.measured(board, commanded, NOW));
    }

    /// What a charge sees of a surrounding. A condition at which it opens decides everything: then
    /// only what the machine watches in every cycle matters beside it. Lost samples are not even
    /// watched.
    private Seen seen(Met met, Sight sight) {
        Derate derate =
                sight.derate.next(met.measured.inputs().temperature(), board.safety().heat());
        FaultSet conditions = conditions(met, sight, derate);
        FaultForms.Kind kind =
                sight.closed ? new FaultForms.Kind(conditions, false) : FaultForms.kind(conditions);
        if (met.measured.isLost()) {
            return Seen.LOST.with(kind);
        }
        boolean decided =
                !conditions.isEmpty() && (!sight.closed || FaultHandling.opens(conditions));
        return decided
                ? watched(met, sight, derate).with(kind)
                : whole(met, sight, derate).with(kind);
    }

    private static Seen watched(Met met, Sight sight, Derate derate) {
        return new Seen(
                presence(met.measured.pilot()),
                sight.tests ? like(met.measured.inputs().residual()) : ResidualMonitor.READY,
                Trouble.NONE,
                derate,
                FaultForms.Kind.NONE,
                Optional.empty());
    }

    private static PilotState presence(PilotView pilot) {
        if (pilot.isConnected()) {
            return PilotState.B;
        }
        return pilot.state() == PilotState.A ? PilotState.A : PilotState.E;
    }

    private Seen whole(Met met, Sight sight, Derate derate) {
        return new Seen(
                met.surrounding.pilot(),
                like(met.measured.inputs().residual()),
                sight.closed ? met.surrounding.trouble() : Trouble.NONE,
                derate,
                FaultForms.Kind.NONE,
                Optional.of(offer(met, sight, derate)));
    }

    private Offer offer(Met met, Sight sight, Derate derate) {
        boolean connected = sight.state == ChargeState.Connected.class;
        boolean decides = connected || sight.state == ChargeState.Preparing.class;
        boolean charges = sight.state == ChargeState.Charging.class;
        Measurements measured = met.measured;
        return new Offer(
                FaultConditions.isOpen(measured.inputs()),
                decides ? measured.pilot().diode() : Diode.SOUND,
                connected && measured.mains() instanceof Mains.Measured,
                charges ? met.surrounding.load() : Load.NOTHING,
                Limits.of(board, measured, met.intent(), derate),
                met.intent().enablement() == Enablement.ENABLED,
                measured.switching());
    }

    private static ResidualMonitor like(ResidualMonitor monitor) {
        return monitor == ResidualMonitor.TRIPPED_AC ? ResidualMonitor.TRIPPED_DC : monitor;
    }

    private static FaultSet conditions(Met met, Sight sight, Derate derate) {
        ResidualCheck check =
                sight.tests ? new ResidualCheck.Testing(NOW) : new ResidualCheck.Untested();
        Charge fresh = Charge.started(NOW);
        return FaultConditions.of(
                fresh.with(new Guard(check, derate, fresh.faults(), Pauses.NONE)), met.measured);
    }
}
