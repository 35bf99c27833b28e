package stanchion.bench.bootbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import stanchion.bench.process.Child;

/// A program that prepares something for the bench; it succeeds or the bench ends.
final class Tool {
    private Tool() {}

    static void run(String... command) throws InterruptedException {
        run(new ProcessBuilder(List.of(command)));
    }

    static void run(ProcessBuilder builder) throws InterruptedException {
        String program = builder.command().getFirst();
        Child.clean(builder.environment());
        try {
            Process process = builder.redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new BootBenchTrouble(
                        program + ": ended with status " + status + ": " + said.strip());
            }
        } catch (IOException missing) {
            throw new BootBenchTrouble(program + ": does not start", missing);
        }
    }

    static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
