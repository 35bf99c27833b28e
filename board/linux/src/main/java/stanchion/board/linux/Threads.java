package stanchion.board.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import stanchion.board.linux.LinuxBoard.Worker;

/// The threads of a board, and the devices that are theirs.
final class Threads {
    private final List<Worker> workers;
    private final long joinMillis;
    private final List<Thread> running = new ArrayList<>();

    /// @param joinMillis how long a thread may take to end
    Threads(List<Worker> workers, long joinMillis) {
        this.workers = List.copyOf(workers);
        this.joinMillis = joinMillis;
    }

    void start() {
        for (Worker worker : workers) {
            Thread thread = new Thread(worker.work(), worker.name());
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
    }

    /// Ends the threads, then closes their devices. A device whose thread does not end is left to
    /// the end of the process: closing it under a call would hand its number to another.
    void end() {
        workers.forEach(worker -> worker.stop().run());
        running.forEach(LockSupport::unpark);
        for (int i = 0; i < workers.size(); i++) {
            if (i >= running.size() || ended(running.get(i))) {
                workers.get(i).release().run();
            }
        }
    }

    private boolean ended(Thread thread) {
        try {
            thread.join(joinMillis);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
