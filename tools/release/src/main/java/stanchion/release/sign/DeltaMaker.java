package stanchion.release.sign;

import java.util.Optional;
import stanchion.release.ReleaseException;

/// Makes what a charger needs of a new file beside an old one that it has.
@FunctionalInterface
public interface DeltaMaker {
    /// Every file is sent whole.
    DeltaMaker NONE = (before, after) -> Optional.empty();

    /// The delta; nothing where it would not help.
    Optional<byte[]> delta(byte[] before, byte[] after) throws ReleaseException;
}
