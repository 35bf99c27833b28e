package stanchion.powercut.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import stanchion.boot.Startup;
import stanchion.charger.EnergyRegister;
import stanchion.control.ControlCycle;
import stanchion.gateway.store.Outbox;
import stanchion.machine.Cache;
import stanchion.machine.Cpio;
import stanchion.machine.GuestRoot;
import stanchion.machine.Qemu;
import stanchion.machine.Snapshot;
import stanchion.machine.Tools;
import stanchion.powercut.World;
import stanchion.release.Firmware;
import stanchion.units.WattHours;
import stanchion.update.Updater;

/// The virtual machine in which a charger lives: started once, kept just before it mounts its disk,
/// and from there started again after every cut.
public final class BoardMachine {
    /// Half of what the kernel leaves must hold the unpacked first file system.
    private static final int MEGABYTES = 1024;

    private static final String READY = "ready.";

    /// Which jars go into the machine: those of these classes.
    private static final List<Class<?>> PROGRAMS =
            List.of(
                    Guest.class,
                    Tools.class,
                    Firmware.class,
                    Updater.class,
                    Startup.class,
                    WattHours.class,
                    ControlCycle.class,
                    EnergyRegister.class,
                    Outbox.class);

    /// Libraries of these, by the beginnings of their files' names.
    private static final String LIBRARIES = "(sqlite-jdbc|gson|tinylog-api|tinylog-impl)-.*[.]jar";

    private final Path folder;
    private final Snapshot snapshot;

    private final double preparation;

    private BoardMachine(Path folder, Snapshot snapshot, double preparation) {
        this.folder = folder;
        this.snapshot = snapshot;
        this.preparation = preparation;
    }

    /// What is missing for one here, and the way to it.
    static Optional<String> missing() {
        return Tools.missing("qemu-system-x86_64", "dpkg-deb", "apt-get", "curl", "mke2fs");
    }

    /// Starts it and keeps it.
    ///
    /// @param folder of its files, best in RAM
    /// @param disk socket of the server of its disk, which answers already
    static BoardMachine prepare(World world, Path folder, Path disk) throws IOException {
        long start = System.nanoTime();
        GuestRoot root =
                GuestRoot.of(new GuestRoot.Order("amd64", List.of("virtio_blk")), Cache.ofUser());
        Path initrd = folder.resolve("initrd");
        try (OutputStream out = Files.newOutputStream(initrd)) {
            Files.copy(root.root(), out);
            programs(world, new Cpio(out));
        }
        List<String> words = new ArrayList<>(root.pc(initrd, ""));
        words.addAll(
                List.of(
                        "-blockdev",
                        "driver=nbd,node-name=data,server.type=unix,server.path=" + disk,
                        "-device",
                        "virtio-blk-pci,drive=data,write-cache=on"));
        Snapshot snapshot = new Snapshot(words, folder, MEGABYTES);
        keep(snapshot, folder);
        return new BoardMachine(folder, snapshot, BoardCampaign.seconds(start));
    }

    /// Seconds until it was kept.
    double preparation() {
        return preparation;
    }

    private static void keep(Snapshot snapshot, Path folder) throws IOException {
        try (Qemu first = snapshot.first(folder)) {
            String line = first.hear();
            if (!line.equals(READY)) {
                throw new IOException(
                        "the machine does not come up: " + line + " " + console(folder));
            }
            snapshot.keep(first);
        }
    }

    /// Power on.
    Qemu start() throws IOException {
        return snapshot.again(folder);
    }

    /// The last lines of its console.
    String console() throws IOException {
        return console(folder);
    }

    private static String console(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("console.log"));
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static void programs(World world, Cpio cpio) throws IOException {
        cpio.program("init", init());
        programs(cpio);
        world.write("app/world", cpio::file);
        cpio.end();
    }

    private static byte[] init() throws IOException {
        try (InputStream init = BoardMachine.class.getResourceAsStream("init")) {
            if (init == null) {
                throw new IllegalStateException("the jar has no init");
            }
            return init.readAllBytes();
        }
    }

    /// Puts every jar that a program in a machine may need into `app/`.
    public static void programs(Cpio cpio) throws IOException {
        TreeSet<Path> places = new TreeSet<>();
        for (Class<?> program : PROGRAMS) {
            places.add(place(program));
        }
        for (Path library : libraries()) {
            places.add(library);
        }
        int number = 0;
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                cpio.tree(place, "app/classes" + number++ + "/", name -> true);
            } else {
                cpio.file("app/" + place.getFileName(), Files.readAllBytes(place));
            }
        }
    }

    private static Path place(Class<?> program) throws IOException {
        try {
            return Path.of(program.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /// Beside the jars on the class path or module path of this process.
    private static List<Path> libraries() throws IOException {
        List<Path> found = new ArrayList<>();
        String all =
                System.getProperty("java.class.path", "")
                        + ":"
                        + System.getProperty("jdk.module.path", "");
        for (String entry : all.split(":", -1)) {
            Path path = Path.of(entry.replaceAll("[*]$", ""));
            if (entry.endsWith("*")) {
                try (Stream<Path> jars = Files.list(path)) {
                    jars.forEach(found::add);
                }
            } else {
                found.add(path);
            }
        }
        return found.stream().filter(path -> path.toString().matches(".*/" + LIBRARIES)).toList();
    }
}
