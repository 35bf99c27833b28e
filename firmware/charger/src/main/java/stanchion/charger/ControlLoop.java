package stanchion.charger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stanchion.control.ControlCycle;
import stanchion.control.ControlCycle.Memory;
import stanchion.control.ControlCycle.Outcome;
import stanchion.hal.Board;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Report;
import stanchion.link.Request;
import stanchion.units.Watts;

/// The thread that switches: sample, decide, apply, every 10 ms at absolute times (see [Pace]).
///
/// It owns the board. It never blocks, logs or takes a lock, and nothing another thread does can
/// make it wait. The outputs are safe before the first sample and whenever it has ended; a bug ends
/// it, and then the keep-alive ends too.
final class ControlLoop implements Runnable {
    /// How the loop ended.
    sealed interface Ending {}

    record Stopped() implements Ending {}

    record Bug(Throwable cause) implements Ending {}

    /// What stands beside the loop; none of it makes it wait.
    record Neighbours(Mailbox mailbox, SpscQueue<Report> reports, Journal journal) {}

    private final Board board;
    private final ControlCycle cycle;
    private final Mailbox mailbox;
    private final SpscQueue<Report> reports;
    private final Journal journal;
    private final Vitals vitals;

    private volatile Memory memory;
    private volatile Optional<Watts> power = Optional.empty();
    private volatile boolean stopping;
    private volatile Ending ending = new Stopped();

    ControlLoop(Board board, ControlCycle cycle, Neighbours neighbours, Vitals vitals) {
        this.board = board;
        this.cycle = cycle;
        mailbox = neighbours.mailbox;
        reports = neighbours.reports;
        journal = neighbours.journal;
        this.vitals = vitals;
        memory = cycle.memory();
    }

    /// What the next life must know, as of the last cycle.
    Memory memory() {
        return memory;
    }

    /// Of the last second; empty before the first one.
    Optional<Watts> power() {
        return power;
    }

    /// How the loop ended; means something once its thread has.
    Ending ending() {
        return ending;
    }

    /// Lets the loop end after the cycle it is in.
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            board.apply(Commands.SAFE);
            board.settle();
            Pace pace = new Pace(System.nanoTime(), vitals);
            while (!stopping) {
                awaitRelease(pace);
                runCycle(pace);
            }
        } catch (RuntimeException | Error bug) {
            ending = new Bug(bug);
        } finally {
            leaveSafe();
        }
    }

    private static void awaitRelease(Pace pace) {
        long left;
        while ((left = pace.untilReleaseNanos(System.nanoTime())) > 0) {
            LockSupport.parkNanos(left);
        }
        pace.woke(System.nanoTime());
    }

    private void runCycle(Pace pace) {
        Samples samples = board.sample();
        List<Request> requests = mailbox.empty();
        Outcome outcome = decided(samples, requests);
        board.apply(outcome.commands());
        if (pace.applied(System.nanoTime()) == Pace.Deadline.MET) {
            board.keepAlive();
        }
        memory = cycle.memory();
        vitals.intervened(cycle.interventions());
        handOver(outcome);
        journal.add(new Cycle(new Waves(samples), requests, new Decided(outcome)));
    }

    /// A bug stands in the journal with what led to it.
    private Outcome decided(Samples samples, List<Request> requests) {
        try {
            return cycle.step(samples, requests);
        } catch (RuntimeException bug) {
            journal.add(new Cycle(new Waves(samples), requests, new Threw(bug.toString())));
            throw bug;
        }
    }

    private void handOver(Outcome outcome) {
        for (Report report : outcome.reports()) {
            if (report instanceof Report.Meter second) {
                power = Optional.of(second.power());
            }
            if (!reports.offer(report)) {
                vitals.reportLost();
            }
        }
    }

    private void leaveSafe() {
        try (board) {
            board.apply(Commands.SAFE);
        } catch (RuntimeException bug) {
            ending = new Bug(bug);
        }
    }
}
