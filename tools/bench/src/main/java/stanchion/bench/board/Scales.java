package stanchion.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.AnalogFrontEnd.PhaseChannels;

/// What the converters of a board show, in the quantities that matter: derived from its parts.
final class Scales {
    /// One converter channel.
    ///
    /// @param reach least and greatest value that is not clipped
    /// @param step of one code
    /// @param rate samples a second; empty where it is read now and then
    record Channel(String name, String reach, String step, String rate) {}

    private Scales() {}

    static List<Channel> of(AnalogFrontEnd analog) {
        List<Channel> channels = new ArrayList<>();
        String pilotRate = number(analog.pilotRate().value()) + " Hz in bursts";
        channels.add(channel("control pilot", analog.pilot(), "V", pilotRate));
        channels.add(channel("proximity pilot", analog.proximity().volts(), "V", ""));
        String rate = number(analog.mainsRate().value()) + " Hz";
        for (int i = 0; i < analog.phases().size(); i++) {
            PhaseChannels phase = analog.phases().get(i);
            channels.add(channel("L" + (i + 1) + " voltage", phase.volts(), "V", rate));
            channels.add(channel("L" + (i + 1) + " current", phase.amps(), "A", rate));
        }
        return channels;
    }

    private static Channel channel(String name, AdcScale scale, String unit, String rate) {
        double one = scale.valueOf(scale.lowestCode() + 1.0);
        double other = scale.valueOf(scale.highestCode() - 1.0);
        return new Channel(
                name,
                "%s … %s %s"
                        .formatted(
                                number(Math.min(one, other)), number(Math.max(one, other)), unit),
                step(Math.abs(scale.unitsPerCode()), unit),
                rate);
    }

    private static String step(double value, String unit) {
        return value < 1e-3
                ? String.format(Locale.ROOT, "%.3g u%s", value * 1e6, unit)
                : String.format(Locale.ROOT, "%.3g m%s", value * 1e3, unit);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
    }
}
