package stanchion.update;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import stanchion.update.slot.Slots;

/// Brings versions from the repository that the metadata source reads.
final class Fetching implements Supply {
    private final Slots slots;

    Fetching(
            Slots slots,
            Updater.Settings settings,
            Updater.Surroundings surroundings,
            InstantSource clock) {
        this.slots = slots;
    }

    @Override
    public Optional<Wanted> look(Channel channel) {
        return Optional.empty();
    }

    @Override
    public Progress advance(Wanted wanted) throws IOException {
        slots.begin();
        return new More(0);
    }
}
