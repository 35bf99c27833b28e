package stanchion.bench.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import stanchion.bench.page.Live;
import stanchion.bench.page.PageServer;

/// A bench with its page, until somebody ends it.
public final class PageRun implements AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(80);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Closing closing = new Closing();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Bench bench;
    private final Live live;
    private final PageServer page;
    private String lastSeen = "";

    private PageRun(Setup setup, int port, Consumer<String> news) {
        try {
            bench = closing.add(Bench.start(setup, news));
            live = bench.live();
            Simulator eye = closing.add(bench.simulator());
            BenchDesk desk =
                    closing.add(
                            new BenchDesk(
                                    bench, setup.home().resolve("tools").resolve("scenarios")));
            closing.add(Ticker.every(FRAME, () -> picture(eye)));
            closing.add(Ticker.every(GLANCE, this::processes));
            page = closing.add(new PageServer(port, live, desk));
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /// Starts everything.
    ///
    /// @param port of the page, 0 for any that is free
    /// @param news one line for whatever a person should know
    public static PageRun start(Setup setup, int port, Consumer<String> news) {
        return new PageRun(setup, port, news);
    }

    public String address() {
        return page.address();
    }

    public Bench bench() {
        return bench;
    }

    /// Returns when [#close] was called.
    public void await() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        closing.close();
        ended.countDown();
    }

    private void picture(Simulator eye) {
        if (live.isWatched() && !closing.isClosed()) {
            live.show("waves", "{\"waves\":" + eye.waves() + ",\"truth\":" + eye.truth() + "}");
        }
    }

    private void processes() {
        Bench.Parts parts = bench.parts();
        JsonArray list = new JsonArray();
        list.add(process("charger", parts.charger().pid(), parts.charger().restarts()));
        list.add(process("gateway", parts.gateway().pid(), parts.gateway().restarts()));
        list.add(one(parts.broker().name(), parts.link().isUp(), parts.link().isUp() ? "" : "cut"));
        String seen = list.toString();
        if (!seen.equals(lastSeen)) {
            lastSeen = seen;
            live.keep("processes", seen);
        }
    }

    private static JsonObject process(String name, Optional<Long> pid, int restarts) {
        return one(name, pid.isPresent(), restarts == 0 ? "" : "(restarted " + restarts + "×)");
    }

    private static JsonObject one(String name, boolean well, String text) {
        JsonObject one = new JsonObject();
        one.addProperty("name", name);
        one.addProperty("well", well);
        one.addProperty("text", text);
        return one;
    }
}
