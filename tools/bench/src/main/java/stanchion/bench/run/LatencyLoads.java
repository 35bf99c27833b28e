package stanchion.bench.run;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import stanchion.bench.latency.Findings;
import stanchion.bench.process.Child;
import stanchion.bench.process.Patience;
import stanchion.fleet.FleetException;
import stanchion.release.ReleaseException;
import stanchion.sim.scenario.Updating;

/// What a charger has to bear while it is measured: every core busy, commands without end, updates
/// that download one after the other. Ends with [#close].
///
/// No update is switched to: the owner wants that at another time of day.
final class LatencyLoads implements AutoCloseable {
    private static final int FLOODERS = 4;
    private static final Duration LIMIT_LIFE = Duration.ofSeconds(60);
    private static final Duration DOWNLOADS = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int AWAY_HOURS = 12;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final Bench bench;
    private final Consumer<String> news;
    private final Closing closing = new Closing();
    private final AtomicLong commands = new AtomicLong();
    private volatile boolean over;
    private final AtomicInteger updates = new AtomicInteger();

    private LatencyLoads(Bench bench, Consumer<String> news) {
        this.bench = bench;
        this.news = news;
    }

    /// Begins all of them.
    ///
    /// @param longest after which the load ends by itself, whatever becomes of this process
    static LatencyLoads start(Bench bench, Duration longest, Consumer<String> news) {
        LatencyLoads loads = new LatencyLoads(bench, news);
        try {
            loads.keepVersion();
            loads.closing.add(
                    Child.start("stress-ng", busy(longest), bench.folders().log("stress-ng")));
            for (int i = 0; i < FLOODERS; i++) {
                Thread.ofPlatform().name("flood " + i).daemon().start(loads::flood);
            }
            Thread.ofPlatform().name("maker").daemon().start(loads::offerUpdates);
            return loads;
        } catch (RuntimeException e) {
            loads.close();
            throw e;
        }
    }

    /// So far.
    Findings.Loads sofar() {
        return new Findings.Loads(
                commands.get(),
                bench.parts().updates().bytes(),
                updates.get(),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void close() {
        over = true;
        closing.close();
    }

    private static List<String> busy(Duration longest) {
        String seconds = String.valueOf(longest.toSeconds());
        return List.of(
                "timeout",
                "-k",
                "5",
                seconds,
                "stress-ng",
                "--quiet",
                "--cpu",
                "0",
                "--vm",
                "1",
                "--vm-bytes",
                "128M",
                "--timeout",
                seconds);
    }

    private void keepVersion() {
        LocalTime from = LocalTime.now(ZoneId.systemDefault()).plusHours(AWAY_HOURS);
        JsonObject window = new JsonObject();
        window.addProperty("from", from.format(CLOCK));
        window.addProperty("to", from.plusMinutes(1).format(CLOCK));
        JsonObject request = new JsonObject();
        request.add("window", window);
        ChargerSight sight = bench.parts().sight();
        long before = sight.acknowledged();
        String topic = sight.topic("cmd/update");
        boolean heard =
                bench.parts().ear().publish(topic, request.toString(), topic + "/ack", ANSWER)
                        && Patience.until(ANSWER, () -> sight.acknowledged() > before);
        if (!heard) {
            throw new BenchTrouble(70, "the charger does not take the owner's window for updates");
        }
    }

    /// As fast as the broker acknowledges; most are refused by the gateway, which says so each
    /// time.
    private void flood() {
        String topic = bench.parts().sight().topic("cmd/limit");
        JsonObject limit = new JsonObject();
        limit.addProperty("amps", 16);
        limit.addProperty("validForSeconds", LIMIT_LIFE.toSeconds());
        while (!over) {
            if (bench.parts().ear().publish(topic, limit.toString(), topic + "/ack", ANSWER)) {
                commands.incrementAndGet();
            } else {
                Patience.until(Duration.ofMillis(100), () -> over);
            }
        }
    }

    private void offerUpdates() {
        try {
            while (!over) {
                bench.parts().maker().offerLarge("0.2." + updates.get());
                updates.incrementAndGet();
                Patience.until(DOWNLOADS, () -> over || isStaged());
            }
        } catch (ReleaseException e) {
            news.accept("no further update: " + e.line());
        } catch (FleetException e) {
            news.accept("no further update: " + e.line());
        }
    }

    private boolean isStaged() {
        return bench.parts()
                .updates()
                .updating()
                .state()
                .filter(state -> state == Updating.State.WAITING)
                .isPresent();
    }
}
