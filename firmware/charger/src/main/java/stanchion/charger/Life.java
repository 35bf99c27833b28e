package stanchion.charger;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stanchion.control.ControlCycle;
import stanchion.control.ControlCycle.Memory;
import stanchion.hal.Board;
import stanchion.hal.linux.RealtimePriority;
import stanchion.hal.linux.Supervision;
import stanchion.journal.Beginning;
import stanchion.journal.Words;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.Report;
import stanchion.session.Allowance;

/// One life of the charger: starts its threads, waits for the loop to end, and ends the others in
/// order: outputs safe first, then the register, then the last reports.
final class Life {
    /// Above all other threads of the process.
    private static final int LOOP_PRIORITY = 80;

    private static final String LOOP = "loop";

    /// Reports the loop may hand over between two rounds of the link's thread; the newest is
    /// dropped, and counted, beyond.
    private static final int REPORTS_IN_TRANSIT = 1024;

    private static final long SHUTDOWN_SECONDS = 5;
    private static final long JOIN_MILLIS = 2_000;
    private static final long UNTIL_IT_ENDS = 0;

    private final Board board;
    private final ChargerOptions options;
    private final Hello identity;
    private final Vitals vitals = new Vitals();
    private final CountDownLatch over = new CountDownLatch(1);

    Life(Board board, ChargerOptions options, Hello identity) {
        this.board = board;
        this.options = options;
        this.identity = identity;
    }

    /// Runs until the loop ends, and says the process's exit status.
    int run(EnergyRegister register, LinkSocket socket) throws IOException {
        Mailbox mailbox = new Mailbox();
        options.gatewayWait().map(Allowance::atStart).ifPresent(mailbox::deliver);
        SpscQueue<Report> reports = new SpscQueue<>(REPORTS_IN_TRANSIT);
        LatchKeeper latch = new LatchKeeper(board.tamperLatch(), register.memory());
        ControlCycle cycle = new ControlCycle(board.profile(), latch.memory());
        Board told = new TellingBoard(board, Supervision.of(System.getenv()));
        Journal journal = journal(latch.memory());
        ControlLoop.Neighbours neighbours = new ControlLoop.Neighbours(mailbox, reports, journal);
        ControlLoop loop = new ControlLoop(told, cycle, neighbours, vitals);
        LinkServer link = new LinkServer(socket, identity, mailbox, reports);
        HealthFile health = new HealthFile(options.state(), identity.bootId(), board.meter());
        StateWriter writer =
                new StateWriter(
                        new StateWriter.Duties(
                                register,
                                latch,
                                health,
                                journal,
                                new MeterWatch(board.meter(), loop::power, mailbox)),
                        loop,
                        vitals,
                        link);
        if (register.found() == EnergyRegister.Found.DAMAGE) {
            link.report(
                    ProcessEvent.ENERGY_REGISTER_LOST.at(
                            identity.at(), "no readable record; counting from 0 Wh"));
        }
        latch.news()
                .ifPresent(when ->
                        link.report(ProcessEvent.TAMPER_LATCH_TRIPPED.at(identity.at(), when)));
        Thread hook = new Thread(() -> awaitOrderlyEnd(loop), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        Thread loopThread = started(loop, LOOP);
        RealtimePriority.raiseThread(LOOP, LOOP_PRIORITY);
        Thread linkThread = started(link, "link");
        Thread writerThread = started(writer, "writer");
        join(loopThread, UNTIL_IT_ENDS);
        writer.stop();
        join(writerThread, JOIN_MILLIS);
        link.stop();
        join(linkThread, JOIN_MILLIS);
        int status = summarize(loop);
        over.countDown();
        return status;
    }

    private Journal journal(Memory memory) throws IOException {
        if (options.journal().isEmpty()) {
            return Journal.none();
        }
        Beginning beginning =
                new Beginning(identity.firmware(), Words.checksum(), board.profile(), memory, 0);
        return Journal.create(options.journal().get(), beginning);
    }

    /// A signal has come: the virtual machine waits for this hook before it ends.
    private void awaitOrderlyEnd(ControlLoop loop) {
        loop.stop();
        try {
            if (!over.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("charger: did not end in order; the board opens by itself");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private int summarize(ControlLoop loop) {
        Vitals.Snapshot now = vitals.snapshot();
        System.out.printf(
                "charger: cycles=%d deadlinesMissed=%d worstLatenessMicros=%d"
                        + " worstResponseMicros=%d interventions=%d%n",
                now.cycles(),
                now.deadlinesMissed(),
                now.worstLatenessNanos() / 1_000,
                now.worstResponseNanos() / 1_000,
                now.interventions());
        return switch (loop.ending()) {
            case ControlLoop.Stopped _ -> Charger.STOPPED;
            case ControlLoop.Bug(Throwable cause) -> {
                System.err.println("charger: a bug ended the loop; the outputs are safe");
                cause.printStackTrace();
                yield Charger.BUG;
            }
        };
    }

    /// Returns once the thread runs: only then does the kernel know it by its name.
    private static Thread started(Runnable work, String name) {
        CountDownLatch running = new CountDownLatch(1);
        Runnable named =
                () -> {
                    running.countDown();
                    work.run();
                };
        Thread thread = new Thread(named, name);
        thread.setDaemon(true);
        thread.start();
        try {
            running.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return thread;
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
