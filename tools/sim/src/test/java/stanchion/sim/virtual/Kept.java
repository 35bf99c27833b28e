package stanchion.sim.virtual;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalReader;
import stanchion.replay.FailedRuns;
import stanchion.sim.virtual.LifeRun.Plan;

/// Journals of runs for which a test fails, in this module's `target/journals`: a test names them
/// in what it says.
final class Kept {
    private static final FailedRuns FAILED = new FailedRuns(Path.of(""));

    private Kept() {}

    static String sessions(long seed, List<SessionRun> bad) {
        return lines(
                bad.stream()
                        .map(SessionRun::number)
                        .map(number ->
                                FAILED.kept(
                                        "seed" + seed + ".session" + number,
                                        told -> SessionRun.of(seed, number, _ -> {}, told))));
    }

    static String lives(List<Plan> plans, List<LifeRun> bad) {
        return lines(
                bad.stream()
                        .map(LifeRun::number)
                        .map(plans::get)
                        .map(plan ->
                                FAILED.kept(
                                        "seed" + plan.seed() + ".life" + plan.number(),
                                        told -> LifeRun.of(plan, _ -> {}, told))));
    }

    /// A journal that was written anyway.
    static String journal(String name, Journalled journal) {
        return FAILED.kept(name, told -> copy(journal.buffer(), told));
    }

    private static void copy(ByteBuffer journal, Consumer<JournalEntry> told) {
        JournalReader reader = new JournalReader(journal);
        while (reader.next() instanceof JournalReader.Entry(JournalEntry entry)) {
            told.accept(entry);
        }
    }

    private static String lines(Stream<String> kept) {
        return kept.limit(FailedRuns.MOST_KEPT).collect(joining("\n"));
    }
}
