package stanchion.hal.linux.modbus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import stanchion.hal.MeterReading;
import stanchion.hal.MeterReading.Cause;
import stanchion.hal.MeterReading.Measured;
import stanchion.hal.MeterReading.Missing;
import stanchion.hal.SerialMeter;
import stanchion.hal.linux.modbus.RegisterMap.Block;
import stanchion.hal.linux.serial.SerialBus;
import stanchion.units.Uptime;

/// A Modbus meter with the thread that asks it. Nothing here can hold up who reads: a reading is
/// one reference, and every wait of the thread has an end.
///
/// An adapter that is pulled out is opened again once it is back.
public final class PolledMeter implements SerialMeter {
    /// How often a meter is asked; the fastest of them measure anew every 100…1000 ms.
    static final Duration PERIOD = Duration.ofSeconds(1);

    /// A reading that no newer one has replaced for this long is [Cause#STALE].
    static final Duration STALE_AFTER = Duration.ofSeconds(5);

    /// How long a meter may think before its answer begins.
    static final Duration THINKING = Duration.ofMillis(300);

    private static final int ATTEMPTS = 2;

    /// How long [#close] waits for the thread, which is at most one exchange.
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final MeterSettings settings;
    private final AtomicReference<MeterReading> latest;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private Optional<Measured> before = Optional.empty();

    private PolledMeter(MeterSettings settings) {
        this.settings = settings;
        latest = new AtomicReference<>(new Missing(now(), Cause.NOT_YET));
        // a platform thread: native reads would pin a virtual one to its carrier
        thread = Thread.ofPlatform().daemon().name("meter").unstarted(this::run);
    }

    /// Begins to poll. A port that is not there yet is a [Cause#UNPLUGGED], not an error.
    public static PolledMeter start(MeterSettings settings) {
        PolledMeter meter = new PolledMeter(settings);
        meter.thread.start();
        return meter;
    }

    @Override
    public MeterReading reading(Uptime now) {
        MeterReading reading = latest.get();
        boolean isStale = reading.at().nanos() < now.nanos() - STALE_AFTER.toNanos();
        return isStale ? new Missing(reading.at(), Cause.STALE) : reading;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        do {
            try (SerialBus bus = SerialBus.open(settings.line())) {
                pollWhilePlugged(new RtuMaster(bus));
            } catch (IOException notThere) {
                latest.set(new Missing(now(), Cause.UNPLUGGED));
            }
        } while (isOpenAfter(PERIOD));
    }

    private void pollWhilePlugged(RtuMaster master) {
        Duration pause;
        do {
            Uptime start = now();
            MeterReading reading = poll(master);
            latest.set(reading);
            if (reading instanceof Missing(Uptime _, Cause why) && why == Cause.UNPLUGGED) {
                return;
            }
            pause = PERIOD.minus(now().since(start));
        } while (isOpenAfter(pause.isNegative() ? Duration.ZERO : pause));
    }

    private MeterReading poll(RtuMaster master) {
        List<int[]> answers = new ArrayList<>();
        for (Block block : settings.kind().map().blocks()) {
            switch (isOpen() ? askTwice(master, block) : new Answer.Failed(Cause.NOT_YET)) {
                case Answer.Registers(int[] words) -> answers.add(words);
                case Answer.Failed(Cause why) -> {
                    return new Missing(now(), why);
                }
            }
        }
        return settings.kind()
                .map()
                .decode(answers, now())
                .<MeterReading>map(this::plausible)
                .orElseGet(() -> new Missing(now(), Cause.IMPLAUSIBLE));
    }

    /// A register that runs backwards is refused once; when it stays there the meter was changed.
    private MeterReading plausible(Measured reading) {
        boolean backwards =
                before.filter(earlier ->
                                reading.imported().compareTo(earlier.imported()) < 0
                                        || reading.exported().compareTo(earlier.exported()) < 0)
                        .isPresent();
        before = Optional.of(reading);
        return backwards ? new Missing(reading.at(), Cause.IMPLAUSIBLE) : reading;
    }

    private Answer askTwice(RtuMaster master, Block block) {
        ReadRequest request =
                new ReadRequest(
                        settings.address(),
                        settings.kind().map().function(),
                        block.start(),
                        block.count());
        Duration patience = THINKING.plus(settings.line().characters(8.0 + request.answerLength()));
        Answer answer = new Answer.Failed(Cause.NOT_YET);
        for (int i = 0; i < ATTEMPTS && isOpen(); i++) {
            answer = master.exchange(request, patience);
            if (!isWorthAnother(answer)) {
                return answer;
            }
        }
        return answer;
    }

    private static boolean isWorthAnother(Answer answer) {
        return answer instanceof Answer.Failed(Cause why)
                && why != Cause.UNPLUGGED
                && why != Cause.EXCEPTION;
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private boolean isOpenAfter(Duration pause) {
        try {
            return !closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    private static Uptime now() {
        return new Uptime(System.nanoTime());
    }
}
