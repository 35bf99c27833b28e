package stanchion.bench.otabench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// What others send for the same files: `bsdiff`, and `zstd -19 --patch-from`.
final class Peers {
    private final Path folder;

    Peers(Path folder) {
        this.folder = folder;
    }

    /// Bytes for all changes; nothing where it is not installed.
    OptionalLong bsdiff(List<ReleasePair.Change> changes) throws InterruptedException, IOException {
        Path out = folder.resolve("bsdiff");
        return sum(
                "bsdiff",
                changes,
                (old, next) -> List.of("bsdiff", old, next, out.toString()),
                out);
    }

    OptionalLong zstd(List<ReleasePair.Change> changes) throws InterruptedException, IOException {
        Path out = folder.resolve("zstd");
        return sum(
                "zstd",
                changes,
                (old, next) ->
                        List.of(
                                "zstd",
                                "-q",
                                "-f",
                                "-19",
                                "--long=27",
                                "--single-thread",
                                "--patch-from=" + old,
                                next,
                                "-o",
                                out.toString()),
                out);
    }

    private interface Command {
        List<String> words(String old, String next);
    }

    private OptionalLong sum(
            String program, List<ReleasePair.Change> changes, Command command, Path out)
            throws InterruptedException, IOException {
        if (!onPath(program)) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (ReleasePair.Change change : changes) {
            Path old = Files.write(folder.resolve("old"), change.old());
            Path next = Files.write(folder.resolve("next"), change.next());
            run(command.words(old.toString(), next.toString()));
            sum += Files.size(out);
        }
        return OptionalLong.of(sum);
    }

    private static void run(List<String> command) throws InterruptedException, IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new OtaBenchTrouble(
                    command.getFirst() + ": ended with status " + status + ": " + said.strip());
        }
    }

    private static boolean onPath(String program) {
        for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }
}
