package stanchion.bench.bootbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

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
            peaks.put(contender.name(), contender.peakKibibytes());
            times.put(contender.name(), new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            begun.accept(round + 1);
            for (int i = 0; i < contenders.size(); i++) {
                Contender next = contenders.get((round + i) % contenders.size());
                times.getOrDefault(next.name(), new ArrayList<>()).add(next.nanos());
            }
        }
        Map<String, Figures> figures = new LinkedHashMap<>();
        times.forEach((name, nanos) ->
                figures.put(name, new Figures(nanos, peaks.getOrDefault(name, 0L))));
        return figures;
    }
}
