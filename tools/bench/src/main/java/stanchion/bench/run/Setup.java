package stanchion.bench.run;

import java.nio.file.Path;
import java.util.Optional;

/// What a bench is made of.
///
/// @param home the built project
/// @param device a device folder that is there already; made anew when empty
/// @param leftovers whether the temporary folder stays when the bench ends
public record Setup(Path home, Optional<Path> device, BrokerKind broker, Leftovers leftovers) {
    public enum Leftovers {
        REMOVED,
        KEPT
    }
}
