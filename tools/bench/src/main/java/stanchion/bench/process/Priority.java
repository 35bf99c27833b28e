package stanchion.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How urgently a process runs, as systemd's units say it on a charger.
///
/// The charger as a whole runs at real-time priority, and so does the simulator, which stands for
/// hardware; the others give way. Where the machine does not permit it, real-time processes run as
/// any other.
public enum Priority {
    /// `CPUSchedulingPolicy=fifo`
    REALTIME,
    /// `Nice=5`
    MODEST;

    /// Whether this machine lets us.
    public boolean isPermitted() {
        try {
            Process probe = new ProcessBuilder(of(List.of("true"))).start();
            return probe.waitFor() == 0;
        } catch (IOException e) {
            return false; // the tool is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The command, run so.
    public List<String> of(List<String> command) {
        List<String> whole =
                new ArrayList<>(
                        switch (this) {
                            case REALTIME -> List.of("chrt", "--fifo", "40");
                            case MODEST -> List.of("nice", "-n", "5");
                        });
        whole.addAll(command);
        return List.copyOf(whole);
    }

    /// The command, run so where that is permitted.
    public List<String> orUsual(List<String> command) {
        return isPermitted() ? of(command) : command;
    }
}
