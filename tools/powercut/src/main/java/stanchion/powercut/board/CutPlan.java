package stanchion.powercut.board;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import stanchion.powercut.Story;

/// What a seed draws for one cycle.
///
/// @param changes writes and flushes of the disk until the power goes
/// @param acknowledged records until the power goes from one who does not sync
/// @param atom bytes that the disk writes whole or not at all
/// @param story of a disk that is new in this cycle
/// @param lots which of the unflushed atoms survive
record CutPlan(int changes, int acknowledged, int atom, Story story, RandomGenerator lots) {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;

    /// Soon after power came on: in the journal's replay, the mount, the verifier's first record.
    static final int SOON = 60;

    /// A story has about 400 changes, records beside it included.
    static final int LATE = 500;

    private static final int MOST_ACKNOWLEDGED = 100;

    static CutPlan of(long seed, int cycle) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + cycle);
        int most = random.nextInt(4) == 0 ? SOON : LATE;
        return new CutPlan(
                1 + random.nextInt(most),
                1 + random.nextInt(MOST_ACKNOWLEDGED),
                random.nextBoolean() ? SECTOR : PAGE,
                random.nextInt(3) == 0 ? Story.REVERTED : Story.CONFIRMED,
                random);
    }
}
