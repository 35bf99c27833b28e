package stanchion.powercut.board;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import stanchion.powercut.Moment;
import stanchion.powercut.Story;

/// What a seed draws for one cycle.
///
/// @param moment in the charger's life that is waited for
/// @param changes writes and flushes of the disk from there until the power goes
/// @param acknowledged records until the power goes from one who does not sync
/// @param atom bytes that the disk writes whole or not at all
/// @param story of a disk that is new in this cycle
/// @param lots which of the unflushed atoms survive
record CutPlan(
        Moment moment, int changes, int acknowledged, int atom, Story story, RandomGenerator lots) {
    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int MOST_ACKNOWLEDGED = 100;

    static CutPlan of(long seed, int cycle) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + cycle);
        Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        return new CutPlan(
                moment,
                1 + random.nextInt(most(moment)),
                1 + random.nextInt(MOST_ACKNOWLEDGED),
                random.nextBoolean() ? SECTOR : PAGE,
                random.nextBoolean() ? Story.REVERTED : Story.CONFIRMED,
                random);
    }

    /// About as many changes as the disk sees from that moment to the next, those of the records
    /// beside it included.
    static int most(Moment moment) {
        return switch (moment) {
            case MOUNTING -> 25;
            case STARTING, REVERTING -> 80;
            case FETCHING -> 450;
            case SWITCHING -> 20;
            case TRYING, RESTING -> 60;
        };
    }
}
