package stanchion.powercut.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stanchion.machine.DiskImage;
import stanchion.machine.GuestRoot;
import stanchion.machine.Scratch;
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

    /// What to do.
    ///
    /// @param cycles power cuts
    /// @param findings folder for the disks with which something went wrong
    public record Settings(long seed, int cycles, Path findings) {}

    /// Hears of every cycle.
    public interface Progress {
        void cycle(CycleReport report);
    }

    private final Settings settings;

    public BoardCampaign(Settings settings) {
        this.settings = settings;
    }

    /// What is missing for it here, and the way to it.
    public static Optional<String> missing() {
        return BoardMachine.missing();
    }

    /// Cuts, once for each way of writing.
    public Map<Writer, BoardTally> run(Set<Writer> writers, Progress progress)
            throws IOException, ReleaseException {
        EnumMap<Writer, BoardTally> tallies = new EnumMap<>(Writer.class);
        prepared((machine, supply) -> {
            for (Writer writer : writers) {
                BoardTally tally = new BoardTally(machine.preparation());
                try (Cycles cycles = new Cycles(machine, supply, settings, writer)) {
                    run(cycles, tally, progress);
                }
                tallies.put(writer, tally);
            }
        });
        return tallies;
    }

    /// Starts once more from a disk that was kept, and lives to the end of its story.
    ///
    /// @param disk beside which stands what was known of it
    public void look(Path disk, Progress progress) throws IOException, ReleaseException {
        byte[] content = Files.readAllBytes(disk);
        if (content.length != DISK_MEGABYTES << 20) {
            throw new IOException(disk + " is no disk that a power cut left here");
        }
        Facts facts = Facts.of(Files.readAllLines(known(disk)));
        prepared((machine, supply) -> {
            try (Cycles cycles = new Cycles(machine, supply, settings, Writer.REAL)) {
                progress.cycle(cycles.look(content, facts));
            }
        });
    }

    /// Where it is written down what was known of a disk that is kept.
    static Path known(Path disk) {
        return disk.resolveSibling(
                String.valueOf(disk.getFileName()).replaceFirst("[.]ext4$", "") + ".facts");
    }

    /// What is done with a machine that is ready to start.
    private interface Work {
        void with(BoardMachine machine, PowerSupply supply) throws IOException;
    }

    private static void prepared(Work work) throws IOException, ReleaseException {
        World world = World.sign(new World.Making(KEYS, GuestRoot.JAVA_BUILD, SCALE));
        try (Scratch scratch = Scratch.inRam("cuts")) {
            PowerSupply supply = new PowerSupply(factory(world, scratch.folder()));
            Path socket = scratch.folder().resolve("disk.sock");
            try (NbdServer server = NbdServer.open(socket, supply)) {
                work.with(BoardMachine.prepare(world, scratch.folder(), server.socket()), supply);
            }
        }
    }

    private void run(Cycles cycles, BoardTally tally, Progress progress) throws IOException {
        for (int number = 1; number <= settings.cycles(); number++) {
            CycleReport report = cycles.cut(number);
            tally.cut(report);
            progress.cycle(report);
        }
        tally.end(cycles.last());
    }

    static double seconds(long since) {
        return (double) (System.nanoTime() - since) / TimeUnit.SECONDS.toNanos(1);
    }

    private static byte[] factory(World world, Path folder) throws IOException {
        Path content = folder.resolve("factory");
        world.provision(content.resolve(World.FOLDER));
        return DiskImage.ext4(content, DISK_MEGABYTES);
    }
}
