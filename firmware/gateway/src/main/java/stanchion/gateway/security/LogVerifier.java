package stanchion.gateway.security;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stanchion.gateway.security.SecurityEvent.Kind;

/// Holds a log against itself and its signatures, and names the first record that is not as it was
/// written. For one log; for one thread.
public final class LogVerifier {
    private static final Pattern DROPPED = Pattern.compile("records (\\d+) to (\\d+) .*");

    /// What came of it.
    public sealed interface Verdict {
        /// Nothing was found.
        ///
        /// @param first of the records that are there
        /// @param signed the last record that a signature covers, 0 without one: what comes behind
        ///   it could have been cut off unnoticed
        record Sound(String log, long first, long last, long signed) implements Verdict {}

        /// It is not as it was written.
        ///
        /// @param number of the first record that is wrong or missing
        record Broken(long number, String why) implements Verdict {}
    }

    private final BiPredicate<String, Seal.Checkpoint> signatures;
    private Optional<LogRecord> first = Optional.empty();
    private Optional<LogRecord> last = Optional.empty();
    private long signed;
    private long droppedUpTo;
    private Optional<Verdict.Broken> broken = Optional.empty();

    /// One that has seen nothing yet.
    ///
    /// @param signatures whether a JWS is one of the charger over this checkpoint
    public LogVerifier(BiPredicate<String, Seal.Checkpoint> signatures) {
        this.signatures = signatures;
    }

    /// Judges the lines of a whole log, oldest first.
    public static Verdict verify(
            List<String> lines, BiPredicate<String, Seal.Checkpoint> signatures) {
        LogVerifier verifier = new LogVerifier(signatures);
        lines.forEach(verifier::take);
        return verifier.verdict();
    }

    /// Takes in the next line.
    void take(String line) {
        if (broken.isPresent()) {
            return;
        }
        long expected = last.map(record -> record.number() + 1).orElse(1L);
        Optional<LogRecord> read = LogRecord.read(line);
        if (read.isEmpty()) {
            breaks(expected, "this line is no record");
            return;
        }
        LogRecord record = read.get();
        judge(record, expected);
        first = first.or(() -> read);
        last = read;
    }

    private void judge(LogRecord record, long expected) {
        if (last.isPresent() && record.number() < expected) {
            breaks(record.number() - 1, "it does not stand before record " + record.number());
        } else if (last.isPresent() && record.number() > expected) {
            breaks(expected, "record " + record.number() + " stands in its place");
        } else if (last.isPresent() && !record.before().equals(last.get().hash())) {
            breaks(
                    expected - 1,
                    "record " + record.number() + " was written behind another one than this");
        } else if (last.isPresent() && !last.get().log().equals(record.log())) {
            breaks(expected, "it is of another log");
        } else if (record.number() == 1 && !record.before().equals(LogRecord.NOTHING_BEFORE)) {
            breaks(1, "the first record follows another one");
        } else if (record.event().kind() == Kind.CHECKPOINT) {
            checkpoint(record);
        } else if (record.event().kind() == Kind.RECORDS_DROPPED) {
            Matcher said = DROPPED.matcher(record.event().detail());
            droppedUpTo = said.matches() ? Long.parseLong(said.group(2)) : droppedUpTo;
        }
    }

    private void checkpoint(LogRecord record) {
        if (signatures.test(record.event().detail(), record.checkpoint())) {
            signed = record.number();
        } else {
            breaks(record.number(), "its signature is not the charger's over the records before");
        }
    }

    private void breaks(long number, String why) {
        broken = broken.or(() -> Optional.of(new Verdict.Broken(number, why)));
    }

    Verdict verdict() {
        if (broken.isPresent()) {
            return broken.get();
        }
        if (first.isEmpty() || last.isEmpty()) {
            return new Verdict.Broken(1, "there is no record");
        }
        long begins = first.get().number();
        if (begins > 1 && droppedUpTo < begins - 1) {
            return new Verdict.Broken(
                    droppedUpTo + 1, "it is missing, and no record says that it was dropped");
        }
        return new Verdict.Sound(first.get().log(), begins, last.get().number(), signed);
    }
}
