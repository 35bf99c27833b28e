package stanchion.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.session.StateSpace.Breach;
import stanchion.session.StateSpace.Deciding;
import stanchion.session.Surroundings.Met;
import stanchion.session.Surroundings.Scope;
import stanchion.session.WayBack.Hand;
import stanchion.units.Uptime;

/// The whole state space in fewer surroundings; `./run explore` explores it in all.
class StateSpaceTest {
    private static final BoardProfile BOARD =
            Script.board(CableAttachment.SOCKET, Ventilation.ABSENT);
    private static final StateSpace SPACE = new StateSpace(BOARD, Scope.SMALL).explored(_ -> {});
    private static final long SEED = 6;
    private static final int STEPS = 100_000;

    @Test
    void everyClaimHoldsInEveryReachableState() {
        assertThat(SPACE.breaches()).isEmpty();
        assertThat(SPACE.charges()).hasSizeGreaterThan(3_000);
    }

    @Test
    void everyStateHasAWayBackToRestAndToCharging() {
        assertThat(SPACE.charges())
                .allMatch(
                        charge -> new WayBack(BOARD, charge).leadsToChargingBy(Hand.OWNER_CLEARS));
    }

    @Test
    void onlyWhatLatchedAtOnceNeedsAPerson() {
        assertThat(SPACE.charges())
                .filteredOn(charge -> !WayBack.needsPerson(charge))
                .allMatch(charge -> new WayBack(BOARD, charge).leadsToChargingBy(Hand.STAYS_AWAY));
    }

    @Test
    void fromTamperingTheOwnersHandAloneLeadsBack() {
        assertThat(SPACE.charges())
                .filteredOn(WayBack::needsOwner)
                .hasSizeGreaterThan(100)
                .noneMatch(charge ->
                        new WayBack(BOARD, charge).leadsToChargingBy(Hand.ANYBODY_CLEARS));
        assertThat(SPACE.charges())
                .filteredOn(charge -> !WayBack.needsOwner(charge))
                .allMatch(charge ->
                        new WayBack(BOARD, charge).leadsToChargingBy(Hand.ANYBODY_CLEARS));
    }

    @Test
    void noChargeInRealTimeLeavesTheExploredStates() {
        RandomWalk walk = new RandomWalk(SPACE, SEED);
        Set<String> seen = new TreeSet<>();
        for (int step = 0; step < STEPS; step++) {
            Surrounding met = walk.meet();
            if (!Surroundings.isPossible(met, walk.charge())) {
                continue;
            }
            Charge before = walk.charge();
            walk.take(walk.decide(met), met);
            seen.add(walk.charge().state().label());
            Charge like = Likeness.of(walk.charge(), walk.at());
            assertThat(SPACE.charges().contains(like))
                    .as("%s after %s in %s", like, Likeness.of(before, walk.at()), met)
                    .isTrue();
        }
        assertThat(seen).hasSize(ChargeState.class.getPermittedSubclasses().length);
    }

    @Test
    void aChargeDecidesLikeOneOfThoseThatStandForIt() {
        ChargeMachine machine = new ChargeMachine(BOARD);
        RandomWalk walk = new RandomWalk(SPACE, SEED + 1);
        for (int step = 0; step < STEPS; step++) {
            Surrounding met = walk.meet();
            if (!Surroundings.isPossible(met, walk.charge())) {
                continue;
            }
            Charge like = Likeness.of(walk.charge(), walk.at());
            Met standing = SPACE.surroundings().standingFor(met, like);
            List<Outcome> allowed =
                    Likeness.forms(like).stream()
                            .map(form ->
                                    machine.decide(form, standing.measured(), standing.intent()))
                            .map(decision -> Outcome.of(decision, Ages.NOW))
                            .toList();
            Decision decided = walk.decide(met);
            Outcome outcome = Outcome.of(decided, walk.at());
            assertThat(allowed.contains(outcome))
                    .as("%s in %s: %s, not %s", walk.charge(), met, outcome, allowed)
                    .isTrue();
            walk.take(decided, met);
        }
    }

    private record Outcome(Charge next, Commands commands) {
        static Outcome of(Decision decision, Uptime at) {
            return new Outcome(Likeness.of(decision.next(), at), decision.commands());
        }
    }

    @Test
    void sessionThatForgetsToOpenBreaksTheClaimsOfAClosedContactor() {
        assertThat(
                        broken(commands ->
                                new Commands(
                                        commands.pilot(),
                                        ContactorCommand.CLOSE,
                                        commands.residualTest())))
                .contains(
                        "the interlock never has to object",
                        "closed only while a vehicle asks for it",
                        "closes only out of Preparing",
                        "open in the same cycle at every alarm that bears no delay");
    }

    @Test
    void thePictureBesideTheTypeShowsWhatWasExplored() throws IOException {
        StatePicture picture = new StatePicture(SPACE.graph());
        assertThat(Files.readString(Path.of(Explore.PICTURE + ".svg")))
                .as("./run explore --draw draws it anew")
                .isEqualTo(picture.svg());
        assertThat(Files.readString(Path.of(Explore.PICTURE + ".dot"))).isEqualTo(picture.dot());
    }

    private static Set<String> broken(UnaryOperator<Commands> bug) {
        ChargeMachine sound = new ChargeMachine(BOARD);
        Deciding buggy =
                (before, measured, intent) -> {
                    Decision decision = sound.decide(before, measured, intent);
                    return new Decision(
                            decision.next(),
                            bug.apply(decision.commands()),
                            decision.events(),
                            decision.limits());
                };
        return new StateSpace(BOARD, Scope.SMALL, buggy)
                        .tried(
                                SPACE.charges().stream()
                                        .filter(charge -> charge.faults().held().isEmpty())
                                        .limit(400)
                                        .toList())
                        .breaches()
                        .stream()
                        .map(Breach::claim)
                        .collect(Collectors.toSet());
    }
}
