package stanchion.powercut.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import stanchion.charger.EnergyRegister;
import stanchion.control.ControlCycle;
import stanchion.gateway.store.Bounds;
import stanchion.gateway.store.Entry;
import stanchion.gateway.store.Kind;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.store.Stored;
import stanchion.link.EnergyTotals;
import stanchion.units.WattHours;

/// Those who write records: first they say what they found, then they write the next and say its
/// number when it is on the disk, again and again.
final class Writers implements AutoCloseable {
    /// The charger writes once in a while too, not as fast as it can.
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long RUN = 1;
    private static final int EVERYTHING = 1_000_000;

    /// How many records leave the outbox together, and how many always stay.
    private static final int SENT_AT_ONCE = 8;

    private static final int KEPT = 4;

    private final Consumer<String> said;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Writers(Consumer<String> said) {
        this.said = said;
    }

    /// Something that writes record after record.
    private interface Writing {
        void write(long number) throws IOException, StoreException;

        default void end() throws StoreException {}
    }

    void energy(Path folder) throws IOException {
        EnergyRegister register = EnergyRegister.open(folder);
        long last = (long) register.memory().energy().imported().value();
        boolean whole = register.found() != EnergyRegister.Found.DAMAGE;
        say("energy", 1, last, whole && register.memory().sessions() == last);
        begin(
                "energy",
                last,
                number ->
                        register.write(
                                new ControlCycle.Memory(
                                        EnergyTotals.of(new WattHours(number)), number, number)));
    }

    void outbox(Path folder) throws StoreException {
        Outbox outbox =
                Outbox.open(
                        folder.resolve("outbox.db"),
                        Bounds.STANDARD,
                        dropped -> new Entry(Kind.EVENT, RUN, Long.MAX_VALUE, "dropped"));
        List<Stored> stored = outbox.after(0, EVERYTHING);
        long first = stored.isEmpty() ? 1 : number(stored.getFirst());
        long last = stored.isEmpty() ? 0 : number(stored.getLast());
        boolean whole = !outbox.replacedADamagedOne() && last == first + stored.size() - 1;
        say("outbox", first, last, whole);
        begin("outbox", last, new Sending(outbox));
    }

    private static long number(Stored stored) {
        return Long.parseLong(stored.payload());
    }

    /// Fills the outbox, and empties it of what somebody else has by now.
    private final class Sending implements Writing {
        private final Outbox outbox;

        Sending(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void write(long number) throws StoreException {
            outbox.append(List.of(new Entry(Kind.METER, RUN, number, Long.toString(number))));
            if (number % SENT_AT_ONCE == 0) {
                long sent = number - KEPT;
                said.accept("sent " + sent);
                outbox.remove(
                        outbox.after(0, EVERYTHING).stream()
                                .filter(stored -> number(stored) <= sent)
                                .map(Stored::position)
                                .toList());
            }
        }

        @Override
        public void end() throws StoreException {
            outbox.close();
        }
    }

    /// One who forgets to sync.
    void careless(Path folder) throws IOException {
        Path file = folder.resolve("careless.log");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        long last = lines.stream().filter(line -> line.matches("[0-9]+")).count();
        say("careless", 1, last, lines.size() == last);
        begin(
                "careless",
                last,
                number ->
                        Files.writeString(
                                file,
                                number + "\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND));
    }

    /// Says what is there: the records from the first to the last, all of them when it is whole.
    private void say(String what, long first, long last, boolean whole) {
        said.accept("found " + what + " " + first + " " + last + (whole ? " whole" : " damaged"));
    }

    private void begin(String name, long last, Writing writing) {
        Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .unstarted(() -> {
                            try {
                                for (long next = last + 1; !stopped; next++) {
                                    writing.write(next);
                                    said.accept(name + " " + next);
                                    LockSupport.parkNanos(PAUSE);
                                }
                                writing.end();
                            } catch (IOException | StoreException failed) {
                                said.accept("violation " + name + ": " + failed);
                            }
                        });
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        threads.clear();
        stopped = false;
    }
}
