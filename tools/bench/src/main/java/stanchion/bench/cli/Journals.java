package stanchion.bench.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;
import stanchion.replay.JournalFile;

/// The journals of runs that are the same every time: who wants one runs again.
final class Journals {
    /// Of failed runs; more would only fill the disk.
    static final int MOST_KEPT = 10;

    private static final Path FOLDER = Path.of("target", "journals");

    private Journals() {}

    /// Carries out a run and writes its journal.
    static void write(Path file, Consumer<Consumer<JournalEntry>> run) throws IOException {
        try (JournalFile journal = JournalFile.create(file)) {
            run.accept(journal);
        } catch (UncheckedIOException full) {
            throw new IOException(file + ": " + full.getMessage(), full);
        }
    }

    /// Carries out a failed run once more, for its journal, and answers how to look at it.
    ///
    /// @param name of the run, for its file
    static String kept(String name, Consumer<Consumer<JournalEntry>> run) {
        Path file = Home.folder().resolve(FOLDER).resolve(name + ".journal");
        try {
            write(file, run);
            return "journal: ./run replay " + file + " --why";
        } catch (IOException unwritable) {
            return "no journal: " + unwritable.getMessage();
        }
    }
}
