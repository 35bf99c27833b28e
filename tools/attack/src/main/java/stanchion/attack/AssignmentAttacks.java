package stanchion.attack;

import java.nio.file.Files;
import java.util.List;
import stanchion.attack.Workshop.Role;
import stanchion.release.Plan;
import stanchion.update.Channel;
import stanchion.update.Rollout;
import stanchion.update.UpdateState.Phase;
import stanchion.update.slot.Gate;

/// Group D, third part: the online keys are stolen. The thief chooses among the releases that the
/// offline targets list, and no other.
final class AssignmentAttacks {
    private static final String ROLLOUT = "r";
    private static final Twin ASSIGNED =
            new Twin(
                    "the version that the maker listed is assigned",
                    c -> c.offer().workshop().offer(2));

    private AssignmentAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("D42", "the thief assigns a version that no targets list")
                        .updateRefused("RELEASE_UNKNOWN")
                        .by(charger -> assign(charger, "\"stable\":2", "\"stable\":7"))
                        .unless(ASSIGNED),
                Case.of("D43", "the assignment is signed by the timestamp's key")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            workshop.put(
                                    Role.ASSIGNMENT,
                                    workshop.signed(Role.ASSIGNMENT)
                                            .signedBy(charger.keys().timestamp()));
                        })
                        .unless(
                                "by its own",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.ASSIGNMENT, text -> text)),
                Case.of(
                                "D44",
                                "the assignment is signed by the offline keys of targets, which are not its own")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            workshop.put(
                                    Role.ASSIGNMENT,
                                    workshop.signed(Role.ASSIGNMENT)
                                            .signedBy(charger.keys().targets()));
                        })
                        .unless(
                                "by its own, once more",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.ASSIGNMENT, text -> text)),
                Case.of("D45", "the thief delegates to a key of his own in targets he cannot sign")
                        .updateRefused("SIGNATURES")
                        .by(charger -> {
                            Workshop workshop = charger.offer().workshop();
                            String real = charger.keys().assignment().getFirst().key().raw();
                            String own = charger.keys().timestamp().getFirst().key().raw();
                            workshop.put(
                                    Role.TARGETS, workshop.signed(Role.TARGETS).replace(real, own));
                        })
                        .unless(
                                "targets are signed once more",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.TARGETS, text -> text)),
                Case.of("D46", "targets delegate to nobody")
                        .updateRefused("DELEGATION")
                        .by(charger ->
                                charger.offer()
                                        .workshop()
                                        .edit(
                                                Role.TARGETS,
                                                "\"name\":\"assignment\"",
                                                "\"name\":\"another\""))
                        .unless(
                                "targets delegate to the assignment",
                                charger ->
                                        charger.offer()
                                                .workshop()
                                                .edit(Role.TARGETS, text -> text)),
                Case.of("D47", "the thief moves a whole channel back to an older release")
                        .stays(Phase.IDLE)
                        .by(charger -> charger.offer().workshop().offer(1))
                        .unless(ASSIGNED),
                Case.of("D48", "a rollout to 10,001 of 10,000 chargers")
                        .updateRefused("ASSIGNMENT")
                        .by(charger -> {
                            rollout(charger, 10_000, Plan.State.RUNNING);
                            assign(charger, "\"permyriad\":10000", "\"permyriad\":10001");
                        })
                        .unless(
                                "to 10,000",
                                charger -> rollout(charger, 10_000, Plan.State.RUNNING)),
                Case.of("D49", "a rollout that has not reached this charger's bucket")
                        .stays(Phase.IDLE)
                        .by(charger -> rollout(charger, bucket(), Plan.State.RUNNING))
                        .unless(
                                "one bucket further",
                                charger -> rollout(charger, bucket() + 1, Plan.State.RUNNING)),
                Case.of("D50", "a rollout that was halted")
                        .stays(Phase.IDLE)
                        .by(charger -> rollout(charger, 10_000, Plan.State.HALTED))
                        .unless(
                                "that goes on",
                                charger -> rollout(charger, 9_999, Plan.State.RUNNING)),
                Case.of("D51", "another charger's pin")
                        .stays(Phase.IDLE)
                        .by(charger -> pin(charger, "canary-2"))
                        .unless("this charger's", charger -> pin(charger, Offer.DEVICE)),
                Case.of("D52", "a version for another board is assigned")
                        .updateRefused("NOT_FITTING")
                        .by(charger -> another(charger, "another-board"))
                        .unless(
                                "a version for this board",
                                charger -> another(charger, "stanchion-bench")),
                Case.of("D53", "a version from before a revocation is assigned")
                        .updateRefused("NOT_FITTING")
                        .by(charger -> epoch(charger, "1\n"))
                        .unless(
                                "the counter is at the version's epoch",
                                charger -> epoch(charger, "0\n")),
                Case.of("D54", "the assignment names content as another kind than its name says")
                        .updateRefused("ASSIGNMENT")
                        .by(charger ->
                                assign(charger, "\"kind\":\"full\"", "\"kind\":\"manifest\""))
                        .unless(
                                "as its name says",
                                charger ->
                                        assign(charger, "\"kind\":\"full\"", "\"kind\":\"full\"")),
                Case.of("D55", "the update is offered while a vehicle charges")
                        .stays(Phase.WAITING)
                        .by(charger -> charger.offer().surroundings().gate(Gate.VEHICLE_CHARGES))
                        .unless(
                                "the vehicle has left",
                                charger -> charger.offer().surroundings().gate(Gate.OPEN)),
                Case.of("D56", "the update is offered while a fault is active")
                        .stays(Phase.WAITING)
                        .by(charger -> charger.offer().surroundings().gate(Gate.FAULT))
                        .unless(
                                "the fault is gone",
                                charger -> charger.offer().surroundings().gate(Gate.OPEN)));
    }

    private static void assign(Charger charger, String part, String by) throws Exception {
        charger.offer().workshop().edit(Role.ASSIGNMENT, part, by);
    }

    /// The channel rests at the version that runs; the rollout leads away from it.
    private static void rollout(Charger charger, int permyriad, Plan.State state) throws Exception {
        Workshop workshop = charger.offer().workshop();
        workshop.offer(1);
        Plan.Rollout rollout = new Plan.Rollout(ROLLOUT, Channel.STABLE, permyriad, state, 2);
        Plan plan = workshop.assignments().plan();
        workshop.assignments().write(plan.with(List.of(rollout)), workshop.now());
    }

    private static void pin(Charger charger, String device) throws Exception {
        Workshop workshop = charger.offer().workshop();
        workshop.offer(1);
        Plan plan = workshop.assignments().plan();
        workshop.assignments().write(plan.with(device, new Plan.Pin(1, 2)), workshop.now());
    }

    private static void another(Charger charger, String hardware) throws Exception {
        Workshop workshop = charger.offer().workshop();
        workshop.sign(charger.house().next("3.0.0", hardware));
        workshop.offer(3);
    }

    /// The charger runs a version of epoch 1, the next one is of epoch 0.
    private static void epoch(Charger charger, String counter) throws Exception {
        charger.offer();
        charger.editTargets("\"security_epoch\":0", "\"security_epoch\":1");
        Files.writeString(charger.file("state/counter"), counter);
    }

    private static int bucket() {
        return Rollout.bucket(ROLLOUT, Offer.DEVICE);
    }
}
