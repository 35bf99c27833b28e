package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import stanchion.bench.process.Child;

/// Times contenders against each other: everyone once in a round, each round beginning with another
/// one, so that what disturbs the machine disturbs all of them alike.
///
/// The first round is not timed: it warms the page cache and watches the memory.
final class Race {
    private final List<Contender> contenders;

    Race(List<Contender> contenders) {
        this.contenders = List.copyOf(contenders);
    }

    /// The figures by the contender's name.
    ///
    /// @param rounds how often each is timed
    /// @param begun hears the number of each round, from 1
    Map<String, Figures> run(int rounds, IntConsumer begun) throws InterruptedException {
        Map<String, Long> peaks = new LinkedHashMap<>();
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            peaks.put(contender.name(), peak(contender));
            times.put(contender.name(), new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            begun.accept(round + 1);
            for (int i = 0; i < contenders.size(); i++) {
                Contender next = contenders.get((round + i) % contenders.size());
                times.getOrDefault(next.name(), new ArrayList<>()).add(time(next));
            }
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        times.forEach((name, nanos) ->
                figures.put(name, new Figures(nanos, peaks.getOrDefault(name, 0L))));
        return figures;
    }

    private static long time(Contender contender) throws InterruptedException {
        RunFolders.fresh(contender);
        ProcessBuilder builder = builder(contender);
        long start = System.nanoTime();
        Process process = start(contender, builder);
        String said = said(contender, process);
        int status = process.waitFor();
        long nanos = System.nanoTime() - start;
        check(contender, status, said);
        return nanos;
    }

    private static long peak(Contender contender) throws InterruptedException {
        RunFolders.fresh(contender);
        Process process = start(contender, builder(contender));
        long peak = PeakMemory.kibibytes(process);
        check(contender, process.waitFor(), said(contender, process));
        return peak;
    }

    private static ProcessBuilder builder(Contender contender) {
        ProcessBuilder builder = new ProcessBuilder(contender.command()).redirectErrorStream(true);
        Child.clean(builder.environment());
        return builder;
    }

    private static Process start(Contender contender, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new BootBenchTrouble(
                    contender.name() + ": " + contender.command().getFirst() + " does not start",
                    missing);
        }
    }

    private static String said(Contender contender, Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new BootBenchTrouble(contender.name() + ": its output broke off", broken);
        }
    }

    private static void check(Contender contender, int status, String said) {
        RunFolders.remove(contender);
        if (status != 0 || !said.contains(contender.says())) {
            throw new BootBenchTrouble(
                    contender.name()
                            + ": ended with status "
                            + status
                            + " and said: "
                            + said.strip().replace('\n', ' '));
        }
    }
}
