package stanchion.sim.virtual;

import java.time.Duration;
import java.util.SplittableRandom;
import stanchion.hal.BoardProfile;
import stanchion.sim.BenchBoardProfile;
import stanchion.sim.Parts;
import stanchion.sim.World;

/// Builds chargers in worlds; parts, noise and behaviour follow from the seed alone.
public final class VirtualBench {
    private static final BoardProfile PROFILE = BenchBoardProfile.read();

    private VirtualBench() {}

    /// Charges that nobody looks at, until the JVM has compiled what matters: the speed of a run is
    /// told of the simulator, not of the compiler.
    public static void warmUp(Duration atMost) {
        long start = System.nanoTime();
        for (int number = 0; System.nanoTime() - start < atMost.toNanos(); number++) {
            SessionRun.of(0, number, entry -> {});
        }
    }

    /// A charger that has just started, with no vehicle.
    public static VirtualTarget charger(long seed) {
        Parts parts = Parts.drawn(new SplittableRandom(seed));
        return new VirtualTarget(PROFILE, new World(PROFILE, parts, seed));
    }
}
