package stanchion.image.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import stanchion.machine.Qemu;

/// An image that runs, and what can be learned of it from outside: its console, and, of one for a
/// test, what it answers.
final class Guest implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final String END = "== end ";

    private final Qemu machine;
    private final Path folder;
    private final long begun = System.nanoTime();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private int asked;

    /// @param machine just started
    /// @param folder where its console is
    Guest(Qemu machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
        Thread.ofPlatform().daemon().name("guest").start(this::hear);
    }

    private void hear() {
        try {
            for (String line = machine.hear(); line != null; line = machine.hear()) {
                heard.add(line);
            }
        } catch (IOException gone) {
            heard.add(END + "gone");
        }
    }

    /// Has a script carried out by the root of an image for a test.
    ///
    /// @return what it prints; empty when it does not come to an end in time
    Optional<String> ask(String script, Duration limit) throws IOException {
        String end = END + ++asked;
        // bounded inside as well, so that what is asked next finds somebody who listens
        machine.say(
                "timeout -k 1 %d /bin/sh -c \"$(cat <<'== script'\n%s\n== script\n)\" </dev/null 2>&1"
                                .formatted(limit.toSeconds(), script)
                        + "; echo; echo '"
                        + end
                        + "'");
        StringBuilder said = new StringBuilder();
        long until = System.nanoTime() + limit.toNanos();
        while (machine.alive() && System.nanoTime() < until) {
            Optional<String> line = next();
            if (line.isPresent() && line.get().strip().equals(end)) {
                return Optional.of(said.toString());
            }
            line.ifPresent(one -> said.append(one.stripTrailing()).append('\n'));
        }
        return Optional.empty();
    }

    private Optional<String> next() throws IOException {
        try {
            return Optional.ofNullable(heard.poll(LOOK_NANOS, TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /// Whether something became so in time; ends early when the machine does.
    boolean comesTo(Duration limit, BooleanSupplier done) {
        return until(limit, () -> done.getAsBoolean() || !machine.alive()) && done.getAsBoolean();
    }

    /// Waits for its end; whether it came.
    boolean ends(Duration limit) {
        return until(limit, () -> !machine.alive());
    }

    private static boolean until(Duration limit, BooleanSupplier done) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /// What stands on its console.
    String console() {
        try {
            return Files.readString(folder.resolve("console.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException notYet) {
            return "";
        }
    }

    Duration running() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() throws IOException {
        machine.close();
    }
}
