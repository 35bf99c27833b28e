package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stanchion.release.VerifierProcess;

/// Switches a charger on: the verifier as the process it really is, then what a supervisor does,
/// which is to start the programs when the verifier ended well and left their command lines.
final class PowerOn {
    private static final int PATIENCE_SECONDS = 60;
    private static final String CLASS_LOG = "classes.log";
    private static final List<String> PRODUCTS =
            List.of("app", "app.partial", "charger.args", "gateway.args");
    private static final List<String> OWN =
            List.of("java.", "jdk.", "sun.", "com.sun.", "javax.", "stanchion.boot.");

    private final Range range;
    private final Charger charger;
    private final Path run;
    private final StringBuilder started = new StringBuilder();

    private PowerOn(Range range, Charger charger) {
        this.range = range;
        this.charger = charger;
        this.run = charger.run();
    }

    /// Runs everything to its end.
    static Outcome of(Range range, Charger charger) throws Exception {
        return new PowerOn(range, charger).outcome();
    }

    private Outcome outcome() throws Exception {
        Optional<Offer.Answer> update = Optional.empty();
        if (charger.offered().isPresent()) {
            update = Optional.of(charger.offered().get().make());
        }
        if (!Files.exists(run, LinkOption.NOFOLLOW_LINKS)) {
            Folders.create(run);
        }
        List<String> before = Folders.names(run);
        List<String> command = command();
        int status = start("verifier", command, charger.environment());
        String output = said("verifier");
        List<String> left =
                Folders.names(run).stream()
                        .filter(name -> PRODUCTS.contains(name) && !before.contains(name))
                        .toList();
        if (status == 0) {
            for (Act act : charger.beforeStart()) {
                act.on(charger);
            }
            supervise("charger");
            supervise("gateway");
        }
        return new Outcome(
                command,
                status,
                output,
                left,
                foreignClasses(),
                marks(),
                started.toString(),
                update);
    }

    private List<String> command() {
        VerifierProcess verifier = VerifierProcess.of(range.modules(), charger.folder()).into(run);
        List<String> command =
                new ArrayList<>((range.inMemory() ? verifier : verifier.onBench()).command());
        command.add(1, "-Xlog:class+load:file=" + charger.work().resolve(CLASS_LOG) + ":none");
        command.addAll(charger.words());
        return command;
    }

    private void supervise(String program) throws IOException, InterruptedException {
        Path arguments = run.resolve(program + ".args");
        if (!Files.isRegularFile(arguments)) {
            started.append(program).append(": no ").append(arguments).append('\n');
            return;
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int status = start(program, List.of(java, "@" + arguments), Map.of());
        started.append(program).append(": ").append(status).append(' ').append(said(program));
    }

    private int start(String name, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(charger.work().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectOutput(log(name, "out").toFile());
        builder.redirectError(log(name, "err").toFile());
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(name + " did not end within " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Path log(String name, String stream) {
        return charger.work().resolve(name + "." + stream);
    }

    private String said(String name) throws IOException {
        return Files.readString(log(name, "out")) + Files.readString(log(name, "err"));
    }

    /// Classes that are neither the JDK's nor the verifier's, or come out of the charger's folders.
    private List<String> foreignClasses() throws IOException {
        Path log = charger.work().resolve(CLASS_LOG);
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        List<String> foreign = new ArrayList<>();
        boolean verifierItself = false;
        for (String line : lines) {
            verifierItself |= line.startsWith("stanchion.boot.Main ");
            boolean planted = line.contains(charger.work().toString());
            if (line.contains(" source: ") && (planted || !own(line))) {
                foreign.add(line);
            }
        }
        if (!verifierItself) {
            foreign.add("nothing that the log would show: " + lines.size() + " lines");
        }
        return foreign;
    }

    private static boolean own(String line) {
        return OWN.stream().anyMatch(line::startsWith);
    }

    private List<String> marks() throws IOException {
        return Folders.names(charger.work()).stream()
                .filter(name -> name.startsWith(Canary.MARK))
                .toList();
    }
}
