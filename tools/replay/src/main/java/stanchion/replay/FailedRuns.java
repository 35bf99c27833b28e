package stanchion.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import stanchion.journal.JournalEntry;

/// The journals of runs that failed. Such a run is the same every time, so nothing is written while
/// it may still pass: it is carried out once more.
public final class FailedRuns {
    /// Of one campaign; more would only fill the disk.
    public static final int MOST_KEPT = 10;

    private static final Path JOURNALS = Path.of("target", "journals");

    private final Path folder;

    /// @param home in whose `target/journals` they are kept
    public FailedRuns(Path home) {
        folder = home.toAbsolutePath().resolve(JOURNALS).normalize();
    }

    /// Carries out a failed run once more, for its journal, and answers how to look at it.
    ///
    /// @param name of the run, for its file
    public String kept(String name, Consumer<Consumer<JournalEntry>> run) {
        Path file = folder.resolve(name + ".journal");
        try {
            JournalFile.write(file, run);
            return "journal: ./run replay " + file + " --why, or --page";
        } catch (IOException unwritable) {
            return "no journal: " + unwritable.getMessage();
        }
    }
}
