package stanchion.bench.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import stanchion.bench.latency.Collector;
import stanchion.bench.latency.Findings;
import stanchion.bench.latency.LatencyTrouble;
import stanchion.bench.latency.Scheduling;
import stanchion.bench.latency.Times;
import stanchion.bench.latency.Tools;
import stanchion.bench.latency.Yardstick;
import stanchion.bench.process.Patience;
import stanchion.bench.process.Priority;
import stanchion.release.DeviceFolder;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// The real charger against the simulator in real time, with everything that may hinder it, and
/// cyclictest beside it.
///
/// ```text
/// bench up ─► loads on ─► settled ─► [ piece of a minute: cyclictest beside the loop ] … ─► off
/// ```
public final class LatencyRun {
    /// What to measure.
    ///
    /// @param home the built project
    /// @param span of the measuring itself
    public record Order(Path home, Duration span, Collector collector, Scheduling scheduling) {}

    private static final Duration PIECE = Duration.ofMinutes(1);

    /// The optimising compiler has seen everything then, and the load is on.
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(20);

    private static final Duration HEALTH = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Order order;
    private final Consumer<String> news;

    /// @param news one line for whatever a person should know
    public LatencyRun(Order order, Consumer<String> news) {
        this.order = order;
        this.news = news;
    }

    /// Runs it all.
    ///
    /// @throws LatencyTrouble when this machine cannot do it, or the charger did not live through
    ///   it
    public Findings run() throws InterruptedException {
        Tools.require();
        if (!Priority.REALTIME.isPermitted()) {
            throw new LatencyTrouble("needs real-time priority: run it as root");
        }
        try (Scratch scratch = Scratch.create();
                Bench bench = Bench.start(setup(scratch), news);
                Simulator hands = bench.simulator();
                Simulator questions = bench.simulator()) {
            Duration longest = order.span().plus(MARGIN);
            try (LatencyLoads loads = LatencyLoads.start(bench, longest, news);
                    PilotShaker shaker = PilotShaker.start(hands, bench.parts().sight())) {
                order.scheduling().impose(pid(bench));
                news.accept("settling ...");
                Patience.until(settling(), () -> false);
                reactions(questions);
                List<Findings.Piece> pieces = pieces(bench);
                return findings(pieces, reactions(questions), loads, shaker);
            }
        }
    }

    private Setup setup(Scratch scratch) {
        try {
            Path device = scratch.folder().resolve("device");
            Firmware firmware = Allocator.in(FirmwareBuild.collect(order.home(), "0.1.0"));
            DeviceFolder.create(new DeviceFolder.Order(device, "bench-1", firmware));
            return new Setup(
                    order.home(),
                    Optional.of(device),
                    BrokerKind.HIVEMQ,
                    Setup.Leftovers.REMOVED,
                    Setup.USUAL_TRIAL,
                    new Setup.Ground.Bench(order.collector().options()),
                    Optional.empty());
        } catch (ReleaseException refused) {
            throw new LatencyTrouble(refused.line());
        }
    }

    private Duration settling() {
        Duration half = order.span().dividedBy(2);
        return half.compareTo(LONGEST_SETTLING) < 0 ? half : LONGEST_SETTLING;
    }

    private List<Findings.Piece> pieces(Bench bench) {
        List<Findings.Piece> pieces = new ArrayList<>();
        Duration left = order.span();
        while (left.isPositive()) {
            Duration span = left.compareTo(PIECE) < 0 ? left : PIECE;
            pieces.add(piece(bench, span, bench.folders().log("cyclictest-" + pieces.size())));
            left = left.minus(span);
            news.accept(
                    "%d of %d s"
                            .formatted(
                                    order.span().minus(left).toSeconds(),
                                    order.span().toSeconds()));
        }
        return pieces;
    }

    private static Findings.Piece piece(Bench bench, Duration span, Path output) {
        Vitals before = Vitals.next(bench, HEALTH);
        Times yardstick = Yardstick.measure(span, output);
        Vitals after = Vitals.next(bench, HEALTH);
        if (!after.boot().equals(before.boot())) {
            throw new LatencyTrouble("the charger was started anew while it was measured");
        }
        return new Findings.Piece(
                span,
                after.wake().since(before.wake()),
                after.response().since(before.response()),
                yardstick,
                after.missed() - before.missed());
    }

    private static long pid(Bench bench) {
        return bench.parts()
                .charger()
                .pid()
                .orElseThrow(() -> new LatencyTrouble("the charger does not run"));
    }

    private static JsonObject reactions(Simulator simulator) {
        return JsonParser.parseString(simulator.reactions()).getAsJsonObject();
    }

    private static Findings findings(
            List<Findings.Piece> pieces,
            JsonObject reactions,
            LatencyLoads loads,
            PilotShaker shaker) {
        return new Findings(
                pieces,
                times(reactions, "openingMicros"),
                times(reactions, "withdrawalMicros"),
                reactions.get("unanswered").getAsLong(),
                loads.sofar(),
                shaker.faults().stream()
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Times times(JsonObject reactions, String name) {
        return Times.ofEach(
                StreamSupport.stream(reactions.getAsJsonArray(name).spliterator(), false)
                        .map(JsonElement::getAsLong)
                        .toList());
    }

    /// A folder of this run.
    private record Scratch(Path folder) implements AutoCloseable {
        static Scratch create() {
            try {
                return new Scratch(Files.createTempDirectory("stanchion-latency-"));
            } catch (IOException full) {
                throw new LatencyTrouble("no temporary folder", full);
            }
        }

        @Override
        public void close() {
            Folders.removeTree(folder);
        }
    }
}
