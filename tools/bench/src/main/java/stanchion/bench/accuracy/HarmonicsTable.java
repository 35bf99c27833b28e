package stanchion.bench.accuracy;

import static java.util.Locale.ROOT;

import stanchion.hal.AnalogFrontEnd.PhaseChannels;
import stanchion.metering.Coupling;
import stanchion.metering.Harmonics;
import stanchion.metering.Recording;
import stanchion.units.Hertz;

/// The harmonics of one simulated second beside what they truly are.
final class HarmonicsTable {
    private static final double SECONDS = 1;

    private HarmonicsTable() {}

    static String text(FrontEnd frontEnd, Load load, long seed) {
        return switch (recorded(frontEnd, load, seed).harmonics()) {
            case Recording.Resolved(Harmonics found) -> table(found, load);
            case Recording.Unresolved(var why) -> "no frequency: " + why + "\n";
        };
    }

    private static Recording recorded(FrontEnd frontEnd, Load load, long seed) {
        PhaseChannels channels = frontEnd.analog().phases().getFirst();
        Recording recording = new Recording(new Hertz(frontEnd.rate()), 1, Coupling.AC);
        int[] codes = frontEnd.codes(load, SECONDS, seed);
        for (int at = 0; at < codes.length; at += 2) {
            recording.add(
                    channels.volts().valueOf(codes[at]), channels.amps().valueOf(codes[at + 1]));
        }
        return recording;
    }

    private static String table(Harmonics found, Load load) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        ROOT,
                        "fundamental %.4f Hz, distortion of the current %.3f %%%n",
                        found.fundamental().value(),
                        100 * found.currentDistortion(0)));
        text.append("order  volts      true       amps       true\n");
        for (Harmonics.Order order : found.phases().getFirst()) {
            text.append(
                    String.format(
                            ROOT,
                            "%5d %10.4f %10.4f %10.5f %10.5f%n",
                            order.order(),
                            order.voltage().value(),
                            load.voltsOf(order.order()),
                            order.current().value(),
                            load.ampsOf(order.order())));
        }
        return text.toString();
    }
}
