package stanchion.powercut.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stanchion.machine.Cache;
import stanchion.machine.DiskImage;
import stanchion.machine.GuestRoot;
import stanchion.powercut.World;
import stanchion.powercut.nbd.NbdServer;
import stanchion.release.ReleaseException;

/// Cuts the power of a virtual machine again and again, on a disk that loses half of what was not
/// flushed, and looks after each cut at what the next start finds.
///
/// ```text
/// new disk ─► go ─► power goes at the n-th change ─► half of the rest is lost ─► go ─► …
///    ▲                                                                     │ its story is told
///    └───────────────────── released, in the same machine ◄────────────────┘
/// ```
public final class BoardCampaign {
    /// The disk of a charger; a bigger one would only be copied longer.
    static final int DISK_MEGABYTES = 32;

    private static final long KEYS = 1;

    /// 250 kB a version, so that a chunk is more than one write of the disk.
    private static final int SCALE = 48;

    private static final Path RAM = Path.of("/dev/shm");

    /// What to do.
    ///
    /// @param cycles power cuts
    /// @param writer whether records are written by those who ship, or by one who does not sync
    public record Settings(long seed, int cycles, Writer writer) {}

    /// Who writes.
    public enum Writer {
        /// Updater, energy register and outbox.
        REAL,
        /// The control: acknowledges what it has not synced, and must be caught.
        CARELESS
    }

    /// Hears of every cycle.
    public interface Progress {
        void cycle(int number, CycleReport report);
    }

    private final Settings settings;

    public BoardCampaign(Settings settings) {
        this.settings = settings;
    }

    /// What is missing for it here, and the way to it.
    public static Optional<String> missing() {
        return BoardMachine.missing();
    }

    /// Does it.
    public BoardTally run(Progress progress) throws IOException, ReleaseException {
        World world = World.sign(new World.Making(KEYS, GuestRoot.JAVA_BUILD, SCALE));
        Path folder =
                Files.isWritable(RAM)
                        ? Files.createTempDirectory(RAM, "cuts")
                        : Files.createTempDirectory("cuts");
        PowerSupply supply = new PowerSupply(factory(world));
        try (NbdServer server = NbdServer.open(folder.resolve("disk.sock"), supply)) {
            long start = System.nanoTime();
            BoardMachine machine = BoardMachine.prepare(world, folder, server.socket());
            BoardTally tally = new BoardTally(seconds(start));
            Cycles cycles = new Cycles(machine, supply, settings);
            for (int number = 1; number <= settings.cycles(); number++) {
                CycleReport report = cycles.cut(number);
                tally.add(report);
                progress.cycle(number, report);
            }
            tally.add(cycles.last());
            return tally;
        } finally {
            Cache.remove(folder);
        }
    }

    static double seconds(long since) {
        return (double) (System.nanoTime() - since) / TimeUnit.SECONDS.toNanos(1);
    }

    private static byte[] factory(World world) throws IOException {
        Path content = Files.createTempDirectory("factory");
        try {
            world.provision(content.resolve(World.FOLDER));
            return DiskImage.ext4(content, DISK_MEGABYTES);
        } finally {
            Cache.remove(content);
        }
    }
}
