package stanchion.bench.otabench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.bench.process.JavaCommand;

/// What applying took, in a process of its own that has little memory.
///
/// @param heap most bytes of heap in use, garbage included
record Applied(long nanos, long heap) {
    /// The limit that a charger has, and what a Java process needs to be there at all.
    static final String HEAP = "-Xmx24m";

    /// Applies deltas and compares what comes out.
    ///
    /// @param deltas one for each change
    static Applied of(Path folder, List<ReleasePair.Change> changes, List<byte[]> deltas)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < deltas.size(); i++) {
            words.add(Files.write(folder.resolve(i + ".old"), changes.get(i).old()).toString());
            words.add(Files.write(folder.resolve(i + ".delta"), deltas.get(i)).toString());
            words.add(folder.resolve(i + ".new").toString());
            words.add(Integer.toString(changes.get(i).next().length));
        }
        String said = run(JavaCommand.main(ApplyMain.class, List.of(HEAP), words));
        for (int i = 0; i < deltas.size(); i++) {
            byte[] made = Files.readAllBytes(folder.resolve(i + ".new"));
            if (!Arrays.equals(made, changes.get(i).next())) {
                throw new OtaBenchTrouble(changes.get(i).name() + ": its delta gives another file");
            }
        }
        String[] figures = said.split(" ", -1);
        return new Applied(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new OtaBenchTrouble("applying: " + said.replace('\n', ' '));
        }
        return said;
    }
}
