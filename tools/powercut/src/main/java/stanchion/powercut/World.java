package stanchion.powercut;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import stanchion.boot.BootDescription;
import stanchion.powercut.disk.Dice;
import stanchion.powercut.disk.Disk;
import stanchion.powercut.disk.Lies;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.update.delta.ChunkList;

/// What a maker signed: a version that chargers run, the next one, and the root between the two.
///
/// The second root names other keys for targets than the first, so the versions do not both verify
/// under one root. The second version has a higher security epoch.
///
/// @param orders for the second version: the whole metadata of the repository, by serial of the
///   order; the first is for everybody
/// @param content what chargers fetch, by SHA-256
public record World(
        Version first,
        Version second,
        List<Map<String, byte[]>> orders,
        Map<String, byte[]> content) {
    /// The charger's folder on its disk.
    public static final String FOLDER = "charger";

    static final String DEVICE = "powercut";
    static final String FIRST = "1.0.0";
    static final String SECOND = "2.0.0";
    static final long SECOND_EPOCH = 1;

    /// How often the second version can be ordered again.
    static final int MOST_ORDERS = 12;

    /// When everything was signed.
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static final String BOOT_CONF =
            """
            profile = bench
            hardware = stanchion-bench
            otp = file otp.bin
            counter = file state/counter
            device-key = file device.key
            identity = file identity
            trust = trust
            slots = slots
            state = state
            reset-cause = none
            """;

    /// How it is made.
    ///
    /// @param seed of the keys; the same seed makes the same keys, names and lengths
    /// @param java the build that the versions are signed for
    /// @param scale how many times larger than 5 kB a version is
    public record Making(long seed, String java, int scale) {
        /// For this process, as small as it goes.
        public static Making here(long seed) {
            return new Making(seed, System.getProperty("java.runtime.version", ""), 1);
        }
    }

    /// Puts it into an archive, for [#read] elsewhere.
    ///
    /// @param prefix of the names
    public void write(String prefix, Archive archive) throws IOException {
        for (Map.Entry<String, byte[]> file : first.files().entrySet()) {
            archive.file(prefix + "/first/" + file.getKey(), file.getValue());
        }
        for (Map.Entry<String, byte[]> file : second.files().entrySet()) {
            archive.file(prefix + "/second/" + file.getKey(), file.getValue());
        }
        for (int serial = 0; serial < orders.size(); serial++) {
            for (Map.Entry<String, byte[]> file : orders.get(serial).entrySet()) {
                archive.file(prefix + "/orders/" + serial + "/" + file.getKey(), file.getValue());
            }
        }
        for (Map.Entry<String, byte[]> file : content.entrySet()) {
            archive.file(prefix + "/content/" + file.getKey(), file.getValue());
        }
    }

    /// Takes files.
    public interface Archive {
        void file(String name, byte[] content) throws IOException;
    }

    /// What [#write] wrote.
    public static World read(Path folder) throws IOException {
        List<Map<String, byte[]>> orders = new ArrayList<>();
        for (int serial = 0; serial <= MOST_ORDERS; serial++) {
            orders.add(Maker.files(folder.resolve("orders/" + serial)));
        }
        return new World(
                new Version(1, FIRST, new TreeMap<>(Maker.files(folder.resolve("first")))),
                new Version(2, SECOND, new TreeMap<>(Maker.files(folder.resolve("second")))),
                orders,
                Maker.files(folder.resolve("content")));
    }

    /// Signs everything.
    public static World sign(Making making) throws ReleaseException {
        return Maker.sign(making);
    }

    /// The root that goes into the OTP.
    public byte[] firstRoot() {
        return root(1);
    }

    byte[] root(int version) {
        return metadata(0, version + ".root.json").orElseThrow();
    }

    /// A metadata file as the repository has it after an order.
    Optional<byte[]> metadata(long serial, String name) {
        return Optional.ofNullable(orders.get((int) serial).get(name));
    }

    /// A chunk of a content object, as a server sends it.
    byte[] chunk(String file, int index, int length) throws IOException {
        byte[] whole = content.get(file);
        if (whole == null) {
            throw new IOException("no content " + file);
        }
        int from = index * ChunkList.SIZE;
        return Arrays.copyOfRange(whole, from, Math.min(whole.length, from + length));
    }

    /// A charger that runs the first version since it left the factory.
    Disk charger(Lies lies) {
        Disk disk = new Disk(lies);
        try {
            provision(disk.top().resolve(FOLDER));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return disk.survivor(Dice.everything());
    }

    /// Fills a folder as the factory does: the first version, its root in the OTP.
    public void provision(Path folder) throws IOException {
        provision(folder, first);
    }

    /// The same with the second version, and the root under which it was signed.
    public void provisionSecond(Path folder) throws IOException {
        provision(folder, second);
        Files.write(folder.resolve("trust/2.root.json"), root(2));
    }

    private void provision(Path folder, Version version) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(BootDescription.FILE, BOOT_CONF.getBytes(StandardCharsets.US_ASCII));
        files.put("otp.bin", Digests.otp(root(1)));
        files.put("device.key", text("a device key of thirty-two bytes"));
        files.put("trust/1.root.json", root(1));
        files.put("state/counter", text("0\n"));
        version.files().forEach((name, content) -> files.put("slots/A/" + name, content));
        Files.createDirectories(folder.resolve("slots").resolve("B"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.getValue());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
