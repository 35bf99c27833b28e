package stanchion.powercut.disk;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// What had reached the medium when the power went, as far as nobody had made sure of it.
public interface Dice {
    /// Which of the states a thing went through is found.
    ///
    /// @param states in their order, the first made sure of, the last the newest
    /// @return 0 … `states` − 1
    int pick(int states);

    /// Nothing but what was synced.
    static Dice nothing() {
        return new Named("nothing that was not synced", states -> 0);
    }

    /// Everything, as after a crash of the program alone.
    static Dice everything() {
        return new Named("everything", states -> states - 1);
    }

    /// Any mixture, each thing by itself; some seeds keep much, some little.
    static Dice mixture(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double kept = random.nextDouble();
        return new Named(
                "mixture " + seed,
                states ->
                        random.nextDouble() < kept
                                ? random.nextInt(states - 1) + 1
                                : random.nextInt(states));
    }

    /// Dice that say what they are.
    record Named(String name, IntUnaryOperator picks) implements Dice {
        @Override
        public int pick(int states) {
            return picks.applyAsInt(states);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
