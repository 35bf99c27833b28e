import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Holds the mutants that no test kills against the list of those that have a reason to live.
///
/// Arguments: the mutation run's `mutations.csv`, and `survivors.txt` with lines
/// `Class.method Mutator ×count: reason`. Ends with 1 when more survive than are listed. Fewer are
/// told only: a busy machine may let a mutant run out of time, which counts as killed.
void main(String... arguments) throws IOException {
    List<String[]> mutants =
            Files.readAllLines(Path.of(arguments[0])).stream().map(line -> line.split(",", -1)).toList();
    Map<String, List<String>> alive = alive(mutants);
    Map<String, Listed> listed = listed(Path.of(arguments[1]));
    int unexplained = 0;
    for (Map.Entry<String, List<String>> survivor : alive.entrySet()) {
        int count = survivor.getValue().size();
        Listed found = listed.getOrDefault(survivor.getKey(), new Listed(0, ""));
        boolean explained = count <= found.count();
        unexplained += explained ? 0 : count;
        IO.println(
                "%s ×%d (line %s): %s"
                        .formatted(
                                survivor.getKey(),
                                count,
                                String.join(", ", survivor.getValue()),
                                explained ? found.reason() : "NO REASON LISTED"));
    }
    listed.forEach((key, line) -> tellFewer(key, line, alive.getOrDefault(key, List.of()).size()));
    int survivors = alive.values().stream().mapToInt(List::size).sum();
    IO.println(
            "%d mutants, %d killed, %d survivors, %d of them without a listed reason"
                    .formatted(mutants.size(), mutants.size() - survivors, survivors, unexplained));
    long uncovered = mutants.stream().filter(mutant -> mutant[5].equals("NO_COVERAGE")).count();
    double strength = 100.0 * (mutants.size() - survivors) / (mutants.size() - uncovered);
    IO.println(
            "test strength %.1f %% (killed of those that a test reaches; required %d %%)"
                    .formatted(strength, LEAST_STRENGTH));
    System.exit(unexplained == 0 && strength >= LEAST_STRENGTH ? 0 : 1);
}

static final int LEAST_STRENGTH = 95;

/// A line of the list.
record Listed(int count, String reason) {}

/// The lines of the mutants that no test kills, by class, method and mutator.
Map<String, List<String>> alive(List<String[]> mutants) {
    return mutants.stream()
            .filter(mutant -> mutant[5].equals("SURVIVED") || mutant[5].equals("NO_COVERAGE"))
            .collect(
                    Collectors.groupingBy(
                            this::key,
                            TreeMap::new,
                            Collectors.mapping(mutant -> mutant[4], Collectors.toList())));
}

void tellFewer(String key, Listed line, int alive) {
    if (alive < line.count()) {
        IO.println("%s: %d listed, %d alive".formatted(key, line.count(), alive));
    }
}

String key(String[] mutant) {
    String type = mutant[1].replaceFirst("^stanchion\\.", "");
    String mutator = mutant[2].replaceFirst(".*\\.", "").replaceFirst("Mutator.*", "");
    return type + "." + mutant[3] + " " + mutator;
}

Map<String, Listed> listed(Path list) throws IOException {
    Map<String, Listed> listed = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
        int colon = line.indexOf(": ");
        int times = line.indexOf(" ×");
        if (!line.startsWith("#") && times > 0 && times < colon) {
            int count = Integer.parseInt(line.substring(times + 2, colon).strip());
            listed.put(line.substring(0, times), new Listed(count, line.substring(colon + 2)));
        }
    }
    return listed;
}
