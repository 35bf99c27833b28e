package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.bench.process.Child;

/// A process that is timed from its start to its end.
///
/// @param says what its output must hold, so that nobody wins by failing
/// @param run a folder that must be there, empty, at every start
record ProcessRun(String name, List<String> command, String says, Optional<Path> run)
        implements Contender {
    ProcessRun {
        command = List.copyOf(command);
    }

    ProcessRun(String name, List<String> command, String says) {
        this(name, command, says, Optional.empty());
    }

    /// The same under another name, started by other words, for example `taskset -c 0`.
    ProcessRun by(String otherName, List<String> words) {
        List<String> longer = new ArrayList<>(words);
        longer.addAll(command);
        return new ProcessRun(otherName, longer, says, run);
    }

    @Override
    public long nanos() throws InterruptedException {
        prepare();
        long start = System.nanoTime();
        once();
        long nanos = System.nanoTime() - start;
        run.ifPresent(RunFolders::remove);
        return nanos;
    }

    @Override
    public long peakKibibytes() throws InterruptedException {
        prepare();
        Process process = start();
        long peak = PeakMemory.kibibytes(process);
        check(process.waitFor(), said(process));
        run.ifPresent(RunFolders::remove);
        return peak;
    }

    /// Makes the run folder anew.
    void prepare() {
        run.ifPresent(RunFolders::remove);
        run.ifPresent(RunFolders::create);
    }

    /// Runs to the end and leaves the run folder as it is then.
    void once() throws InterruptedException {
        Process process = start();
        String said = said(process);
        check(process.waitFor(), said);
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Child.clean(builder.environment());
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new BootBenchTrouble(
                    name + ": " + command.getFirst() + " does not start", missing);
        }
    }

    private String said(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new BootBenchTrouble(name + ": its output broke off", broken);
        }
    }

    private void check(int status, String said) {
        if (status != 0 || !said.contains(says)) {
            run.ifPresent(RunFolders::remove);
            String line = said.strip().replace('\n', ' ');
            throw new BootBenchTrouble(
                    name + ": ended with status " + status + " and said: " + line);
        }
    }
}
