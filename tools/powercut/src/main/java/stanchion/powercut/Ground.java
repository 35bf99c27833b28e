package stanchion.powercut;

import java.nio.file.Path;

/// What a charger stands on: the disk that loses its power, and RAM for the verified copy.
public interface Ground {
    /// The charger's folder on the disk.
    Path folder();

    /// An empty run folder in RAM.
    Path run();

    /// The charger's folder for whoever looks from outside; looking at it counts for nothing.
    Path look();

    /// For whoever called something that may have swallowed the end of the power.
    ///
    /// @throws stanchion.powercut.disk.PowerCutError when it has gone
    void requirePower();

    /// Whether a fault of the disk has struck.
    boolean struck();
}
