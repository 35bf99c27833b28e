package stanchion.virtualboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the virtual board is built from, and where what was built lies: in a cache that is shared
/// by all checkouts, keyed by the recipe's digest.
///
/// ```text
/// kernel/board.config kernel/kernel.sh            ─► CACHE/virtual-board/kernel-DIGEST/linux
/// modules/* kernel/board-init.c, and that kernel  ─► CACHE/virtual-board/modules-DIGEST/*.ko board-init
/// ```
public final class Recipe {
    private static final int DIGEST_DIGITS = 16;

    private final Path sources;
    private final Path cache;
    private final String kernelDigest;
    private final String modulesDigest;

    private Recipe(Path sources, Path cache) {
        this.sources = sources;
        this.cache = cache;
        kernelDigest =
                digest("", List.of(source("kernel/board.config"), source("kernel/kernel.sh")));
        modulesDigest = digest(kernelDigest, moduleSources());
    }

    /// The recipe of this checkout, and the usual cache: `STANCHION_CACHE`, or `.cache/stanchion`
    /// in the home folder.
    ///
    /// @param home the project
    public static Recipe of(Path home) {
        Path usual = Path.of(System.getProperty("user.home", "/"), ".cache", "stanchion");
        Path cache =
                Optional.ofNullable(System.getenv("STANCHION_CACHE")).map(Path::of).orElse(usual);
        return new Recipe(
                home.toAbsolutePath().normalize().resolve("tools/virtual-board"),
                cache.toAbsolutePath().normalize());
    }

    /// Whether kernel, modules and first process of exactly this recipe are there.
    public boolean isBuilt() {
        return hasKernel() && Files.isExecutable(init());
    }

    /// Whether User-Mode Linux runs here at all.
    public static boolean isPossible() {
        return System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").equals("amd64");
    }

    /// Whether the project or what was built lies in this folder.
    boolean isIn(Path folder) {
        return Stream.of(sources, cache).anyMatch(path -> path.startsWith(folder));
    }

    boolean hasKernel() {
        return Files.isExecutable(kernel());
    }

    /// The kernel, a program of this machine.
    Path kernel() {
        return kernelFolder().resolve("linux");
    }

    /// The board's first process.
    Path init() {
        return modulesFolder().resolve("board-init");
    }

    /// One of the board's modules.
    ///
    /// @param name without its ending
    Path module(String name) {
        return modulesFolder().resolve(name + ".ko");
    }

    Path kernelFolder() {
        return cache.resolve("virtual-board").resolve("kernel-" + kernelDigest);
    }

    Path modulesFolder() {
        return cache.resolve("virtual-board").resolve("modules-" + modulesDigest);
    }

    Path downloads() {
        return cache.resolve("debian");
    }

    Path source(String name) {
        return sources.resolve(name);
    }

    private List<Path> moduleSources() {
        try (Stream<Path> files = Files.list(source("modules"))) {
            return Stream.concat(
                            files.filter(Files::isRegularFile).sorted(),
                            Stream.of(source("kernel/board-init.c")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the sources of the virtual board are not there", e);
        }
    }

    private static String digest(String first, List<Path> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(first.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Path file : files) {
                sha.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the sources of the virtual board are not there", e);
        }
    }
}
