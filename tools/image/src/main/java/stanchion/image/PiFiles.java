package stanchion.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stanchion.machine.DeviceTree;

/// What a Raspberry Pi needs besides in its boot volume: its settings, and the start-up files of
/// the graphics processor, which run before any other code and are not in Debian's main.
final class PiFiles {
    private static final List<String> START_UP = List.of("start4.elf", "fixup4.dat");

    private final ImageOrder order;
    private final Steps steps;

    PiFiles(ImageOrder order, Steps steps) {
        this.order = order;
        this.steps = steps;
    }

    /// The charger's wires, compiled.
    private Path overlay(Path to) throws IOException {
        String board = order.recipe().settings().description();
        Path source = order.home().resolve("board").resolve(board).resolve("overlay.dts");
        DeviceTree.compile(source, to);
        return to;
    }

    /// Adds them and the kernel's device tree, where the board has a `config.txt`; says what a
    /// person must add.
    void addTo(Map<String, Path> volume, Path deviceTree) throws IOException {
        Path settings = order.recipe().board().resolve("config.txt");
        if (!Files.exists(settings)) {
            return;
        }
        volume.put("config.txt", settings);
        volume.put("bcm2711-rpi-cm4-io.dtb", deviceTree);
        volume.put("overlays/stanchion.dtbo", overlay(deviceTree.resolveSibling("stanchion.dtbo")));
        Optional<Path> firmware = order.firmware();
        if (firmware.isEmpty()) {
            steps.detail(
                    "DOES NOT START YET: add start4.elf and fixup4.dat of Debian's raspi-firmware"
                            + " (non-free-firmware): --firmware DIR");
            return;
        }
        for (String name : START_UP) {
            Path file = firmware.get().resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new ImageException("--firmware " + firmware.get() + ": holds no " + name);
            }
            volume.put(name, file);
        }
    }
}
