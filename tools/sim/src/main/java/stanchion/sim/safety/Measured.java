package stanchion.sim.safety;

import java.util.Optional;

/// The worst of all runs of one row.
///
/// @param faultMillis from the cause to the fault's report; -1 where there is none to report
/// @param commandMillis from the cause to the command that opens; -1 where nothing was closed
/// @param openMillis from the cause to open poles; -1 where nothing was closed
/// @param missing what did not happen in some run, in words
public record Measured(
        long faultMillis, long commandMillis, long openMillis, Optional<String> missing) {
    static final Measured NOTHING = new Measured(-1, -1, -1, Optional.empty());

    Measured worst(Measured other) {
        return new Measured(
                Math.max(faultMillis, other.faultMillis),
                Math.max(commandMillis, other.commandMillis),
                Math.max(openMillis, other.openMillis),
                missing.or(() -> other.missing));
    }
}
