package stanchion.bench.cli;

import java.nio.file.Path;

/// Where the built project is.
final class Home {
    /// Exit status for input that a person must correct.
    static final int WRONG_INPUT = 1;

    private Home() {}

    /// The system property `stanchion.home`, which `./run` sets; the working folder without it.
    static Path folder() {
        return Path.of(System.getProperty("stanchion.home", "")).toAbsolutePath();
    }
}
