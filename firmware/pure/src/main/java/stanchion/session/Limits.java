package stanchion.session;

import stanchion.hal.BoardProfile;
import stanchion.hal.BoardProfile.CableAttachment;
import stanchion.pilot.Cable;
import stanchion.units.Amps;

/// How much may be offered, and by whose word.
///
/// @param hardware smallest of board, installation, cable and temperature: safety; obeyed at once
/// @param effective the same, lowered further by a remote limit or a hold
public record Limits(Amps hardware, Amps effective) {

    /// The limits of this cycle.
    public static Limits of(
            BoardProfile board, Measurements measurements, Intent intent, Derate derate) {
        double amps =
                Math.min(board.ratedCurrent().value(), measurements.inputs().supply().value());
        if (board.attachment() == CableAttachment.SOCKET
                && measurements.cable() instanceof Cable.Rated(Amps rating)) {
            amps = Math.min(amps, rating.value());
        }
        Amps hardware = derate.of(new Amps(Math.max(0, amps)));
        Amps remote = remote(board, intent);
        return new Limits(hardware, remote.compareTo(hardware) < 0 ? remote : hardware);
    }

    private static Amps remote(BoardProfile board, Intent intent) {
        if (intent.held().isPresent()) {
            return Amps.ZERO;
        }
        return switch (intent.limit()) {
            case Intent.RemoteLimit.None _ -> board.ratedCurrent();
            case Intent.RemoteLimit.Until until -> until.limit();
            case Intent.RemoteLimit.Expired _ -> board.fallbackCurrent();
        };
    }
}
