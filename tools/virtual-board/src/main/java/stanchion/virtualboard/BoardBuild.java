package stanchion.virtualboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds kernel and modules of the virtual board, once for a recipe.
public final class BoardBuild {
    /// What the kernel of this configuration is compiled from, about; for the progress only.
    private static final int KERNEL_OBJECTS = 640;

    private static final int TOLD = 64;
    private static final Pattern COMPILED = Pattern.compile(" {2}(CC|AS|AR|LD) .*");
    private static final Pattern STEP = Pattern.compile("STEP (.*)");

    private final Recipe recipe;
    private final Consumer<String> progress;

    /// @param progress a line now and then
    public BoardBuild(Recipe recipe, Consumer<String> progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    /// Does what is not done yet; what was built before stays.
    public void run() throws BoardTrouble {
        if (!Recipe.isPossible()) {
            throw new BoardTrouble("User-Mode Linux runs on x86-64 Linux only");
        }
        long began = System.nanoTime();
        if (!recipe.hasKernel()) {
            progress.accept("the kernel: about four minutes of two cores, once");
            step(
                    "kernel/kernel.sh",
                    recipe.downloads().toString(),
                    recipe.kernelFolder().toString());
        }
        if (!recipe.isBuilt()) {
            step(
                    "modules/modules.sh",
                    recipe.kernelFolder().toString(),
                    recipe.modulesFolder().toString());
        }
        progress.accept(
                String.format(
                        Locale.ROOT,
                        "built in %.0f s: %s",
                        (System.nanoTime() - began) / 1e9,
                        recipe.kernelFolder().getParent()));
    }

    private void step(String script, String... arguments) throws BoardTrouble {
        Path log = Path.of(arguments[arguments.length - 1] + ".log");
        List<String> command =
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(
                                        "nice", "-n", "10", recipe.source(script).toString()),
                                java.util.stream.Stream.of(arguments))
                        .toList();
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader said =
                            new BufferedReader(
                                    new InputStreamReader(
                                            process.getInputStream(), StandardCharsets.UTF_8));
                    var kept = Files.newBufferedWriter(log)) {
                String last = follow(said, kept);
                if (process.waitFor() != 0) {
                    throw new BoardTrouble(last + " (all of it: " + log + ")");
                }
            }
        } catch (IOException e) {
            throw new BoardTrouble(script + " does not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoardTrouble("interrupted while building", e);
        }
    }

    /// Says how far it is; returns the last line.
    private String follow(BufferedReader said, java.io.Writer kept) throws IOException {
        String last = "";
        int objects = 0;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            kept.write(line + "\n");
            last = line;
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                progress.accept(step.group(1));
            } else if (COMPILED.matcher(line).matches() && ++objects % TOLD == 0) {
                progress.accept("compile: " + Math.min(99, objects * 100 / KERNEL_OBJECTS) + " %");
            }
        }
        return last;
    }
}
