package stanchion.bench.cli;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stanchion.bench.page.TravelServer;
import stanchion.journal.JournalEntry;
import stanchion.journal.JournalReader;
import stanchion.replay.FirmwareVersion;
import stanchion.replay.JournalFile;
import stanchion.replay.Replay;
import stanchion.replay.Replay.Tally;
import stanchion.replay.Story;
import stanchion.replay.Story.Detail;
import stanchion.replay.travel.Travel;

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
    private static final int HIGHEST_PORT = 65_535;

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

    @Option(
            names = "--page",
            description = {
                "Serve a page to walk about in the journal: a timeline, and of each cycle the samples,",
                "what was measured, decided, commanded, and why."
            })
    private boolean page;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Of the page, on 127.0.0.1; any that is free without it.")
    private Optional<Integer> port = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> wrong = wrongUse();
        if (wrong.isPresent()) {
            return refuse(wrong.get());
        }
        try {
            ByteBuffer journal = JournalFile.read(file);
            return page ? serve(journal) : replay(journal);
        } catch (IOException | UncheckedIOException unreadable) {
            return refuse("" + unreadable.getMessage());
        }
    }

    private Optional<String> wrongUse() {
        if (port.isPresent() && !page) {
            return Optional.of("--port goes with --page");
        }
        if (page && (why || events)) {
            return Optional.of("--why and --events print; the page of --page shows both");
        }
        return port.filter(named -> named < 0 || named > HIGHEST_PORT)
                .map(named -> "--port " + named + " is no port, 0 to " + HIGHEST_PORT);
    }

    /// Until somebody ends it. A journal that cannot be read at all gets no page.
    private int serve(ByteBuffer journal) throws InterruptedException {
        Optional<String> unreadable = unreadable(journal);
        if (unreadable.isPresent()) {
            return refuse(unreadable.get());
        }
        Travel travel = new Travel(journal);
        try (TravelServer server =
                new TravelServer(port.orElse(0), travel, "" + file.getFileName())) {
            System.out.println("page:   " + server.address());
            System.out.println("Ctrl-C ends it.");
            travel.run();
            new CountDownLatch(1).await();
        } finally {
            travel.stop();
        }
        return IDENTICAL;
    }

    /// Why not even one cycle can be looked at.
    private Optional<String> unreadable(ByteBuffer journal) {
        JournalReader reader = new JournalReader(journal);
        while (true) {
            switch (reader.next()) {
                case JournalReader.Entry(JournalEntry.Cycle _) -> {
                    return Optional.empty();
                }
                case JournalReader.Entry _ -> {}
                case JournalReader.End _ -> {
                    return Optional.of(file + ": there is no cycle in it");
                }
                case JournalReader.Refused(int position, String reason) -> {
                    return Optional.of("%s: byte %d: %s".formatted(file, position, reason));
                }
            }
        }
    }

    private int replay(ByteBuffer journal) {
        Story story = new Story(details(), new Story.Within(from, to));
        long start = System.nanoTime();
        Replay.Result result = Replay.of(journal, sight -> tell(sight, story));
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

    private static void tell(Replay.Sight sight, Story story) {
        story.lines(sight).forEach(System.out::println);
        if (sight instanceof Replay.Started(var beginning)) {
            FirmwareVersion.warning(beginning)
                    .ifPresent(line -> System.err.println("replay: warning: " + line));
        }
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
                same.remarks());
        return IDENTICAL;
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
