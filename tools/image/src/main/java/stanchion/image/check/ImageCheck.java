package stanchion.image.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stanchion.image.ImageException;
import stanchion.image.ImageOrder;
import stanchion.image.disk.BootKey;
import stanchion.image.disk.SoftBootRom;
import stanchion.machine.Tools;

/// Boots an image for a test in QEMU, looks into it and at what it sends, alters it and looks
/// again.
public final class ImageCheck {
    /// Parts of the check.
    public enum Part {
        /// What is inside, without starting it.
        INSPECT,
        /// A new image: verdict, telemetry, what listens, how exposed the units are.
        START,
        /// A slot that was altered: the notifier and nothing else.
        NOTIFY,
        /// A boot volume, a verifier, a library and a Java runtime that were altered.
        TAMPER
    }

    /// Parts by a name, or all that an image has.
    ///
    /// @param name of one, in lower case, or `all`
    public static Set<Part> parts(String name, ImageOrder order) throws ImageException {
        boolean runs = order.purpose().isTest() && order.recipe().isEmulated();
        EnumSet<Part> possible = runs ? EnumSet.allOf(Part.class) : EnumSet.of(Part.INSPECT);
        if (name.equals("all")) {
            return possible;
        }
        for (Part part : Part.values()) {
            if (part.name().toLowerCase(Locale.ROOT).equals(name) && possible.contains(part)) {
                return EnumSet.of(part);
            }
        }
        throw new ImageException(
                "--check %s: this image has %s".formatted(name, possible).toLowerCase(Locale.ROOT)
                        + (runs
                                ? ""
                                : "; only one for a test runs in QEMU, and only on its boards"));
    }

    private final ImageOrder order;
    private final Path image;
    private final Verdicts verdicts;
    private final Path folder;

    /// @param image made by the order, for a test
    public ImageCheck(ImageOrder order, Path image, Verdicts verdicts) {
        this.order = order;
        this.image = image.toAbsolutePath();
        this.verdicts = verdicts;
        this.folder = this.image.resolveSibling(this.image.getFileName() + ".check");
    }

    /// What is missing here, and the way to it.
    private Optional<String> missing(Set<Part> parts) {
        Optional<String> looking = Tools.missing("mcopy", "veritysetup", "unsquashfs");
        return parts.equals(Set.of(Part.INSPECT))
                ? looking
                : looking.or(Outside::missing).or(() -> GuestMachine.missing(order.recipe()));
    }

    /// Judges.
    ///
    /// @param quiet how long the charger with the altered slot is listened to
    public void run(Set<Part> parts, Duration quiet) throws IOException {
        Optional<String> missing = missing(parts);
        if (missing.isPresent()) {
            throw new ImageException(missing.get());
        }
        Files.createDirectories(folder);
        if (parts.contains(Part.INSPECT)) {
            new Inspection(this).run();
        }
        if (parts.contains(Part.START) || parts.contains(Part.NOTIFY)) {
            running(parts, quiet);
        }
        if (parts.contains(Part.TAMPER)) {
            TamperCheck tampering = new TamperCheck(this);
            tampering.bootVolume();
            tampering.root();
        }
    }

    private void running(Set<Part> parts, Duration quiet) throws IOException {
        Path disk = copy("card");
        try (Outside outside =
                Outside.open(order.device().resolve("maker"), folder.resolve("broker"))) {
            RunningCheck check = new RunningCheck(this, outside);
            if (parts.contains(Part.START)) {
                check.start(disk, parts.contains(Part.NOTIFY));
            } else {
                check.first(disk);
            }
            if (parts.contains(Part.NOTIFY)) {
                check.altered(disk, quiet);
            }
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    ImageOrder order() {
        return order;
    }

    Path image() {
        return image;
    }

    Verdicts verdicts() {
        return verdicts;
    }

    Path folder() {
        return folder;
    }

    /// The whole card, to be altered.
    Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        Tools.run(List.of("cp", "--sparse=always", image.toString(), copy.toString()));
        return copy;
    }

    /// Switches a machine on with a card in it, by way of the boot ROM.
    ///
    /// @param name of this start
    Guest start(Path disk, String name, GuestMachine.Wires wires) throws IOException {
        Path own = folder.resolve(name);
        SoftBootRom rom = new SoftBootRom(BootKey.read(order.bootKey()));
        return new GuestMachine(order, wires).start(disk, rom.start(disk, own), own);
    }

    /// Under emulation, on a computer that does other things too.
    static Duration bootLimit() {
        return Duration.ofMinutes(12);
    }
}
