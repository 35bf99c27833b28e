package stanchion.charger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stanchion.link.Report;
import stanchion.safety.FaultSet;
import stanchion.units.Uptime;

/// The writer's thread: the energy register, the latch that a battery keeps, the health file and
/// the journal, every second, as soon as somebody tampers with the charger, and once more at the
/// end. A full or broken disk is reported once and retried; it never stops a charge.
final class StateWriter implements Runnable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /// Who opens a charger may cut its power next.
    private static final Duration TAMPERING_LOOKED_FOR_EVERY = Duration.ofMillis(50);

    /// What has its turn every second.
    record Duties(
            EnergyRegister register,
            LatchKeeper latch,
            HealthFile health,
            Journal journal,
            MeterWatch meter) {}

    private final EnergyRegister register;
    private final LatchKeeper latch;
    private final MeterWatch meter;
    private final HealthFile health;
    private final ControlLoop loop;
    private final Vitals vitals;
    private final LinkServer link;
    private final StartReport start;
    private final Journal journal;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean failed;
    private boolean stuck;

    StateWriter(Duties duties, ControlLoop loop, Vitals vitals, LinkServer link) {
        register = duties.register;
        latch = duties.latch;
        health = duties.health;
        journal = duties.journal;
        meter = duties.meter;
        this.loop = loop;
        this.vitals = vitals;
        this.link = link;
        this.start = new StartReport(link);
    }

    /// Lets the thread end after a last write.
    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try {
            do {
                write("RUNNING");
                tell(journal::write);
                meter.look(new Uptime(System.nanoTime()));
            } while (!isOverBeforeTheNext());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        write(ending());
        tell(journal::end);
    }

    /// Waits for the next second, or until what the owner has to clear is something else.
    private boolean isOverBeforeTheNext() throws InterruptedException {
        FaultSet before = loop.memory().tampering();
        long end = System.nanoTime() + EVERY.toNanos();
        while (System.nanoTime() < end && loop.memory().tampering().equals(before)) {
            if (stopping.await(TAMPERING_LOOKED_FOR_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /// Part of the writing that may fail.
    private interface Writing {
        void write() throws IOException;
    }

    /// A journal that ends before the charger does is told.
    private void tell(Writing writing) {
        try {
            writing.write();
        } catch (IOException trouble) {
            Uptime at = new Uptime(System.nanoTime());
            link.report(ProcessEvent.STATE_UNWRITABLE.at(at, trouble.toString()));
        }
    }

    /// Only what stands in the register counts as cleared. Nothing else waits for a latch.
    private void armLatch() {
        try {
            latch.recorded(register.memory().tampering());
            stuck = false;
        } catch (IOException trouble) {
            if (!stuck) {
                Uptime at = new Uptime(System.nanoTime());
                link.report(ProcessEvent.TAMPER_LATCH_STUCK.at(at, trouble.toString()));
            }
            stuck = true;
        }
    }

    private String ending() {
        return switch (loop.ending()) {
            case ControlLoop.Stopped _ -> "STOPPED";
            case ControlLoop.Bug _ -> "BUG";
        };
    }

    private void write(String ending) {
        Vitals.Snapshot now = vitals.snapshot();
        link.report(
                new Report.Rhythm(
                        new Uptime(System.nanoTime()), now.cycles(), now.deadlinesMissed()));
        try {
            register.write(loop.memory());
            armLatch();
            start.tell(now.firstMet());
            health.write(
                    ending,
                    now,
                    new HealthFile.Books(
                            start.cache(), link.dropped(), register.memory().energy().imported()));
            failed = false;
        } catch (IOException | RuntimeException trouble) {
            if (!failed) {
                Uptime at = new Uptime(System.nanoTime());
                link.report(ProcessEvent.STATE_UNWRITABLE.at(at, trouble.toString()));
            }
            failed = true;
        }
    }
}
