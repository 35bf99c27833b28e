package stanchion.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.hal.BoardProfile.Ventilation;
import stanchion.session.StateSpace.Breach;
import stanchion.session.Surroundings.Scope;
import stanchion.session.WayBack.Hand;

/// Explores every reachable state of the session with its interlock, on each kind of board, and
/// says in numbers what was explored and what held.
final class Explore {
    private static final String USAGE =
            """
            usage: ./run explore [--small] [--draw]

            Explores every state the session can reach, whatever it measures and whatever is asked
            of it, until nothing new is found; about two minutes on two cores. Checks in each step
            what must always hold, and from each state the way back to rest and to charging.

              --small   fewer surroundings, one board, as in the tests: a few seconds
              --draw    writes the explored graph beside ChargeState.java: ChargeState.svg and .dot
              --help    this text

            Exit status: 0 when all holds and the picture shows it, 1 when not, 64 for a wrong option.
            """;
    private static final long PROGRESS_NANOS = Duration.ofSeconds(2).toNanos();
    static final String PICTURE = "src/main/java/stanchion/session/ChargeState";

    private final Scope scope;
    private final Path module;
    private boolean holds = true;

    private Explore(Scope scope, Path module) {
        this.scope = scope;
        this.module = module;
    }

    /// Explores and judges.
    ///
    /// @param arguments the folder of this module, then options
    public static void main(String... arguments) throws IOException {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        for (String option : options) {
            if (!Set.of("--small", "--draw").contains(option)) {
                System.err.println("explore: unknown option '" + option + "'; --help lists them");
                System.exit(64);
            }
        }
        Scope scope = options.contains("--small") ? Scope.SMALL : Scope.WHOLE;
        Explore explore = new Explore(scope, Path.of(arguments[0]));
        StatePicture picture = explore.run();
        if (options.contains("--draw")) {
            explore.write(picture);
        }
        explore.compare(picture);
        System.exit(explore.holds ? 0 : 1);
    }

    private StatePicture run() {
        StateSpace space = explored(CableAttachment.SOCKET, Ventilation.ABSENT);
        if (scope == Scope.WHOLE) {
            explored(CableAttachment.TETHERED, Ventilation.PRESENT);
        }
        return new StatePicture(space.graph());
    }

    private StateSpace explored(CableAttachment attachment, Ventilation ventilation) {
        say("board: %s, ventilation %s".formatted(attachment, ventilation));
        BoardProfile board = Script.board(attachment, ventilation);
        long began = System.nanoTime();
        StateSpace space = new StateSpace(board, scope);
        AtomicLong told = new AtomicLong(began);
        space.explored(charges -> {
            if (System.nanoTime() - told.get() > PROGRESS_NANOS) {
                told.set(System.nanoTime());
                say("  … %,d states, %,d decisions".formatted(charges, space.decisions()));
            }
        });
        say(
                ("  %,d states, %,d transitions, nothing new left; %,d decisions in %,d surroundings,"
                                + " %.1f s")
                        .formatted(
                                space.charges().size(),
                                space.transitions(),
                                space.decisions(),
                                space.surroundings().all().size(),
                                (System.nanoTime() - began) / 1e9));
        claims(space.breaches());
        waysBack(space);
        return space;
    }

    private void claims(Collection<Breach> breaches) {
        for (Claims.Claim claim : Claims.ALL) {
            boolean broken =
                    breaches.stream().anyMatch(breach -> breach.claim().equals(claim.sentence()));
            say("  %-6s %s".formatted(broken ? "BROKEN" : "holds", claim.sentence()));
        }
        breaches.forEach(breach -> say("  %s".formatted(breach)));
        holds &= breaches.isEmpty();
    }

    private void waysBack(StateSpace space) {
        List<Charge> stranded = stranded(space, Hand.OWNER_CLEARS);
        List<Charge> owned = stranded(space, Hand.ANYBODY_CLEARS);
        List<Charge> waiting = stranded(space, Hand.STAYS_AWAY);
        say(
                ("  %,d states lead to rest, and on to charging, within %s each once all is sound; %,d"
                                + " of them need a person, %,d of these the owner")
                        .formatted(
                                space.charges().size() - stranded.size(),
                                WayBack.PATIENCE,
                                waiting.size(),
                                owned.size()));
        stranded.stream().limit(3).forEach(charge -> say("  STRANDED %s".formatted(charge)));
        holds &=
                stranded.isEmpty()
                        && waiting.stream().allMatch(WayBack::needsPerson)
                        && owned.stream().allMatch(WayBack::needsOwner)
                        && owned.size()
                                == space.charges().stream().filter(WayBack::needsOwner).count();
    }

    private static List<Charge> stranded(StateSpace space, Hand hand) {
        return space.charges().parallelStream()
                .filter(charge -> !new WayBack(space.board(), charge).leadsToChargingBy(hand))
                .toList();
    }

    private void write(StatePicture picture) throws IOException {
        Files.writeString(module.resolve(PICTURE + ".svg"), picture.svg());
        Files.writeString(module.resolve(PICTURE + ".dot"), picture.dot());
    }

    private void compare(StatePicture picture) throws IOException {
        Path svg = module.resolve(PICTURE + ".svg");
        boolean same = Files.exists(svg) && Files.readString(svg).equals(picture.svg());
        say(
                (same ? "The picture in %s shows it." : "STALE %s; --draw draws it anew")
                        .formatted(svg));
        holds &= same;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
