package stanchion.bench.bootbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import stanchion.bench.process.Child;
import stanchion.bench.process.JavaCommand;

/// From the start of the verifier to the first cycle in which the charger applied its outputs in
/// time: the verifier copies into RAM and ends, the charger starts from the copy.
///
/// The charger says at which uptime that was, by the clock this process has too, so that nobody has
/// to look for it.
record WholeWay(String name, ProcessRun verifier, Path run, Path state) implements Contender {
    private static final String SAYS = "first deadline met at uptime ";

    @Override
    public long nanos() throws InterruptedException {
        verifier.prepare();
        long start = System.nanoTime();
        verifier.once();
        Process charger = charger();
        try {
            return firstDeadline(charger) - start;
        } finally {
            charger.destroyForcibly().onExit().join();
            RunFolders.remove(run);
        }
    }

    /// Not looked at: the verifier's is, and the charger lives on.
    @Override
    public long peakKibibytes() throws InterruptedException {
        nanos();
        return 0;
    }

    private Process charger() {
        ProcessBuilder builder =
                new ProcessBuilder(
                                JavaCommand.executable(),
                                "@" + run.resolve("charger.args"),
                                "--board",
                                run.resolve("app/board.conf").toString(),
                                "--state",
                                state.toString(),
                                "--link",
                                run.resolve("link").toString(),
                                "--terminals",
                                run.resolve("terminals").toString())
                        .directory(run.toFile())
                        .redirectErrorStream(true);
        Child.clean(builder.environment());
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new BootBenchTrouble(name + ": the charger does not start", missing);
        }
    }

    private long firstDeadline(Process charger) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = charger.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(SAYS);
                if (at >= 0) {
                    List<String> words = List.of(line.substring(at + SAYS.length()).split(" ", 2));
                    return Long.parseLong(words.getFirst());
                }
                said.append(' ').append(line);
            }
        } catch (IOException broken) {
            throw new BootBenchTrouble(name + ": its output broke off", broken);
        }
        throw new BootBenchTrouble(name + ": the charger ended and said:" + said);
    }
}
