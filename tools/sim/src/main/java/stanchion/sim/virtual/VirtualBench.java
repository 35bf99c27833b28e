package stanchion.sim.virtual;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import stanchion.hal.BoardProfile;
import stanchion.journal.JournalEntry;
import stanchion.sim.BenchBoardProfile;
import stanchion.sim.Parts;
import stanchion.sim.World;
import stanchion.sim.virtual.VirtualTarget.Fidelity;

/// Builds chargers in worlds; parts, noise and behaviour follow from the seed alone.
public final class VirtualBench {
    private static final BoardProfile PROFILE = BenchBoardProfile.read();

    private VirtualBench() {}

    /// A charger that has just started, with no vehicle.
    public static VirtualTarget charger(long seed) {
        return charger(seed, Fidelity.WAVEFORMS);
    }

    public static VirtualTarget charger(long seed, Fidelity fidelity) {
        return charger(seed, fidelity, _ -> {});
    }

    /// The same, and its journal is told.
    ///
    /// @param journal told everything from which the charger's decisions can be repeated
    public static VirtualTarget charger(
            long seed, Fidelity fidelity, Consumer<JournalEntry> journal) {
        Parts parts = Parts.drawn(new SplittableRandom(seed));
        return new VirtualTarget(PROFILE, new World(PROFILE, parts, seed), fidelity, journal);
    }
}
