package stanchion.bench.run;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import stanchion.bench.process.Patience;
import stanchion.safety.Fault;

/// Hands that never rest: a vehicle is plugged in, charges, opens S2 or is torn off, and comes
/// again, with pauses of random length, so that changes meet the charger's cycle everywhere.
///
/// Nothing is timed here: the simulator stamps what happens.
final class PilotShaker implements AutoCloseable {
    private static final Duration CLOSES = Duration.ofSeconds(15);
    private static final Duration ENDS = Duration.ofSeconds(30);

    /// A to B takes 200 ms, then the offer comes.
    private static final int OFFERED_MILLIS = 500;

    private static final int GONE_MILLIS = 250;
    private static final int RANDOM_MILLIS = 100;
    private static final int VISITS = 3;

    private final Simulator simulator;
    private final ChargerSight sight;
    private final Random random = new Random(1);
    private final Set<Fault> faults = new TreeSet<>();
    private final Thread hands;
    private volatile boolean over;

    private PilotShaker(Simulator simulator, ChargerSight sight) {
        this.simulator = simulator;
        this.sight = sight;
        hands = Thread.ofPlatform().name("hands").daemon().unstarted(this::shake);
    }

    /// Begins at once.
    static PilotShaker start(Simulator simulator, ChargerSight sight) {
        PilotShaker shaker = new PilotShaker(simulator, sight);
        shaker.hands.start();
        return shaker;
    }

    /// What the charger complained of meanwhile.
    Set<Fault> faults() {
        synchronized (faults) {
            return Set.copyOf(faults);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            hands.join(ENDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shake() {
        for (int round = 0; !over; round++) {
            charge(round % 2 == 0);
            for (int visit = 0; visit < VISITS && !over; visit++) {
                does("plug cable 32A");
                pause(OFFERED_MILLIS);
                does("unplug");
                pause(GONE_MILLIS);
            }
        }
        does("unplug");
    }

    private void charge(boolean opensFirst) {
        does("plug cable 32A");
        does("s2 close");
        Patience.until(CLOSES, () -> over || isClosed());
        pause(GONE_MILLIS);
        if (opensFirst) {
            does("s2 open");
            pause(GONE_MILLIS);
        }
        does("unplug");
        pause(GONE_MILLIS);
    }

    private boolean isClosed() {
        synchronized (faults) {
            sight.lastShown().ifPresent(shown -> faults.addAll(shown.faults()));
        }
        return simulator.truth().get("contactor").getAsString().equals("closed");
    }

    private void does(String verb) {
        simulator
                .act(verb)
                .ifPresent(refusal -> {
                    throw new BenchTrouble(70, verb + ": " + refusal);
                });
    }

    private void pause(int millis) {
        Duration span = Duration.ofMillis(millis + random.nextInt(RANDOM_MILLIS));
        Patience.until(span, () -> over);
    }
}
