package stanchion.bench.otabench;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import stanchion.bench.run.AotLesson;
import stanchion.release.Firmware;
import stanchion.release.ReleaseException;

/// How many bytes an update takes on the wire, beside what others send for the same files.
public final class OtaBench {
    private static final double EDIT_GOAL = 1.0 / 3;
    private static final double MEBI = 1 << 20;
    private static final String ROW = "%-42s %10s %9s %10s %10s %10s %10s %8s %8s %9s%n";
    private static final String HEAD =
            ROW.formatted(
                    "bytes on the wire",
                    "full",
                    "metadata",
                    "payload",
                    "bsdiff",
                    "zstd",
                    "total",
                    "make ms",
                    "apply ms",
                    "heap MiB");

    /// What to measure.
    ///
    /// @param home the built project
    /// @param runs how often making and applying are timed
    /// @param caches whether the releases hold ahead-of-time caches, too; both are trained
    public record Order(Path home, int runs, boolean caches) {}

    private final Order order;
    private final PrintStream out;
    private final PrintStream progress;

    public OtaBench(Order order, PrintStream out, PrintStream progress) {
        this.order = order;
        this.out = out;
        this.progress = progress;
    }

    /// Measures and prints.
    ///
    /// @throws OtaBenchTrouble when it cannot
    public void run() throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("stanchion-ota-bench-");
            try {
                run(folder);
            } finally {
                remove(folder);
            }
        } catch (ReleaseException refused) {
            throw new OtaBenchTrouble(refused.line());
        } catch (IOException full) {
            throw new OtaBenchTrouble("the bench cannot write its files", full);
        }
    }

    private void run(Path folder) throws ReleaseException, IOException, InterruptedException {
        List<ReleasePair> pairs = new Pairs(order.home(), progress::println).all();
        if (order.caches()) {
            progress.println("training the caches of two releases (a minute or two) ...");
            pairs.add(cached(pairs.getFirst()));
        }
        out.print(HEAD);
        int number = 0;
        for (ReleasePair pair : pairs) {
            progress.println(pair.name() + " ...");
            Path place = Files.createDirectory(folder.resolve(Integer.toString(number++)));
            print(pair.name(), new Race(place, order.runs()).run(pair));
            remove(place);
        }
    }

    private ReleasePair cached(ReleasePair pair) throws ReleaseException, InterruptedException {
        Firmware before = AotLesson.teach(order.home(), pair.before());
        Firmware after = AotLesson.teach(order.home(), pair.after());
        return new ReleasePair(pair.name() + ", with AOT caches", before, after);
    }

    private void print(String name, Race.Result result) {
        Sizes sizes = result.sizes();
        out.printf(
                ROOT,
                ROW,
                name,
                sizes.full(),
                sizes.metadata(),
                sizes.payload(),
                text(sizes.bsdiff()),
                text(sizes.zstd()),
                sizes.total(),
                "%.0f".formatted(result.makeMillis()),
                "%.0f".formatted(result.applyMillis()),
                "%.1f".formatted(result.heap() / MEBI));
        out.println(
                "  metadata: "
                        + result.metadata()
                        + ", the rest chunk lists; in it "
                        + Metadata.SIGNATURES
                        + " bytes of signatures, which nothing makes shorter");
        if (sizes.bsdiff().isEmpty()) {
            out.println("  no bsdiff here: sudo apt install bsdiff");
        } else {
            ratios(sizes);
        }
        if (sizes.zstd().isEmpty()) {
            out.println("  no zstd here: sudo apt install zstd");
        }
    }

    private void ratios(Sizes sizes) {
        out.printf(
                ROOT,
                "  ours by bsdiff's: payload %.3f; both with the same signed metadata %.3f;"
                        + " our total by its bare patch %.3f (goals: an edit %.3f, a large"
                        + " dependency 1)%n",
                sizes.payloadByBsdiff(),
                sizes.byBsdiffWithMetadata(),
                sizes.byBsdiff(),
                EDIT_GOAL);
    }

    private static String text(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "-";
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
