package stanchion.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was fetched or built once, in `${STANCHION_CACHE:-$HOME/.cache/stanchion}`.
public final class Cache {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    private Cache(Path folder) {
        this.folder = folder;
    }

    /// The one of this user.
    public static Cache ofUser() {
        return new Cache(
                Optional.ofNullable(System.getenv("STANCHION_CACHE"))
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".cache", "stanchion")));
    }

    /// One in a folder.
    public static Cache in(Path folder) {
        return new Cache(folder);
    }

    /// A package's file, fetched from the mirror that apt uses where it is not here yet.
    ///
    /// @throws IOException when it cannot be had, or is another than was asked for
    public Path fetch(DebianPackage wanted) throws IOException {
        Path file = folder.resolve("debian").resolve(wanted.file());
        if (Files.exists(file) && sha256(file).equals(wanted.sha256())) {
            return file;
        }
        Files.createDirectories(file.resolveSibling(""));
        Path partial = Files.createTempFile(file.resolveSibling(""), "fetch", ".partial");
        try {
            Tools.run(List.of("curl", "-fsS", "-o", partial.toString(), wanted.at(mirror())));
            if (!sha256(partial).equals(wanted.sha256())) {
                throw new IOException("the mirror has another file under this name");
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException failed) {
            throw new IOException(
                    wanted.file()
                            + " cannot be fetched from apt's mirror: "
                            + failed.getMessage()
                            + "; put the file into "
                            + file.resolveSibling(""),
                    failed);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String mirror() throws IOException {
        String targets =
                Tools.run(
                        List.of(
                                "apt-get",
                                "indextargets",
                                "--format",
                                "$(REPO_URI)",
                                "Created-By: Packages"));
        String uri =
                targets.lines()
                        .filter(line -> line.matches(".*/debian/?"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("apt knows no archive of Debian"));
        return uri.endsWith("/") ? uri : uri + "/";
    }

    /// Makes what is to be built.
    public interface Recipe {
        /// Builds into an empty folder.
        void make(Path folder) throws IOException;
    }

    /// A folder that was built by a recipe, now or earlier.
    ///
    /// @param text what the result depends on; its digest is the folder's name
    public Path built(String name, String text, Recipe recipe) throws IOException {
        Path built = folder.resolve(name + "-" + sha256(text).substring(0, 16));
        if (Files.isDirectory(built)) {
            return built;
        }
        Files.createDirectories(folder);
        Path partial = Files.createTempDirectory(folder, name + ".partial");
        try {
            recipe.make(partial);
            Files.move(partial, built, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException raced) {
            remove(partial); // somebody else was as quick
        } catch (IOException failed) {
            remove(partial);
            throw failed;
        }
        return built;
    }

    /// Deletes a folder and everything in it.
    public static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        for (Path path : all.reversed()) {
            Files.delete(path);
        }
    }

    private static String sha256(String text) {
        MessageDigest digest = digest();
        digest.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The digest of a file, in hexadecimal.
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
