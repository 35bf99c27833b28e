package stanchion.bench.bootbench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// How long a charger takes to believe its firmware, beside what others take for the same bytes.
public final class BootBench {
    /// What to measure.
    ///
    /// @param home the built project
    /// @param rounds how often everyone is timed
    /// @param seed of the bytes that fill up the slot
    public record Order(Path home, int rounds, long seed) {}

    private final Order order;
    private final PrintStream out;
    private final PrintStream progress;

    public BootBench(Order order, PrintStream out, PrintStream progress) {
        this.order = order;
        this.out = out;
        this.progress = progress;
    }

    /// Prepares, races and prints.
    ///
    /// @throws BootBenchTrouble when a contender cannot run
    public void run() throws InterruptedException {
        Machine machine = Machine.here();
        try (Scratch scratch = Scratch.create()) {
            progress.println(
                    "preparing a slot of 31.5 MB, its signatures and caches (half a minute) ...");
            List<Contender> contenders =
                    new Contenders(order.home(), scratch)
                            .prepare(
                                    FirmwareBuild.collect(order.home(), LargeFirmware.VERSION),
                                    order.seed());
            print(machine, new Race(contenders).run(order.rounds(), this::say));
        } catch (ReleaseException refused) {
            throw new BootBenchTrouble(refused.line());
        } catch (IOException full) {
            throw new BootBenchTrouble("the bench cannot write its files", full);
        }
    }

    private void say(int round) {
        progress.println("round " + round + " of " + order.rounds());
    }

    private void print(Machine machine, Map<String, Figures> figures) {
        out.println(machine.line());
        out.println(
                "slot of 31.5 MB (seed "
                        + order.seed()
                        + "), page cache warm, "
                        + order.rounds()
                        + " interleaved rounds, every run a process of its own");
        if (machine.busy()) {
            out.println("WARNING: the machine is busy; trust the ratios only, or repeat later");
        }
        out.println();
        out.print(new ResultTable(figures).text());
        if (!figures.containsKey(Peers.OPENSSL)) {
            out.println("no openssl here: sudo apt install openssl");
        }
        out.println();
        Goal.of(figures).forEach(goal -> out.println(goal.line()));
    }
}
