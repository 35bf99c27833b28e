package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.replay.JournalFile;
import stanchion.replay.Replay;
import stanchion.replay.Replay.Tally;
import stanchion.replay.Story;
import stanchion.replay.Story.Detail;

/// `./run replay FILE`: a journal's decisions once more, compared bit for bit.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the control cycle decide again what a journal holds, and compares bit for bit.",
            "Times are seconds since the journal's first cycle.",
            "Exits 0 when every decision was repeated, 1 when one was not, 2 for a file that is no"
                    + " whole journal of this version."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int IDENTICAL = 0;
    private static final int DIFFERS = 1;
    private static final int BAD_INPUT = 2;

    @Parameters(paramLabel = "FILE", description = "The journal.")
    private Path file = Path.of("");

    @Option(names = "--why", description = "Print every change of state, and because of what.")
    private boolean why;

    @Option(names = "--events", description = "Print every event and every request.")
    private boolean events;

    @Option(
            names = "--from",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "Print nothing earlier; everything is replayed all the same.")
    private double from;

    @Option(
            names = "--to",
            defaultValue = "1e9",
            paramLabel = "SECONDS",
            description = "Print nothing later.")
    private double to;

    @Override
    public Integer call() {
        try {
            return replay(JournalFile.read(file));
        } catch (IOException unreadable) {
            return refuse("" + unreadable.getMessage());
        }
    }

    private int replay(ByteBuffer journal) {
        Story story = new Story(details(), new Story.Within(from, to));
        long start = System.nanoTime();
        Replay.Result result =
                Replay.of(journal, sight -> story.lines(sight).forEach(System.out::println));
        double seconds = (System.nanoTime() - start) / 1e9;
        return switch (result) {
            case Replay.Identical same -> identical(same, story, seconds);
            case Replay.Differs other -> differs(other, story);
            case Replay.Refused(Tally tally, int position, String reason) ->
                    refuse(
                            "%s: byte %d: %s; %d cycles before it were repeated"
                                    .formatted(file, position, reason, tally.cycles()));
        };
    }

    private Set<Detail> details() {
        Set<Detail> details = EnumSet.noneOf(Detail.class);
        if (why) {
            details.add(Detail.CHANGES);
        }
        if (events) {
            details.add(Detail.EVENTS);
        }
        return details;
    }

    private int identical(Replay.Identical same, Story story, double seconds) {
        Tally tally = same.tally();
        if (tally.cycles() == 0) {
            return refuse(file + ": no cycle in it can be replayed");
        }
        System.out.printf(
                ROOT,
                "IDENTICAL  %,d cycles, %.2f s, decided again bit for bit at %,.0f x real time%s%n",
                tally.cycles(),
                story.seconds(),
                story.seconds() / seconds,
                remarks(same));
        return IDENTICAL;
    }

    private static String remarks(Replay.Identical same) {
        Tally tally = same.tally();
        String starts = tally.beginnings() > 1 ? "; " + tally.beginnings() + " beginnings" : "";
        String gaps =
                tally.missed() + tally.skipped() > 0
                        ? "; %,d cycles are missing in it and %,d behind them could not be repeated"
                                .formatted(tally.missed(), tally.skipped())
                        : "";
        String torn =
                same.tornBytes() > 0
                        ? "; its last " + same.tornBytes() + " bytes are a block cut short"
                        : "";
        return starts + gaps + torn;
    }

    private int differs(Replay.Differs other, Story story) {
        System.out.printf(
                ROOT,
                """
                DIFFERS  cycle %d at %.3f s: %s
                  recorded  %s
                  replayed  %s
                %,d cycles before it were repeated bit for bit
                """,
                other.cycle(),
                story.seconds(other.at()),
                other.what().field(),
                other.what().recorded(),
                other.what().replayed(),
                other.tally().cycles());
        return DIFFERS;
    }

    private static int refuse(String line) {
        System.err.println("replay: " + line);
        return BAD_INPUT;
    }
}
