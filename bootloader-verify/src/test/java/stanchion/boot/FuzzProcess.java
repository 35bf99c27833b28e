package stanchion.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The fuzzer on one target, as a process of its own in `target/fuzz/TARGET/`.
final class FuzzProcess {
    /// What came of it.
    ///
    /// @param edges branches of the verifier that were taken
    /// @param kept inputs that each take one no other takes
    /// @param finding what was found, and where the input lies; empty when nothing was
    record Outcome(FuzzTarget target, long inputs, long edges, long kept, String finding) {}

    private static final long PROGRESS_NANOSECONDS = TimeUnit.SECONDS.toNanos(15);
    private static final String LOG = "log";
    private static final int LONGEST_KEPT = 32 * 1024;
    private static final int LARGEST_CORPUS = 180 * 1024;
    private static final Pattern PULSE =
            Pattern.compile("#(\\d+)\\s.* cov: (\\d+) .* corp: (\\d+)/.*");
    private static final Pattern DONE = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    private final FuzzTarget target;
    private final Path module;
    private final Path work;
    private long inputs;
    private long edges;
    private long kept;
    private String trouble = "";

    FuzzProcess(FuzzTarget target, Path module) throws IOException {
        this.target = target;
        this.module = module;
        this.work = module.resolve("target/fuzz").resolve(target.text());
        empty(work);
        write(Files.createDirectories(work.resolve("seeds")));
        Files.createDirectories(work.resolve("found"));
    }

    private void write(Path seeds) throws IOException {
        List<byte[]> all = new ArrayList<>(FuzzSeeds.of(target));
        all.addAll(target.corpus());
        for (int i = 0; i < all.size(); i++) {
            Files.write(seeds.resolve("seed-" + i), all.get(i));
        }
    }

    Outcome fuzz(long seconds) throws IOException, InterruptedException {
        System.err.println("fuzzing " + target.text() + " for " + seconds + " s ...");
        int status =
                run(LOG, "-max_total_time=" + seconds, "-use_value_profile=1", "found", "seeds");
        String finding = "";
        if (status != 0) {
            finding = (trouble + " " + artifact()).strip();
        }
        return new Outcome(target, inputs, edges, kept, finding);
    }

    private String artifact() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                    .findFirst()
                    .map(Path::toString)
                    .orElse("see " + work.resolve(LOG));
        }
    }

    /// Minimises what was found into the corpus of the source tree.
    void keep() throws IOException, InterruptedException {
        Path merged = Files.createDirectories(work.resolve("merged"));
        run("merge-log", "-merge=1", "merged", "found", "seeds");
        StringBuilder corpus = new StringBuilder();
        for (byte[] input : inputs(merged)) {
            String line = Base64.getEncoder().encodeToString(input) + "\n";
            if (input.length <= LONGEST_KEPT && corpus.length() + line.length() <= LARGEST_CORPUS) {
                corpus.append(line);
            }
        }
        Path folder = Files.createDirectories(module.resolve("src/test/resources/stanchion/boot"));
        Files.writeString(folder.resolve(target.corpusName()), corpus);
    }

    /// Shortest first.
    private static List<byte[]> inputs(Path folder) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        inputs.sort(Comparator.comparingInt(input -> input.length));
        return inputs;
    }

    private int run(String log, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader lines = process.inputReader(StandardCharsets.ISO_8859_1)) {
            follow(lines, work.resolve(log));
        }
        int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return status;
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=stanchion.boot.**",
                "--instrumentation_excludes=stanchion.boot.Fuzz**:stanchion.boot.Maker**"
                        + ":stanchion.boot.MemoryFolder:stanchion.boot.BenchCharger",
                "--reproducer_path=.",
                "-artifact_prefix=./",
                "-timeout=60",
                "-print_final_stats=1");
    }

    private void follow(BufferedReader lines, Path log) throws IOException {
        long told = System.nanoTime();
        try (var out = Files.newBufferedWriter(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                note(line);
                if (log.endsWith(LOG) && System.nanoTime() - told > PROGRESS_NANOSECONDS) {
                    told = System.nanoTime();
                    System.err.printf("  %,d inputs, %d edges%n", inputs, edges);
                }
            }
        }
    }

    private void note(String line) {
        Matcher pulse = PULSE.matcher(line);
        if (pulse.matches()) {
            inputs = Long.parseLong(pulse.group(1));
            edges = Long.parseLong(pulse.group(2));
            kept = Long.parseLong(pulse.group(3));
        }
        Matcher done = DONE.matcher(line);
        if (done.matches()) {
            inputs = Long.parseLong(done.group(1));
        }
        if (trouble.isEmpty()
                && (line.startsWith("== Java Exception: ") || line.contains("ERROR: "))) {
            trouble = line.strip();
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
