package stanchion.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.metering.Meter;
import stanchion.metering.MeterWindow;

/// The charger's own meter, fed in blocks of ten milliseconds as on the wall.
///
/// @param windows of 0.2 s in one value
record Firmware(int windows) implements WattSeries {
    private static final double BLOCK_SECONDS = 0.01;

    @Override
    public double[] watts(AnalogFrontEnd analog, int[] codes) {
        List<MeterWindow> all = windows(analog, codes);
        double[] watts = new double[all.size() / windows];
        for (int i = 0; i < watts.length; i++) {
            watts[i] = mean(all.subList(i * windows, (i + 1) * windows));
        }
        return watts;
    }

    static List<MeterWindow> windows(AnalogFrontEnd analog, int[] codes) {
        Meter meter = new Meter(analog);
        int block = 2 * (int) (analog.mainsRate().value() * BLOCK_SECONDS);
        List<MeterWindow> all = new ArrayList<>();
        for (int at = 0; at < codes.length; at += block) {
            int[] some =
                    java.util.Arrays.copyOfRange(codes, at, Math.min(at + block, codes.length));
            all.addAll(meter.accept(new MainsBlock(at / 2, 2, some)));
        }
        return all;
    }

    private static double mean(List<MeterWindow> some) {
        double sum = 0;
        double frames = 0;
        for (MeterWindow window : some) {
            sum += window.frames() * window.phases().getFirst().active().value();
            frames += window.frames();
        }
        return sum / frames;
    }
}
