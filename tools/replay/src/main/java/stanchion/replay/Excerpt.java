package stanchion.replay;

import static java.util.Locale.ROOT;

import java.nio.ByteBuffer;
import java.util.Optional;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalEntry.Begun;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Missed;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.journal.JournalReader;
import stanchion.units.Uptime;

/// Cuts a stretch of mains waveforms out of a journal.
public final class Excerpt {
    /// What came of it.
    public sealed interface Result {}

    /// The stretch, without a gap.
    ///
    /// @param analog what the codes mean, calibrated as the charger was
    /// @param codes of whole frames
    @SuppressWarnings("ArrayRecordComponent") // seconds of codes, handed on; compared nowhere
    public record Cut(AnalogFrontEnd analog, int[] codes) implements Result {}

    /// The journal does not hold it.
    ///
    /// @param reason in words
    public record Lacking(String reason) implements Result {}

    private final double from;
    private final double seconds;
    private Optional<AnalogFrontEnd> analog = Optional.empty();
    private Optional<Uptime> start = Optional.empty();
    private int[] codes = {};
    private int filled;
    private long nextFrame;

    private Excerpt(double from, double seconds) {
        this.from = from;
        this.seconds = seconds;
    }

    /// Cuts out `seconds`, beginning with the first cycle that ends later than `from`.
    ///
    /// @param from seconds since the journal's first cycle
    public static Result of(ByteBuffer journal, double from, double seconds) {
        return new Excerpt(from, seconds).cut(new JournalReader(journal));
    }

    private Result cut(JournalReader journal) {
        while (true) {
            switch (journal.next()) {
                case JournalReader.End _ -> {
                    return new Lacking("ends before that; from there on " + held());
                }
                case JournalReader.Refused(int position, String reason) -> {
                    return new Lacking("byte " + position + ": " + reason);
                }
                case JournalReader.Entry(JournalEntry entry) -> {
                    Optional<Result> done = take(entry);
                    if (done.isPresent()) {
                        return done.get();
                    }
                }
            }
        }
    }

    private Optional<Result> take(JournalEntry entry) {
        return switch (entry) {
            case Begun(var beginning) -> {
                analog = Optional.of(beginning.board().analog());
                yield broken("the charger started anew");
            }
            case Missed _ -> broken("cycles are missing");
            case Cycle cycle -> take(cycle);
        };
    }

    /// What ends a stretch that has begun.
    private Optional<Result> broken(String why) {
        return filled == 0 ? Optional.empty() : Optional.of(new Lacking(why + " after " + held()));
    }

    private Optional<Result> take(Cycle cycle) {
        Uptime first = start.orElse(cycle.input().at());
        start = Optional.of(first);
        boolean wanted = cycle.input().at().since(first).toNanos() > from * 1e9;
        if (!wanted || analog.isEmpty()) {
            return Optional.empty();
        }
        return switch (cycle.input()) {
            case Values _ -> Optional.of(new Lacking("holds values there, no waveforms"));
            case Waves(var samples) -> append(samples.mains(), analog.get());
        };
    }

    private Optional<Result> append(MainsBlock block, AnalogFrontEnd meaning) {
        if (filled > 0 && block.firstFrame() != nextFrame) {
            return broken("samples are missing");
        }
        nextFrame = block.firstFrame() + block.frames();
        int wanted = 2 * meaning.phases().size() * (int) Math.ceil(seconds * rate(meaning));
        codes = codes.length == 0 ? new int[wanted] : codes;
        int count = Math.min(block.codes().length, wanted - filled);
        System.arraycopy(block.codes(), 0, codes, filled, count);
        filled += count;
        return filled < wanted ? Optional.empty() : Optional.of(new Cut(meaning, codes));
    }

    private static double rate(AnalogFrontEnd meaning) {
        return meaning.mainsRate().value();
    }

    private String held() {
        double frames = analog.map(a -> filled / (2.0 * a.phases().size()) / rate(a)).orElse(0.0);
        return String.format(ROOT, "%.3f s", frames);
    }
}
