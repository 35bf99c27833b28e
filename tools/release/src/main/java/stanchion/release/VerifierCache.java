package stanchion.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;

/// The ahead-of-time cache of the verifier itself, on a bench: beside its jar, where the build puts
/// things.
///
/// A cache decides what the virtual machine runs, as the jar does. On a charger it therefore stands
/// with the jar in the verified root, made when that image is made and named on the verifier's
/// fixed command line; nothing looks for one there. The virtual machine itself ignores a cache made
/// from another jar, by path, size and time stamp, or by another Java, and complains of it.
public final class VerifierCache {
    private VerifierCache() {}

    /// Where the cache for this jar, where it lies, and this Java stands, made or not.
    static Path file(Path jar) {
        String java = System.getProperty("java.runtime.version", "unknown").replace('/', '_');
        String place = HexFormat.of().toHexDigits(jar.toAbsolutePath().toString().hashCode());
        return jar.resolveSibling("verifier-" + java + "-" + place + ".aot");
    }

    /// Whether there is one, made since the jar was.
    static boolean isFresh(Path jar) {
        Path file = file(jar);
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar))
                            >= 0;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Makes the cache, if it is missing or older than the jar, by letting the verifier judge a
    /// device folder that boots.
    ///
    /// @param home the built project
    public static void make(Path home, Path device) throws ReleaseException, InterruptedException {
        Path jar = VerifierProcess.jar(home);
        if (isFresh(jar)) {
            return;
        }
        Path file = file(jar);
        Path partial =
                jar.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            train(VerifierProcess.of(jar, device).training(partial), partial);
            Files.move(
                    partial,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new ReleaseException(file + ": cannot be made", failed);
        }
    }

    private static void train(VerifierProcess verifier, Path cache)
            throws IOException, InterruptedException, ReleaseException {
        ProcessBuilder builder = verifier.builder().redirectErrorStream(true);
        builder.environment().clear();
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !Files.isRegularFile(cache)) {
            Files.deleteIfExists(cache);
            throw new ReleaseException("no cache of the verifier: " + said.strip());
        }
    }
}
