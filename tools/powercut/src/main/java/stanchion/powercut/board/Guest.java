package stanchion.powercut.board;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import stanchion.gateway.store.StoreException;
import stanchion.powercut.Ground;
import stanchion.powercut.Life;
import stanchion.powercut.OrdinaryGround;
import stanchion.powercut.Promises;
import stanchion.powercut.Story;
import stanchion.powercut.ViolationException;
import stanchion.powercut.World;

/// The program inside the machine: the real verifier, updater, energy register and outbox, on a
/// real file system; and a channel over which each says what it has promised.
///
/// | it hears | it does | it says |
/// |---|---|---|
/// | | comes up, runs everything once in memory | `ready` |
/// | `go STORY PROMISES` | mounts the disk and lives | `found …`, `at …`, `boots …`, `promise …`, `energy N`, `outbox N`, `sent N`, `end` |
/// | `unflushed STORY PROMISES` | the same without barriers | the same |
/// | `careless` | mounts the disk and writes without a sync | `found careless …`, `careless N` |
/// | `verify` | starts the verifier's process, beside | `verified LINE` |
/// | `renew` | unmounts the disk | `released` |
///
/// A line is said once what it tells is on the disk. What must not happen is `violation …`. Every
/// line ends in a full stop, so that one that was cut off is known.
public final class Guest {
    private static final Path PORTS = Path.of("/sys/class/virtio-ports");
    private static final String CHANNEL = "org.stanchion.channel";
    private static final Path WORLD = Path.of("/app/world");
    private static final Path REHEARSAL = Path.of("/run/rehearsal");
    private static final Path VERIFIED = Path.of("/run/verified");

    private final World world;
    private final RandomAccessFile port;
    private final Ground ground = new OrdinaryGround(GuestDisk.MOUNTED, VERIFIED);
    private final Writers writers = new Writers(this::say);

    private Guest(World world, RandomAccessFile port) {
        this.world = world;
        this.port = port;
    }

    public static void main(String... none) throws IOException {
        World world = World.read(WORLD);
        rehearse(world);
        try (RandomAccessFile port = new RandomAccessFile(port().toFile(), "rw")) {
            Guest guest = new Guest(world, port);
            guest.say("ready");
            for (String line = port.readLine(); line != null; line = port.readLine()) {
                guest.obey(List.of(line.split(" ", -1)));
            }
        }
    }

    /// The device of the channel; its number depends on what else the machine has.
    private static Path port() throws IOException {
        try (DirectoryStream<Path> ports = Files.newDirectoryStream(PORTS)) {
            for (Path port : ports) {
                if (Files.readString(port.resolve("name")).strip().equals(CHANNEL)) {
                    return Path.of("/dev").resolve(String.valueOf(port.getFileName()));
                }
            }
        }
        throw new IOException("the machine has no channel " + CHANNEL);
    }

    /// Everything once, so that it is loaded and compiled when the machine is kept.
    private static void rehearse(World world) throws IOException {
        Files.createDirectories(REHEARSAL);
        Writers writers = new Writers(line -> {});
        writers.energy(REHEARSAL);
        try {
            writers.outbox(REHEARSAL);
        } catch (StoreException failed) {
            throw new IOException(failed);
        }
        for (Story story : Story.values()) {
            Life.rehearse(world, story);
        }
        writers.close();
    }

    private void obey(List<String> words) throws IOException {
        try {
            switch (words.getFirst()) {
                case "go" -> go(words, GuestDisk.Barriers.ON);
                case "unflushed" -> go(words, GuestDisk.Barriers.OFF);
                case "careless" -> {
                    GuestDisk.mount(GuestDisk.Barriers.ON);
                    writers.careless(GuestDisk.records());
                }
                case "verify" -> say("verified " + GuestDisk.verify());
                case "renew" -> {
                    writers.close();
                    GuestDisk.release();
                    say("released");
                }
                default -> say("violation no order: " + words);
            }
        } catch (StoreException | IOException failed) {
            say("violation " + words.getFirst() + ": " + failed);
        }
    }

    private void go(List<String> words, GuestDisk.Barriers barriers)
            throws IOException, StoreException {
        GuestDisk.mount(barriers);
        writers.energy(GuestDisk.records());
        writers.outbox(GuestDisk.records());
        Story story = Story.valueOf(words.get(1).toUpperCase(Locale.ROOT));
        Promises promises =
                Promises.of(String.join(" ", words.subList(2, words.size())), this::say);
        Thread.ofPlatform().name("life").start(() -> live(story, promises));
    }

    private void live(Story story, Promises promises) {
        try {
            Life.live(world, story, ground, promises);
            say("end");
        } catch (ViolationException violation) {
            say("violation " + violation.getMessage());
        } catch (RuntimeException bug) {
            say("violation a bug: " + bug);
        }
    }

    private synchronized void say(String line) {
        try {
            port.write((line.replace('\n', ' ') + ".\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new IllegalStateException("nobody listens", gone);
        }
    }
}
