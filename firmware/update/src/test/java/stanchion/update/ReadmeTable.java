package stanchion.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A table of this folder's README.
///
/// @param rows below its head, as they are written
public record ReadmeTable(List<String> rows) {
    /// The table with this head.
    public static ReadmeTable below(String head) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int from = lines.indexOf(head) + 2;
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith("|")) {
            to++;
        }
        return new ReadmeTable(List.copyOf(lines.subList(from, to)));
    }

    /// Of a table of limits, `what: at most`.
    public List<String> limits() {
        return rows.stream()
                .map(row -> row.substring(2).split(" \\| ", -1))
                .map(cells -> cells[0] + ": " + cells[1].replaceFirst(" \\(.*", ""))
                .toList();
    }
}
