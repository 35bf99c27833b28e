package stanchion.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `./run fuzz`: lets the fuzzer loose on the verifier's readers, one after the other.
///
/// Ends with 1 when an input makes a reader do anything but accept or refuse, takes it more than a
/// second or more than 64 MiB; that input then stands in `target/fuzz/TARGET/`.
public final class FuzzRun {
    private static final int WRONG_WORDS = 64;
    private static final String NAMES =
            Stream.of(FuzzTarget.values()).map(FuzzTarget::text).collect(Collectors.joining("|"));
    private static final String USAGE =
            """
            usage: ./run fuzz [--seconds 1..86400] [--target %s] [--keep]

              --seconds  how long altogether; 600 when not said
              --target   one reader instead of all
              --keep     put the inputs that reach something new, minimised, into the source tree\
            """
                    .formatted(NAMES);

    private final Path module;
    private final List<FuzzTarget> targets = new ArrayList<>(List.of(FuzzTarget.values()));
    private long seconds = 600;
    private boolean keeps;

    private FuzzRun(Path module) {
        this.module = module;
    }

    /// Fuzzes, and exits with 1 when there was a finding.
    ///
    /// @param words the verifier's folder in the source tree, then what the usage says
    public static void main(String... words) throws IOException, InterruptedException {
        FuzzRun run = new FuzzRun(Path.of(words[0]));
        Optional<String> wrong = run.read(List.of(words).subList(1, words.length));
        if (wrong.isPresent()) {
            System.err.println(wrong.get() + USAGE);
            System.exit(wrong.get().isEmpty() ? 0 : WRONG_WORDS);
        }
        System.exit(run.all() ? 0 : 1);
    }

    /// What is wrong with the words; empty when only the usage is asked for.
    private Optional<String> read(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "--help", "-h" -> {
                    return Optional.of("");
                }
                case "--keep" -> keeps = true;
                case "--seconds" -> {
                    i++;
                    if (!value.matches("[1-9][0-9]{0,4}") || Long.parseLong(value) > 86_400) {
                        return Optional.of("fuzz: --seconds needs a number from 1 to 86400\n");
                    }
                    seconds = Long.parseLong(value);
                }
                case "--target" -> {
                    i++;
                    targets.removeIf(target -> !target.text().equals(value));
                    if (targets.isEmpty()) {
                        return Optional.of("fuzz: --target is one of " + NAMES + "\n");
                    }
                }
                default -> {
                    return Optional.of("fuzz: not understood: " + words.get(i) + "\n");
                }
            }
        }
        return Optional.empty();
    }

    /// Whether no target had a finding.
    private boolean all() throws IOException, InterruptedException {
        boolean clean = true;
        List<FuzzProcess.Outcome> outcomes = new ArrayList<>();
        for (FuzzTarget target : targets) {
            FuzzProcess process = new FuzzProcess(target, module);
            FuzzProcess.Outcome outcome = process.fuzz(Math.max(1, seconds / targets.size()));
            clean &= outcome.finding().isEmpty();
            outcomes.add(outcome);
            if (keeps && outcome.finding().isEmpty()) {
                process.keep();
            }
        }
        System.out.printf(
                "%-10s %12s %8s %8s  %s%n", "target", "inputs", "edges", "corpus", "findings");
        outcomes.forEach(FuzzRun::tell);
        return clean;
    }

    private static void tell(FuzzProcess.Outcome outcome) {
        System.out.printf(
                "%-10s %,12d %8d %8d  %s%n",
                outcome.target().text(),
                outcome.inputs(),
                outcome.edges(),
                outcome.kept(),
                outcome.finding().isEmpty() ? "none" : outcome.finding());
    }
}
