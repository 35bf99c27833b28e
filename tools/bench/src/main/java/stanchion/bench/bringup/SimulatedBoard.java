package stanchion.bench.bringup;

import java.util.SplittableRandom;
import stanchion.hal.Board;
import stanchion.hal.BoardProfile;
import stanchion.hal.Commands;
import stanchion.hal.Samples;
import stanchion.sim.Parts;
import stanchion.sim.World;
import stanchion.units.Uptime;

/// A board whose circuits are the simulator's, on virtual time: taking samples lets 10 ms go by.
///
/// Its measuring parts are off as those of a board that was never calibrated; the vehicle simulator
/// on the bench is of nominal parts.
final class SimulatedBoard implements Board {
    private static final double GAIN_ERROR = 0.03;
    private static final double LAG_ERROR_SECONDS = 40e-6;
    private static final int CYCLE_MILLIS = 10;

    private final BoardProfile profile;
    private final World world;

    SimulatedBoard(BoardProfile profile, long seed) {
        this.profile = profile;
        world = new World(profile, parts(new SplittableRandom(seed)), seed);
    }

    private static Parts parts(SplittableRandom random) {
        Parts is = Parts.NOMINAL;
        return new Parts(
                is.highVolts(),
                is.lowVolts(),
                is.sourceOhms(),
                is.pilotHertz(),
                is.cableFarads(),
                is.bOhms(),
                is.cOhms(),
                is.dOhms(),
                is.diodeVolts(),
                is.proximityError(),
                is.closeMillis(),
                is.releaseMillis(),
                random.nextDouble(-GAIN_ERROR, GAIN_ERROR),
                random.nextDouble(-LAG_ERROR_SECONDS, LAG_ERROR_SECONDS),
                random.nextDouble(-GAIN_ERROR, GAIN_ERROR),
                is.acTripAmps(),
                is.dcTripAmps());
    }

    World world() {
        return world;
    }

    @Override
    public BoardProfile profile() {
        return profile;
    }

    @Override
    public Samples sample() {
        return world.advance(
                CYCLE_MILLIS, new Uptime(world.age().toNanos() + CYCLE_MILLIS * 1_000_000L));
    }

    /// A world has no filters.
    @Override
    public void settle() {}

    @Override
    public void apply(Commands commands) {
        world.apply(commands);
    }

    /// The simulator falls silent by the commands alone.
    @Override
    public void keepAlive() {
        world.truth();
    }

    @Override
    public void close() {
        world.apply(Commands.SAFE);
    }
}
