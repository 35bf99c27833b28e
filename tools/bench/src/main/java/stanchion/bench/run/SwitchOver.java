package stanchion.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import stanchion.bench.process.Superior;
import stanchion.bench.report.Boot;

/// Who lets the verifier judge anew and starts what it says, as the systemd units do on a charger.
///
/// ```text
/// switch                       the gateway asks: a staged version shall be tried
/// a death during a try         it crashed
/// a try not confirmed in time  it is not well
/// deaths in a row              a confirmed version that does not stay up
///        └─► charger and gateway end, the run folder is emptied, a new verdict, both begin
/// ```
final class SwitchOver implements Superior, AutoCloseable {
    /// The gateway asks with this file, in the folder that it may write.
    static final String SWITCH = "switch";

    /// The gateway says with this one that the running version has proved itself.
    static final String CONFIRMED = "confirmed";

    /// So many early deaths one after the other, and the verifier is asked again.
    static final int DEATHS_IN_A_ROW = 5;

    private static final Duration GLANCE = Duration.ofMillis(50);

    /// What is ended and begun.
    interface Firmware {
        /// Both processes end; nothing of theirs is left to be read.
        void end();

        /// The run folder is emptied and filled by a new verdict, which is told.
        Boot judge(String cause);

        void begin();
    }

    private final Path folder;
    private final Duration trial;
    private final Boots boots;
    private final Consumer<String> news;
    private final AtomicReference<Optional<String>> trouble =
            new AtomicReference<>(Optional.empty());
    private Optional<Ticker> ticker = Optional.empty();
    private Optional<Firmware> firmware = Optional.empty();
    private boolean closed;
    private long runsSince = System.nanoTime();

    /// @param folder that the gateway may write
    /// @param trial how long a version has to be confirmed
    SwitchOver(Path folder, Duration trial, Boots boots, Consumer<String> news) {
        this.folder = folder;
        this.trial = trial;
        this.boots = boots;
        this.news = news;
    }

    /// Watches from now on, and begins and ends what is given here.
    synchronized void start(Firmware both) {
        firmware = Optional.of(both);
        runsSince = System.nanoTime();
        ticker = Optional.of(Ticker.every(GLANCE, this::look));
    }

    /// A switch-over that has begun is finished first.
    @Override
    public synchronized void close() {
        closed = true;
        ticker.ifPresent(Ticker::close);
    }

    @Override
    public Next died(Death death) {
        if (boots.last().isOnTry() && !isThere(CONFIRMED)) {
            trouble.set(Optional.of(death + " during its try"));
            return Next.NOTHING;
        }
        if (death.inARow() >= DEATHS_IN_A_ROW) {
            trouble.set(Optional.of(death + ", " + death.inARow() + " times in a row"));
            return Next.NOTHING;
        }
        return Next.AGAIN;
    }

    @Override
    public void told(String line) {
        news.accept(line);
    }

    /// The board has reset itself: nothing runs, the verified copy has gone with its memory.
    void wasReset() {
        trouble.set(Optional.of("the board has reset itself"));
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        if (boots.last().isOnTry() && isThere(CONFIRMED)) {
            Duration after = Duration.ofNanos(System.nanoTime() - runsSince);
            boots.confirmed(after);
            news.accept("confirmed after " + after.toMillis() + " ms");
        }
        cause().ifPresent(cause -> change(cause, firmware.orElseThrow()));
    }

    private Optional<String> cause() {
        if (isThere(SWITCH)) {
            return Optional.of("the gateway asks for it");
        }
        Optional<String> died = trouble.get();
        if (died.isPresent()) {
            return died;
        }
        boolean late = System.nanoTime() - runsSince >= trial.toNanos();
        return boots.last().isOnTry() && late
                ? Optional.of("not confirmed within " + trial.toMillis() + " ms")
                : Optional.empty();
    }

    private void change(String cause, Firmware both) {
        news.accept("new verdict: " + cause);
        both.end();
        trouble.set(Optional.empty());
        remove(SWITCH);
        remove(CONFIRMED);
        Boot boot = both.judge(cause);
        boots.add(boot);
        runsSince = System.nanoTime();
        if (boot.version().isPresent()) {
            both.begin();
        }
    }

    private boolean isThere(String file) {
        return Files.exists(folder.resolve(file));
    }

    private void remove(String file) {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException stays) {
            throw new UncheckedIOException(folder + " cannot be emptied", stays);
        }
    }
}
