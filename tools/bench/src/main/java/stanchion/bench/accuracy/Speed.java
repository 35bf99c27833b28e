package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import java.util.Arrays;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.metering.Meter;

/// What a sample costs: the whole way from codes to windows, beside a plain loop that only sums
/// three products of the same codes, round by round in turn.
///
/// @param meterNanos per ADC sample, the least of all rounds
/// @param plainNanos the same of the plain loop
public record Speed(double meterNanos, double plainNanos) {
    private static final int ROUNDS = 60;
    private static final double SECONDS = 10;
    private static final double BLOCK_SECONDS = 0.01;

    /// Times both on the machine as it is.
    static Speed measure(FrontEnd frontEnd) {
        AnalogFrontEnd analog = frontEnd.analog();
        MainsBlock[] blocks = blocks(frontEnd);
        long samples = Arrays.stream(blocks).mapToLong(block -> block.codes().length).sum();
        Speed best = new Speed(Double.MAX_VALUE, Double.MAX_VALUE);
        double unused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Meter meter = new Meter(analog);
            long start = System.nanoTime();
            for (MainsBlock block : blocks) {
                unused += meter.accept(block).size();
            }
            long middle = System.nanoTime();
            for (MainsBlock block : blocks) {
                unused += plain(block.codes());
            }
            long end = System.nanoTime();
            best =
                    new Speed(
                            Math.min(best.meterNanos, (double) (middle - start) / samples),
                            Math.min(best.plainNanos, (double) (end - middle) / samples));
        }
        if (Double.isNaN(unused)) {
            throw new IllegalStateException("sums are not finite");
        }
        return best;
    }

    private static MainsBlock[] blocks(FrontEnd frontEnd) {
        int[] codes = frontEnd.codes(Load.sine(16), SECONDS, 1);
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

    /// One line for a person.
    public String line() {
        return String.format(
                ROOT,
                "%.2f ns per ADC sample; a plain loop over the same codes %.2f ns (%.2f x)",
                meterNanos,
                plainNanos,
                meterNanos / plainNanos);
    }
}
