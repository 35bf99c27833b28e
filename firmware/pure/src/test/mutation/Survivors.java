import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds the mutants that no test kills against the list of those that have a reason to live.
///
/// Arguments: the mutation run's `mutations.csv`, and `survivors.txt` with lines
/// `Class.method Mutator ×count: reason`. Ends with 1 when a survivor is not on the list.
void main(String... arguments) throws IOException {
    List<String[]> mutants =
            Files.readAllLines(Path.of(arguments[0])).stream().map(line -> line.split(",", -1)).toList();
    Map<String, Integer> alive = new TreeMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (String[] mutant : mutants) {
        if (!mutant[5].equals("SURVIVED") && !mutant[5].equals("NO_COVERAGE")) {
            continue;
        }
        String key = key(mutant);
        alive.merge(key, 1, Integer::sum);
        places.merge(key, mutant[4], (some, one) -> some + ", " + one);
    }
    Map<String, String> reasons = reasons(Path.of(arguments[1]));
    int unexplained = 0;
    for (Map.Entry<String, Integer> survivor : alive.entrySet()) {
        String reason = reasons.remove(survivor.getKey() + " ×" + survivor.getValue());
        unexplained += reason == null ? survivor.getValue() : 0;
        IO.println(
                "%s ×%d (line %s): %s"
                        .formatted(
                                survivor.getKey(),
                                survivor.getValue(),
                                places.get(survivor.getKey()),
                                reason == null ? "NO REASON LISTED" : reason));
    }
    reasons.keySet().forEach(gone -> IO.println("listed, but no longer alive: " + gone));
    int survivors = alive.values().stream().mapToInt(Integer::intValue).sum();
    IO.println(
            "%d mutants, %d killed, %d survivors, %d of them without a listed reason"
                    .formatted(mutants.size(), mutants.size() - survivors, survivors, unexplained));
    System.exit(unexplained == 0 ? 0 : 1);
}

String key(String[] mutant) {
    String type = mutant[1].replaceFirst("^stanchion\\.", "");
    String mutator = mutant[2].replaceFirst(".*\\.", "").replaceFirst("Mutator.*", "");
    return type + "." + mutant[3] + " " + mutator;
}

Map<String, String> reasons(Path list) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : Files.readAllLines(list)) {
        int colon = line.indexOf(": ");
        if (!line.startsWith("#") && colon > 0) {
            reasons.put(line.substring(0, colon).strip(), line.substring(colon + 2).strip());
        }
    }
    return reasons;
}
