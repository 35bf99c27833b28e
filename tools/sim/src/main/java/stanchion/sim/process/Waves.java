package stanchion.sim.process;

import static java.util.Locale.ROOT;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;
import stanchion.sim.Truth;

/// The last two periods of the mains and the last five of the pilot, as the converters see them,
/// for an oscilloscope.
///
/// ```json
/// {"pilot":{"rate":20000,"duty":26.6,"volts":[…]},
///  "mains":{"rate":4800,"volts":[[…],[…],[…]],"amps":[[…],[…],[…]]}}
/// ```
final class Waves {
    private static final int BATCHES = 8;

    private final AnalogFrontEnd analog;
    private final ArrayDeque<Samples> last = new ArrayDeque<>();

    Waves(AnalogFrontEnd analog) {
        this.analog = analog;
    }

    void keep(Samples samples) {
        last.add(samples);
        if (last.size() > BATCHES) {
            last.remove();
        }
    }

    String json(Truth truth) {
        List<String> volts = new ArrayList<>();
        List<String> amps = new ArrayList<>();
        for (int i = 0; i < analog.phases().size(); i++) {
            volts.add(channel(2 * i, analog.phases().get(i).volts()));
            amps.add(channel(2 * i + 1, analog.phases().get(i).amps()));
        }
        return String.format(
                ROOT,
                "{\"pilot\":{\"rate\":%.0f,\"duty\":%.3f,\"volts\":%s},"
                        + "\"mains\":{\"rate\":%.0f,\"volts\":%s,\"amps\":%s}}",
                analog.pilotRate().value(),
                truth.duty().percent(),
                pilot(),
                analog.mainsRate().value(),
                array(volts),
                array(amps));
    }

    private String pilot() {
        List<String> values = new ArrayList<>();
        if (!last.isEmpty()) {
            for (short code : last.getLast().pilot().codes()) {
                values.add(number(analog.pilot().valueOf(code)));
            }
        }
        return array(values);
    }

    private String channel(int channel, AdcScale scale) {
        List<String> values = new ArrayList<>();
        for (Samples samples : last) {
            MainsBlock block = samples.mains();
            for (int frame = 0; frame < block.frames(); frame++) {
                int code = block.codes()[frame * block.channels() + channel];
                values.add(number(scale.valueOf(code)));
            }
        }
        return array(values);
    }

    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        return Double.toString(hundredths / 100.0);
    }

    private static String array(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
