package stanchion.update;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.boot.Slot;
import stanchion.update.slot.Durable;

/// What an update must not forget: one file, replaced as a whole.
///
/// ```text
/// channel stable
/// window 02:00 05:00
/// serial 3
/// staged SLOT TARGETS SHA256 SERIAL FIRMWARE
/// tried COUNT MACHINE
/// gave-up TARGETS SHA256 SERIAL CAUSE
/// ```
///
/// A file that is not of this form is as good as none: what is forgotten costs a download or a try,
/// never the version that runs.
final class Memory {
    /// Versions remembered as not to be taken again; beyond it the oldest is forgotten.
    static final int MOST_GAVE_UP = 16;

    static final int LARGEST = 8192;

    /// The version that stands in the other slot, or is on its try.
    ///
    /// @param slot where; a repair stages the very version that runs
    record Staged(Slot slot, Wanted wanted, String firmware) {
        boolean is(String sha256) {
            return wanted.sha256().equals(sha256);
        }
    }

    /// The tries of the staged version.
    ///
    /// @param count so far
    /// @param machine at which start of the machine the last one began
    record Tried(int count, String machine) {}

    private final Path file;
    private Channel channel = Channel.STABLE;
    private Optional<Window> window = Optional.empty();
    private long serial;
    private Optional<Staged> staged = Optional.empty();
    private Optional<Tried> tried = Optional.empty();
    private List<GaveUp> gaveUp = new ArrayList<>();

    private Memory(Path file) {
        this.file = file;
    }

    /// An empty memory, see [#recall].
    static Memory in(Path folder) {
        return new Memory(folder.resolve("memory"));
    }

    /// What a folder remembers.
    static Memory read(Path folder) throws IOException {
        Memory memory = in(folder);
        memory.recall();
        return memory;
    }

    /// Reads what was remembered.
    ///
    /// @throws IOException when it cannot be read now: to go on without would write over it
    void recall() throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException none) {
            return;
        }
        try {
            Memory found = new Memory(file);
            text.lines().forEach(line -> found.line(line.split(" ", -1)));
            take(found);
        } catch (IllegalArgumentException malformed) {
            take(new Memory(file));
        }
    }

    private void take(Memory other) {
        channel = other.channel;
        window = other.window;
        serial = other.serial;
        staged = other.staged;
        tried = other.tried;
        gaveUp = other.gaveUp;
    }

    private void line(String[] words) {
        switch (words[0] + words.length) {
            case "channel2" -> channel = Channel.named(words[1]).orElseThrow(Memory::malformed);
            case "window3" -> window = Optional.of(window(words[1], words[2]));
            case "serial2" -> serial = number(words[1]);
            case "staged6" ->
                    staged =
                            Optional.of(
                                    new Staged(Slot.valueOf(words[1]), wanted(words), words[5]));
            case "tried3" -> tried = Optional.of(new Tried((int) number(words[1]), words[2]));
            case "gave-up5" ->
                    add(new GaveUp(number(words[1]), digest(words[2]), number(words[3]), words[4]));
            default -> throw malformed();
        }
    }

    private static Wanted wanted(String[] words) {
        return new Wanted(number(words[2]), digest(words[3]), number(words[4]));
    }

    private static Window window(String from, String to) {
        return Window.between(from, to).orElseThrow(Memory::malformed);
    }

    private static long number(String word) {
        long number = Long.parseLong(word);
        if (number < 0) {
            throw malformed();
        }
        return number;
    }

    private static String digest(String word) {
        if (!word.matches("[0-9a-f]{64}")) {
            throw malformed();
        }
        return word;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a line of an update's memory");
    }

    private void write() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("channel ").append(channel.text()).append('\n');
        window.ifPresent(hours ->
                text.append("window ")
                        .append(hours.from())
                        .append(' ')
                        .append(hours.to())
                        .append('\n'));
        text.append("serial ").append(serial).append('\n');
        staged.ifPresent(one -> line(text, one));
        tried.ifPresent(last -> line(text, "tried", last.count(), last.machine()));
        for (GaveUp one : gaveUp) {
            line(text, "gave-up", one.targets(), one.sha256(), one.serial(), one.cause());
        }
        Durable.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void line(StringBuilder text, Staged one) {
        Wanted wanted = one.wanted();
        line(
                text,
                "staged",
                one.slot(),
                wanted.targets(),
                wanted.sha256(),
                wanted.serial(),
                one.firmware());
    }

    private static void line(StringBuilder text, Object... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(words[i]);
        }
        text.append('\n');
    }

    Channel channel() {
        return channel;
    }

    void follow(Channel other) throws IOException {
        if (channel != other) {
            channel = other;
            write();
        }
    }

    Optional<Window> window() {
        return window;
    }

    void allow(Optional<Window> hours) throws IOException {
        if (!window.equals(hours)) {
            window = hours;
            write();
        }
    }

    /// Of the last order that was followed to its end.
    long serial() {
        return serial;
    }

    Optional<Staged> staged() {
        return staged;
    }

    Optional<Tried> tried() {
        return tried;
    }

    /// The staged version is about to be tried once more.
    void tries(String machine) throws IOException {
        tried = Optional.of(new Tried(tried.map(Tried::count).orElse(0) + 1, machine));
        write();
    }

    List<GaveUp> gaveUp() {
        return List.copyOf(gaveUp);
    }

    void stage(Staged version) throws IOException {
        staged = Optional.of(version);
        tried = Optional.empty();
        write();
    }

    /// The staged version has become the one that runs.
    void done() throws IOException {
        if (staged.isPresent()) {
            serial = Math.max(serial, staged.get().wanted().serial());
            unstage();
            write();
        }
    }

    /// Never again, until an order says so with a higher serial.
    void giveUp(GaveUp version) throws IOException {
        add(version);
        serial = Math.max(serial, version.serial());
        unstage();
        write();
    }

    private void add(GaveUp version) {
        gaveUp.removeIf(other -> other.sha256().equals(version.sha256()));
        gaveUp.add(version);
        if (gaveUp.size() > MOST_GAVE_UP) {
            gaveUp = new ArrayList<>(gaveUp.subList(gaveUp.size() - MOST_GAVE_UP, gaveUp.size()));
        }
    }

    void forgetStaged() throws IOException {
        if (staged.isPresent()) {
            unstage();
            write();
        }
    }

    private void unstage() {
        staged = Optional.empty();
        tried = Optional.empty();
    }

    /// Whether a version is to be left alone when an order with this serial names it.
    boolean gaveUp(String sha256, long orderSerial) {
        return gaveUp.stream()
                .anyMatch(one -> one.sha256().equals(sha256) && orderSerial <= one.serial());
    }
}
