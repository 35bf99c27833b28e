import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Puts one deliberate bug after the other into a copy of the pure packages, compiles it, and runs
/// the test that is named beside it: it must pass without the bug and fail with it.
///
/// Arguments: the module's folder with its classes compiled, the classes it needs, and
/// optionally words of which one must be in the title. The list is `sabotage.txt` beside this file.
/// Ends with 1 when a bug goes unnoticed, 2 when the list no longer fits the source.
void main(String... arguments) throws Exception {
    Path module = Path.of(arguments[0]);
    List<Path> needed = Stream.of(arguments[1].split(File.pathSeparator)).map(Path::of).toList();
    Bench bench = new Bench(module, needed);
    List<String> words = List.of(arguments).subList(2, arguments.length);
    List<Bug> bugs =
            bugs(module.resolve("src/test/sabotage/sabotage.txt")).stream()
                    .filter(bug -> words.isEmpty() || words.stream().anyMatch(bug.title()::contains))
                    .toList();
    int misfits = 0;
    int unnoticed = 0;
    for (int i = 0; i < bugs.size(); i++) {
        Bug bug = bugs.get(i);
        String verdict = bench.tried(bug);
        misfits += verdict.startsWith("MISFIT") ? 1 : 0;
        unnoticed += verdict.equals("UNNOTICED") ? 1 : 0;
        IO.println("%2d  %-9s  %s\n               %s".formatted(i + 1, verdict, bug.title(), bug.test()));
    }
    IO.println(
            "%d bugs, %d noticed by their test, %d unnoticed, %d that no longer fit the source"
                    .formatted(bugs.size(), bugs.size() - misfits - unnoticed, unnoticed, misfits));
    System.exit(misfits > 0 ? 2 : unnoticed > 0 ? 1 : 0);
}

/// One deliberate bug.
///
/// @param file below `src/main/java/stanchion`
/// @param before what stands in it, exactly once
/// @param after what stands there instead
/// @param test `package.Class#method`, or a class
record Bug(String title, String file, String before, String after, String test) {}

/// The bugs of a list: blocks of five lines, separated by empty ones; `#` begins a comment.
List<Bug> bugs(Path list) throws IOException {
    List<Bug> bugs = new ArrayList<>();
    String text =
            String.join("\n", Files.readAllLines(list).stream().filter(line -> !line.startsWith("#")).toList());
    for (String block : text.strip().split("\n\\s*\n")) {
        List<String> lines = block.strip().lines().map(String::strip).toList();
        if (lines.size() != 5 || !lines.get(2).startsWith("- ") || !lines.get(3).startsWith("+")) {
            throw new IllegalArgumentException("sabotage.txt: not five lines of a bug: " + lines);
        }
        bugs.add(
                new Bug(
                        lines.get(0),
                        lines.get(1),
                        lines.get(2).substring(2),
                        lines.get(3).substring(1).strip(),
                        lines.get(4)));
    }
    return bugs;
}

/// Where bugs are tried.
static final class Bench {
    private static final long PATIENCE_SECONDS = 120;

    private final Path module;
    private final List<Path> classes;

    /// Whether a test passes without a bug.
    private final Map<String, Boolean> sound = new HashMap<>();

    Bench(Path module, List<Path> needed) {
        this.module = module;
        this.classes =
                Stream.concat(
                                Stream.of(
                                        module.resolve("target/classes"),
                                        module.resolve("target/test-classes")),
                                needed.stream())
                        .toList();
    }

    /// What came of a bug: `noticed`, `UNNOTICED`, or why it could not be tried.
    String tried(Bug bug) throws IOException {
        Path source = module.resolve("src/main/java/stanchion").resolve(bug.file() + ".java");
        if (!Files.exists(source)) {
            return "MISFIT: no such file";
        }
        String text = Files.readString(source);
        int at = text.indexOf(bug.before());
        if (at < 0 || text.indexOf(bug.before(), at + 1) >= 0) {
            return "MISFIT: " + (at < 0 ? "not in the file" : "more than once in the file");
        }
        Path folder = Files.createTempDirectory("sabotage");
        try {
            if (!sound.computeIfAbsent(bug.test(), this::passes)) {
                return "MISFIT: the test fails without the bug, or is none";
            }
            Path patched = folder.resolve(source.getFileName());
            Files.writeString(patched, text.replace(bug.before(), bug.after()));
            String errors = compiled(patched, folder);
            if (!errors.isEmpty()) {
                return "MISFIT: " + errors;
            }
            return passes(bug.test(), folder) ? "UNNOTICED" : "noticed";
        } finally {
            emptied(folder);
        }
    }

    private String compiled(Path source, Path into) {
        StringWriter errors = new StringWriter();
        String path = String.join(File.pathSeparator, classes.stream().map(Path::toString).toList());
        try (PrintWriter out = new PrintWriter(errors)) {
            boolean fine =
                    ToolProvider.getSystemJavaCompiler()
                            .getTask(
                                    out,
                                    null,
                                    null,
                                    List.of("-proc:none", "-nowarn", "-cp", path, "-d", into.toString()),
                                    null,
                                    ToolProvider.getSystemJavaCompiler()
                                            .getStandardFileManager(null, null, null)
                                            .getJavaFileObjects(source))
                            .call();
            return fine ? "" : errors.toString().lines().findFirst().orElse("does not compile");
        }
    }

    /// Runs a test with these classes first; a test that hangs does not pass.
    private boolean passes(String test, Path... first) {
        FutureTask<Boolean> run = new FutureTask<>(() -> run(test, List.of(first)));
        Thread thread = new Thread(run, test);
        thread.setDaemon(true);
        thread.start();
        try {
            return run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            return false;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private boolean run(String test, List<Path> first) throws IOException, ClassNotFoundException {
        URL[] urls =
                Stream.concat(first.stream(), classes.stream()).map(Bench::url).toArray(URL[]::new);
        Thread.currentThread().setContextClassLoader(Bench.class.getClassLoader());
        try (URLClassLoader loader = new URLClassLoader(urls, Bench.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            String[] parts = ("stanchion." + test).split("#", 2);
            Class<?> type = Class.forName(parts[0], false, loader);
            var selector =
                    parts.length == 1
                            ? DiscoverySelectors.selectClass(type)
                            : Stream.of(type.getDeclaredMethods())
                                    .filter(method -> method.getName().equals(parts[1]))
                                    .findFirst()
                                    .map(method -> DiscoverySelectors.selectMethod(type, method))
                                    .orElseThrow();
            LauncherDiscoveryRequest request =
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selector)
                            .filters(ClassNameFilter.includeClassNamePatterns(".*"))
                            .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            TestExecutionSummary summary = listener.getSummary();
            return summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void emptied(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
