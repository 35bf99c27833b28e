package stanchion.bench.year;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import stanchion.bench.year.Plan.Charge;
import stanchion.bench.year.Plan.Cut;
import stanchion.gateway.store.StoreException;

/// A year of a charger's life, lived as fast as the computer can: what its history is at the end is
/// held against what really happened.
public final class Year {
    private final Path file;
    private final int every;
    private final Truth truth = new Truth();
    private final Machine.Register register = new Machine.Register();
    private final Deque<Charge> charges;
    private final Deque<Cut> cuts;
    private final Deque<Instant> kills;
    private int starts = 1;
    private Machine machine;
    private Instant now;
    private Optional<Charge> charge = Optional.empty();
    private Instant began;
    private long energy;

    private Year(Path folder, Plan plan, int every) throws StoreException {
        this.file = folder.resolve("history.db");
        this.every = every;
        this.now = plan.span().begin();
        this.began = now;
        this.charges = new ArrayDeque<>(plan.charges());
        this.cuts = new ArrayDeque<>(plan.cuts());
        this.kills = new ArrayDeque<>(plan.kills());
        this.machine = new Machine(file, register, starts, now, now);
    }

    /// Lives it.
    ///
    /// @param folder empty; the database is made in it
    /// @param every seconds between two reports while a vehicle charges: a divisor of 10
    public static Audit live(Path folder, long seed, int every) throws StoreException {
        return live(folder, Plan.year(new Random(seed)), every);
    }

    static Audit live(Path folder, Plan plan, int every) throws StoreException {
        Year year = new Year(folder, plan, every);
        while (year.now.isBefore(plan.span().end())) {
            year.step();
        }
        year.machine.history().close();
        return Audit.of(year.file, year.truth, plan.span());
    }

    private void step() throws StoreException {
        if (!cuts.isEmpty() && !cuts.getFirst().at().isAfter(now)) {
            dark(cuts.removeFirst());
            return;
        }
        if (!kills.isEmpty() && !kills.getFirst().isAfter(now)) {
            kills.removeFirst();
            machine.killGateway();
        }
        comeOrGo();
        int pause = charge.isPresent() ? every : (int) Plan.STEP.toSeconds();
        for (int second = 0; second < Plan.STEP.toSeconds(); second += pause) {
            flow(pause);
        }
    }

    private void comeOrGo() throws StoreException {
        if (charge.isPresent() && !now.isBefore(began.plus(charge.get().length()))) {
            machine.unplugged(charge.get().microWattHours());
            gone();
        } else if (charge.isEmpty()
                && !charges.isEmpty()
                && !charges.getFirst().begin().isAfter(now)) {
            charge = Optional.of(charges.removeFirst());
            began = now;
            energy = 0;
            machine.plugged();
        }
    }

    private void gone() {
        truth.ended(new Truth.Session(began, now, energy));
        charge = Optional.empty();
    }

    private void flow(int seconds) throws StoreException {
        long second = charge.map(Charge::microWattHours).orElse(0L);
        long flowed = second * seconds;
        truth.step(now, flowed);
        energy += flowed;
        register.count(flowed, charge.map(Charge::phases).orElse(1));
        now = now.plusSeconds(seconds);
        machine.report(now, second, charge.isPresent());
    }

    private void dark(Cut cut) throws StoreException {
        machine.dark();
        if (charge.isPresent()) {
            gone();
        }
        now = cut.over();
        starts++;
        machine = new Machine(file, register, starts, now, now.plus(cut.unknown()));
        machine.report(now, 0, false);
    }
}
