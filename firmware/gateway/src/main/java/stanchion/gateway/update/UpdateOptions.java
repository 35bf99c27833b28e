package stanchion.gateway.update;

import java.nio.file.Path;
import java.time.Duration;

/// What the command line says of updates.
///
/// @param device the folder with boot.conf
/// @param supervisor the folder in which a restart is asked for
/// @param boot what the boot verifier left in its run folder
/// @param bytesPerSecond of a download at most
/// @param grace how long a version on its try waits for a broker
/// @param confirmAfter how long the control loop of such a version must have met its deadlines
public record UpdateOptions(
        Path device,
        Path supervisor,
        Path boot,
        int bytesPerSecond,
        Duration grace,
        Duration confirmAfter) {}
