package stanchion.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stanchion.image.disk.DiskLayout;
import stanchion.machine.Tools;
import stanchion.release.DeviceFolder;

/// The tree of the root, as it grows, and what is made of it.
final class RootImage {
    private static final String STANCHION = "usr/lib/stanchion";
    private static final Map<String, String> EPOCH =
            Map.of("SOURCE_DATE_EPOCH", Long.toString(DiskLayout.EPOCH));

    /// Of mksquashfs, the highest there is.
    private static final int FIRST_PRIORITY = 32_767;

    private final ImageOrder order;
    private final Path work;
    private final Path root;

    /// @param work a folder of its own
    RootImage(ImageOrder order, Path work) {
        this.order = order;
        this.work = work;
        this.root = work.resolve("root");
    }

    /// Unpacks the packages and lays what is ours over them.
    ///
    /// @return what the script remarks
    String unpack(Path packages) throws IOException {
        Recipe recipe = order.recipe();
        return Tools.run(
                List.of(
                        "/bin/sh",
                        recipe.folder().resolve("tree").toString(),
                        recipe.folder().toString(),
                        recipe.board().toString(),
                        packages.toString(),
                        root.toString(),
                        order.purpose().isTest() ? "test" : "production"),
                EPOCH);
    }

    /// The Java build inside, as it calls itself.
    String javaBuild() throws IOException {
        Path release = root.resolve(STANCHION).resolve("jre/release");
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_RUNTIME_VERSION="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElseThrow(() -> new ImageException(release + ": names no version"));
        } catch (IOException unreadable) {
            throw ImageException.because(release + ": cannot be read", unreadable);
        }
    }

    /// Puts in the programs of the verified root, the broker's address and the first slot.
    void fill() throws IOException {
        try {
            Path own = root.resolve(STANCHION);
            program("bootloader-verify", "stanchion-boot", own);
            program("bootloader-verify/notify", "stanchion-notify", own);
            Path broker = root.resolve("etc/stanchion/broker");
            Files.createDirectories(root.resolve("etc/stanchion"));
            Files.writeString(broker, "STANCHION_BROKER=" + order.broker() + "\n");
            if (order.maker().isPresent()) {
                Files.copy(
                        order.maker().get(),
                        root.resolve("etc/stanchion/maker.json"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            first(own.resolve("first"));
        } catch (IOException failed) {
            throw ImageException.because(
                    "the root cannot be filled: " + failed.getMessage(), failed);
        }
    }

    /// What a new data partition begins with.
    private void first(Path first) throws IOException {
        Path device = order.device();
        copy(device.resolve("trust"), first.resolve("stanchion/trust"));
        copy(device.resolve("slots/A"), first.resolve("stanchion/slots/A"));
        Files.createDirectories(first.resolve("stanchion/slots/B"));
        Files.createDirectories(first.resolve("stanchion/state"));
        Files.createDirectories(first.resolve("stanchion-charger"));
        Path identity = first.resolve("stanchion-gateway/identity");
        Files.createDirectories(identity);
        if (order.purpose().isTest()) {
            copy(device.resolve("identity"), identity);
            Files.writeString(first.resolve("stanchion/state/counter"), "0\n");
            Path settled = device.resolve("state").resolve(DeviceFolder.CHARGING);
            if (Files.exists(settled)) {
                Files.copy(
                        settled, first.resolve("stanchion-gateway").resolve(DeviceFolder.CHARGING));
            }
        }
    }

    private void program(String module, String artifact, Path to) throws IOException {
        Path target = order.home().resolve(module).resolve("target");
        Optional<Path> jar = Optional.empty();
        if (!Files.isDirectory(target)) {
            throw new ImageException(target + ": not built yet, build the project first");
        }
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, artifact + "-[0-9]*.jar")) {
            for (Path one : jars) {
                jar = Optional.of(one);
            }
        }
        Path from =
                jar.orElseThrow(() ->
                        new ImageException(target + ": not built yet, build the project first"));
        Files.copy(from, to.resolve(artifact + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path there = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(one, there, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// Packs the initramfs.
    Path initramfs() throws IOException {
        Recipe recipe = order.recipe();
        Path out = work.resolve("initramfs");
        Tools.run(
                List.of(
                        "/bin/sh",
                        recipe.folder().resolve("initramfs/make").toString(),
                        recipe.folder().toString(),
                        recipe.board().toString(),
                        root.toString(),
                        out.toString()),
                EPOCH);
        return out;
    }

    Path kernel() {
        return work.resolve("root.kernel");
    }

    /// What a start reads first stands first, in this order.
    private String first() throws IOException {
        List<String> names =
                List.of(STANCHION + "/stanchion-boot.jar", "/libc.so.6", "/lib/server/libjvm.so");
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> all = Files.walk(root.resolve("usr/lib"))) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(one).toString();
                for (int i = 0; i < names.size(); i++) {
                    if (path.endsWith(names.get(i))) {
                        lines.append(path).append(' ').append(FIRST_PRIORITY - i).append('\n');
                    }
                }
            }
        }
        return lines.toString();
    }

    /// Packs the root, everything in it root's.
    Path pack() throws IOException {
        Path out = work.resolve("root.squashfs");
        Path sort = work.resolve("sort");
        try {
            Files.writeString(sort, first());
        } catch (IOException failed) {
            throw ImageException.because(sort + ": cannot be written", failed);
        }
        Tools.run(
                List.of(
                        "mksquashfs",
                        root.toString(),
                        out.toString(),
                        "-noappend",
                        "-all-root",
                        "-no-xattrs",
                        "-no-exports",
                        "-sort",
                        sort.toString(),
                        "-comp",
                        "zstd",
                        "-Xcompression-level",
                        "9",
                        "-b",
                        "128K",
                        "-quiet",
                        "-no-progress"),
                EPOCH);
        return out;
    }
}
