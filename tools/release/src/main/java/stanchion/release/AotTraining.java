package stanchion.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the ahead-of-time cache of one process out of a run of it.
///
/// ```text
/// verified copy ─► recording(): the process lives through its day, and is asked to end
///                        └─► configuration ─► cache(): classes loaded, linked, methods profiled
/// ```
///
/// Both runs take place in the run folder and by the argument file that the verifier wrote, with
/// one difference: the modules are named through `/proc/self/cwd`. A virtual machine compares
/// files, not names, so the cache then fits in every run folder that the process has as its working
/// directory. It remembers size and time stamp of every jar, which is why it is trained on the
/// verified copy.
///
/// Two trainings do not give the same bytes, nor do two caches made from one recording (JDK 25.0.3:
/// more than nine in ten bytes differ, also without address space randomisation). Who wants to sign
/// the same version again keeps the files, see [CacheFile#allInto].
public final class AotTraining {
    private static final String HERE = "/proc/self/cwd";

    private final CacheFile cache;
    private final Path run;
    private final Path work;

    /// @param run a folder the verifier has filled from a slot without caches
    /// @param work a folder for what comes between, of this training alone
    public AotTraining(CacheFile cache, Path run, Path work) {
        this.cache = cache;
        this.run = run;
        this.work = work;
    }

    /// The command that runs the process and records, in the run folder as its working directory;
    /// the recording is written when the process ends by a signal.
    ///
    /// @param arguments of the program
    public List<String> recording(List<String> arguments) throws ReleaseException {
        List<String> command = command("record");
        command.add("@" + arguments());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /// Makes the cache from the recording.
    public byte[] cache() throws ReleaseException, InterruptedException {
        if (!Files.isRegularFile(configuration())) {
            throw new ReleaseException(
                    "the " + cache.process() + " recorded nothing: it did not end in order");
        }
        Path file = work.resolve(cache.file());
        List<String> command = command("create");
        command.add("-XX:AOTCache=" + file);
        command.add("@" + arguments());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(run.toFile())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ReleaseException(
                        "the cache of the " + cache.process() + " cannot be made: " + said.strip());
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new ReleaseException("the cache of the " + cache.process(), failed);
        }
    }

    private List<String> command(String mode) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:AOTMode=" + mode);
        command.add("-XX:AOTConfiguration=" + configuration());
        command.add("-Xlog:aot=error"); // silent about the events that no cache can hold
        return command;
    }

    private Path configuration() {
        return work.resolve(cache.process() + ".aotconf");
    }

    /// The verifier's argument file with the modules named as said above.
    private Path arguments() throws ReleaseException {
        Path given = run.resolve(cache.process() + ".args");
        try {
            String lines = Files.readString(given);
            if (lines.contains("-XX:AOTCache")) {
                throw new ReleaseException(run + ": this version has a cache already");
            }
            String modules = "--module-path\n";
            int from = lines.indexOf(modules) + modules.length();
            int to = lines.indexOf('\n', from);
            Path changed = work.resolve(cache.process() + ".args");
            Files.writeString(
                    changed,
                    lines.substring(0, from)
                            + lines.substring(from, to).replace(run.toString(), HERE)
                            + lines.substring(to));
            return changed;
        } catch (IOException unreadable) {
            throw new ReleaseException(given + ": cannot be read", unreadable);
        }
    }
}
