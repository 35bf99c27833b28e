package stanchion.bench.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Debian packages on this machine, fetched once from the mirror that its apt uses. Nothing is
/// believed but the digests of the lock.
final class PackageCache {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FOUND = 200;
    private static final String SUITE = "/debian/";

    private final Path folder;
    private final Steps steps;
    private Optional<String> mirror = Optional.empty();

    PackageCache(Path folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    /// Where it is by default.
    static Path usual() {
        String given = System.getenv("STANCHION_CACHE");
        Path cache =
                given == null
                        ? Path.of(System.getProperty("user.home"), ".cache", "stanchion")
                        : Path.of(given);
        return cache.resolve("debian");
    }

    /// Fills a folder with links to the packages, by their names.
    void into(PackageLock lock, Path links) throws ImageException, InterruptedException {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(links);
            for (PackageLock.Locked one : lock.packages()) {
                Path file = folder.resolve(one.file());
                if (!Files.isRegularFile(file) || !digest(file).equals(one.sha256())) {
                    fetch(one, file);
                }
                Files.createSymbolicLink(links.resolve(one.name() + ".deb"), file);
            }
        } catch (IOException failed) {
            throw new ImageException(
                    folder + ": the packages cannot be kept here: " + failed.getMessage(), failed);
        }
    }

    private void fetch(PackageLock.Locked one, Path to)
            throws IOException, ImageException, InterruptedException {
        steps.detail("fetching " + one.name() + " " + one.version());
        URI from = URI.create(mirror() + one.path());
        Path part = to.resolveSibling(to.getFileName() + "." + ProcessHandle.current().pid());
        try (HttpClient client =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            HttpRequest request = HttpRequest.newBuilder(from).timeout(PATIENCE).build();
            int status = client.send(request, HttpResponse.BodyHandlers.ofFile(part)).statusCode();
            if (status != FOUND || !digest(part).equals(one.sha256())) {
                throw new ImageException(
                        (status == FOUND ? "other bytes than locked" : "status " + status)
                                + " for "
                                + one.name()
                                + " "
                                + one.version()
                                + " from the mirror; when Debian has replaced it:"
                                + " board/image/lock");
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Above the folders of Debian and its security updates.
    private String mirror() throws ImageException, InterruptedException {
        if (mirror.isEmpty()) {
            String said =
                    Tool.output(
                            List.of(
                                    "apt-get",
                                    "indextargets",
                                    "--format",
                                    "$(REPO_URI)",
                                    "Created-By: Packages"));
            mirror =
                    said.lines()
                            .filter(uri -> uri.endsWith(SUITE))
                            .map(uri -> uri.substring(0, uri.length() - SUITE.length() + 1))
                            .findFirst();
        }
        return mirror.orElseThrow(() ->
                new ImageException(
                        "apt of this machine knows no Debian mirror; see /etc/apt/sources.list"));
    }

    private static String digest(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
