package stanchion.hal.linux;

import java.nio.file.Path;

/// Where the kernel shows its devices: nothing in the drivers is hard-wired to a place.
///
/// @param dev device nodes, `/dev`
/// @param sys attributes, `/sys`
public record Roots(Path dev, Path sys) {
    /// The machine's own.
    public static final Roots SYSTEM = new Roots(Path.of("/dev"), Path.of("/sys"));
}
