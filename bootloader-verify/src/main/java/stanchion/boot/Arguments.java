package stanchion.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The verifier's command line.
///
/// @param device the device folder
/// @param run where the verified copy goes; none when only a verdict is asked for
/// @param place what the run folder must lie on
record Arguments(Path device, Optional<Path> run, RunFolder.Place place) {
    static final int WRONG_STATUS = 64;
    static final String USAGE = "usage: --device DIR [--run DIR [--bench]]";

    /// Nothing when the words are no command line of the verifier.
    static Optional<Arguments> read(String... words) {
        String device = "";
        String run = "";
        RunFolder.Place place = RunFolder.Place.RAM;
        for (int i = 0; i < words.length; i++) {
            boolean more = i + 1 < words.length;
            if (words[i].equals("--device") && more) {
                device = words[++i];
            } else if (words[i].equals("--run") && more) {
                run = words[++i];
            } else if (words[i].equals("--bench")) {
                place = RunFolder.Place.ANYWHERE;
            } else {
                return Optional.empty();
            }
        }
        return device.isEmpty() ? Optional.empty() : paths(device, run, place);
    }

    private static Optional<Arguments> paths(String device, String run, RunFolder.Place place) {
        try {
            Optional<Path> folder = run.isEmpty() ? Optional.empty() : Optional.of(Path.of(run));
            return Optional.of(new Arguments(Path.of(device), folder, place));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
