package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.Arrays;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.metering.Meter;

/// What a sample costs: the whole way from codes to windows, beside emonLibCM's way and a plain
/// loop that only sums three products, on the same codes, round by round in turn.
///
/// @param meterNanos per ADC sample, the least of all rounds
/// @param peerNanos the same of emonLibCM's way, in Java
/// @param plainNanos the same of the plain loop
record Speed(double meterNanos, double peerNanos, double plainNanos) {
    private static final double GOAL_NANOS = 0.5;
    private static final WholeCycles PEER = new WholeCycles(WholeCycles.Delaying.TWO_PRODUCTS);
    private static final int ROUNDS = 1000;
    private static final double SECONDS = 10;
    private static final double BLOCK_SECONDS = 0.01;

    /// Times both on the machine as it is.
    static Speed measure(FrontEnd frontEnd) {
        AnalogFrontEnd analog = frontEnd.analog();
        MainsBlock[] blocks = blocks(frontEnd);
        int[] codes = codes(frontEnd);
        Speed best = new Speed(Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
        double unused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Meter meter = new Meter(analog);
            long start = System.nanoTime();
            unused += metered(meter, blocks);
            long metered = System.nanoTime();
            unused += PEER.watts(analog, codes).length;
            long compared = System.nanoTime();
            unused += plain(blocks);
            long end = System.nanoTime();
            best =
                    best.orLess(
                            new Speed(metered - start, compared - metered, end - compared)
                                    .each(codes.length));
        }
        if (Double.isNaN(unused)) {
            throw new IllegalStateException("sums are not finite");
        }
        return best;
    }

    private Speed each(double samples) {
        return new Speed(meterNanos / samples, peerNanos / samples, plainNanos / samples);
    }

    private Speed orLess(Speed other) {
        return new Speed(
                Math.min(meterNanos, other.meterNanos),
                Math.min(peerNanos, other.peerNanos),
                Math.min(plainNanos, other.plainNanos));
    }

    private static int[] codes(FrontEnd frontEnd) {
        return frontEnd.codes(Load.sine(16), SECONDS, 1);
    }

    private static double metered(Meter meter, MainsBlock[] blocks) {
        double windows = 0;
        for (MainsBlock block : blocks) {
            windows += meter.accept(block).size();
        }
        return windows;
    }

    private static double plain(MainsBlock[] blocks) {
        double sums = 0;
        for (MainsBlock block : blocks) {
            sums += plain(block.codes());
        }
        return sums;
    }

    private static MainsBlock[] blocks(FrontEnd frontEnd) {
        int[] codes = codes(frontEnd);
        int block = 2 * (int) (frontEnd.rate() * BLOCK_SECONDS);
        MainsBlock[] blocks = new MainsBlock[codes.length / block];
        for (int i = 0; i < blocks.length; i++) {
            int[] some = Arrays.copyOfRange(codes, i * block, (i + 1) * block);
            blocks[i] = new MainsBlock((long) i * block / 2, 2, some);
        }
        return blocks;
    }

    /// Three sums, one after the other, as a first program would.
    private static double plain(int[] codes) {
        double volts = 0;
        double amps = 0;
        double watts = 0;
        for (int n = 0; n < codes.length; n += 2) {
            double volt = codes[n];
            double amp = codes[n + 1];
            volts += volt * volt;
            amps += amp * amp;
            watts += volt * amp;
        }
        return volts + amps + watts;
    }

    boolean isMet() {
        return meterNanos <= GOAL_NANOS;
    }

    /// One line for a person.
    String line() {
        return String.format(
                ROOT,
                "%.2f ns per ADC sample, goal <= %.1f %s; emonLibCM's way %.2f ns, a plain loop %.2f ns",
                meterNanos,
                GOAL_NANOS,
                isMet() ? "met" : "MISSED",
                peerNanos,
                plainNanos);
    }
}
