package stanchion.session;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.Inputs.ResidualMonitor;
import stanchion.pilot.PilotState;
import stanchion.safety.Fault;
import stanchion.safety.FaultSet;
import stanchion.session.Surrounding.Contactor;
import stanchion.session.Surrounding.Delay;
import stanchion.session.Surrounding.Heat;
import stanchion.session.Surrounding.Load;
import stanchion.session.Surrounding.Trouble;
import stanchion.session.Surrounding.Wish;
import stanchion.units.Uptime;

/// One charge, step by step through real time, with any surrounding now and then and a sound
/// charger and vehicle otherwise, so that it gets far.
final class RandomWalk {
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofMillis(10),
                    Duration.ofMillis(10),
                    Duration.ofMillis(499),
                    Duration.ofMillis(1001),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(31),
                    Duration.ofSeconds(61),
                    Duration.ofHours(25));

    private final SplittableRandom random;
    private final StateSpace space;
    private final ChargeMachine machine;
    private Uptime at = new Uptime(Duration.ofDays(9).toNanos());
    private Charge charge = Charge.started(at);
    private Commands commands = Commands.SAFE;
    private PilotState vehicle = PilotState.A;
    private Wish wish = Wish.CHARGE;

    RandomWalk(StateSpace space, long seed) {
        this.space = space;
        this.random = new SplittableRandom(seed);
        this.machine = new ChargeMachine(space.board());
    }

    Charge charge() {
        return charge;
    }

    Uptime at() {
        return at;
    }

    /// Lets some time go by and answers what is met then.
    Surrounding meet() {
        at = at.plus(PAUSES.get(random.nextInt(PAUSES.size())));
        if (random.nextInt(24) == 0) {
            List<Surrounding> all = space.surroundings().all();
            return all.get(random.nextInt(all.size()));
        }
        if (commands.contactor() == ContactorCommand.CLOSE && random.nextInt(24) == 0) {
            return Surrounding.REST
                    .with(PilotState.C)
                    .with(Contactor.CLOSED)
                    .with(FaultSet.of(Fault.REFUSED_TOO_OFTEN));
        }
        if (random.nextInt(8) == 0) {
            vehicle = List.of(PilotState.A, PilotState.B, PilotState.C).get(random.nextInt(3));
        }
        if (random.nextInt(8) == 0) {
            wish = random.nextBoolean() ? Wish.CHARGE : Wish.PAUSE;
        }
        return sound();
    }

    /// A vehicle that draws what it may and stops when it is told to.
    private Surrounding sound() {
        boolean closed = commands.contactor() == ContactorCommand.CLOSE;
        boolean tests = commands.residualTest() == ResidualTest.ON;
        boolean stops = wish == Wish.PAUSE && vehicle == PilotState.C;
        return new Surrounding(
                stops ? PilotState.B : vehicle,
                closed ? Contactor.CLOSED : Contactor.OPEN,
                tests ? ResidualMonitor.TRIPPED_DC : ResidualMonitor.READY,
                Heat.COOL,
                Trouble.NONE,
                FaultSet.NONE,
                closed ? Load.WITHIN : Load.NOTHING,
                wish,
                Delay.OVER);
    }

    /// What the machine decides now.
    Decision decide(Surrounding met) {
        return machine.decide(charge, measured(met), met.intent());
    }

    private Measurements measured(Surrounding met) {
        return met.measured(space.board(), OutputImage.of(charge), at);
    }

    /// Goes on with what was decided; now and then a person clears, or the gateway has a suspicion.
    void take(Decision decision, Surrounding met) {
        charge = decision.next();
        commands = decision.commands();
        if (random.nextInt(100) == 0) {
            charge = machine.suspected(charge, measured(met), Fault.REFUSED_TOO_OFTEN, _ -> {});
        }
        if (random.nextInt(10) == 0) {
            charge =
                    machine.cleared(charge, measured(met), Authority.OWNER, _ -> {})
                            .freed()
                            .orElse(charge);
        }
    }
}
