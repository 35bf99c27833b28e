package stanchion.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import stanchion.hal.Absence;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.sim.Lie.Sense;
import stanchion.units.Amps;
import stanchion.units.Celsius;

/// Stands between what a board senses and what the charger is told; without a lie nothing is
/// touched.
final class Liars {
    /// The longest delay: two seconds of cycles of 10 ms.
    static final int MOST_CYCLES = 200;

    /// As a frame of mains codes has them.
    private static final List<Sense> CHANNELS =
            List.of(
                    Sense.L1_VOLTS,
                    Sense.L1_AMPS,
                    Sense.L2_VOLTS,
                    Sense.L2_AMPS,
                    Sense.L3_VOLTS,
                    Sense.L3_AMPS);

    private static final double CYCLE_SECONDS = 0.01;
    private static final double CELSIUS_RANGE = 100;
    private static final double SUPPLY_RANGE = 32;
    private static final double PROXIMITY_RANGE = 4095;
    private static final double CODE_RANGE = 32_767;

    /// A lie that is being told.
    ///
    /// @param first what was so when it began
    private record Told(Lie lie, Samples first, long sinceCycle) {}

    private final Map<Sense, Lie> wanted = new EnumMap<>(Sense.class);
    private final Map<Sense, Told> told = new EnumMap<>(Sense.class);
    private final Deque<Samples> past = new ArrayDeque<>();
    private final SplittableRandom random;
    private long cycle;

    Liars(SplittableRandom random) {
        this.random = random;
    }

    void lie(Sense sense, Lie lie) {
        wanted.put(sense, lie);
        told.remove(sense);
    }

    void honest(Sense sense) {
        wanted.remove(sense);
        told.remove(sense);
    }

    /// What the charger is told of what is so.
    Samples told(Samples truth) {
        cycle++;
        if (wanted.isEmpty()) {
            past.clear();
            return truth;
        }
        past.addLast(truth);
        if (past.size() > MOST_CYCLES + 1) {
            past.removeFirst();
        }
        wanted.forEach(
                (sense, lie) -> told.computeIfAbsent(sense, _ -> new Told(lie, truth, cycle)));
        return new Samples(truth.at(), pilot(truth), proximity(truth), mains(truth), inputs(truth));
    }

    private PilotCapture pilot(Samples truth) {
        Told lie = told.get(Sense.PILOT);
        if (lie == null) {
            return truth.pilot();
        }
        if (isGone(lie)) {
            return PilotCapture.NOTHING;
        }
        short[] codes = then(lie, truth).pilot().codes().clone();
        for (int i = 0; i < codes.length; i++) {
            codes[i] =
                    (short) Math.clamp(bent(lie, codes[0], codes[i], CODE_RANGE), -32_768, 32_767);
        }
        return new PilotCapture(codes);
    }

    private int proximity(Samples truth) {
        Told lie = told.get(Sense.PROXIMITY);
        if (lie == null) {
            return truth.proximityCode();
        }
        int code = then(lie, truth).proximityCode();
        return isGone(lie)
                ? (int) PROXIMITY_RANGE
                : (int) Math.clamp(bent(lie, code, code, PROXIMITY_RANGE), 0, PROXIMITY_RANGE);
    }

    private MainsBlock mains(Samples truth) {
        MainsBlock block = truth.mains();
        int[] codes = block.codes().clone();
        for (int channel = 0; channel < block.channels(); channel++) {
            Told lie = told.get(CHANNELS.get(channel));
            if (lie != null) {
                bend(codes, channel, lie, then(lie, truth).mains());
            }
        }
        return new MainsBlock(block.firstFrame(), block.channels(), codes);
    }

    private void bend(int[] codes, int channel, Told lie, MainsBlock then) {
        int stuck = then.frames() == 0 ? 0 : then.codes()[channel];
        for (int at = channel; at < codes.length; at += then.channels()) {
            int code = at < then.codes().length ? then.codes()[at] : codes[at];
            double said = isGone(lie) ? 0 : bent(lie, stuck, code, CODE_RANGE);
            codes[at] = (int) Math.clamp(said, -32_768, 32_767);
        }
    }

    private Inputs inputs(Samples truth) {
        Inputs so = truth.inputs();
        return new Inputs(
                flipped(Sense.MIRROR, truth, Inputs::mirror, Inputs.ContactorPosition.values()),
                flipped(
                        Sense.LOAD_SIDE,
                        truth,
                        Inputs::loadSide,
                        new Inputs.LoadSide[] {Inputs.LoadSide.DEAD, Inputs.LoadSide.LIVE}),
                flipped(
                        Sense.RESIDUAL,
                        truth,
                        Inputs::residual,
                        new Inputs.ResidualMonitor[] {
                            Inputs.ResidualMonitor.READY, Inputs.ResidualMonitor.TRIPPED_DC
                        }),
                flipped(Sense.EARTH, truth, Inputs::earth, Inputs.Earth.values()),
                new Inputs.Housing(
                        flipped(
                                Sense.LID,
                                truth,
                                i -> i.housing().enclosure(),
                                Inputs.Enclosure.values()),
                        flipped(
                                Sense.ATTITUDE,
                                truth,
                                i -> i.housing().attitude(),
                                Inputs.Attitude.values()),
                        flipped(
                                Sense.STOP,
                                truth,
                                i -> i.housing().stop(),
                                Inputs.EmergencyStop.values()),
                        flipped(Sense.SEAL, truth, i -> i.housing().seal(), Inputs.Seal.values()),
                        flipped(
                                Sense.DEBUG,
                                truth,
                                i -> i.housing().debug(),
                                Inputs.DebugHeader.values())),
                flipped(Sense.LOGIC, truth, Inputs::logicSupply, Inputs.LogicSupply.values()),
                temperature(truth, so.temperature()),
                supply(truth, so.supply()));
    }

    private Reading<Celsius> temperature(Samples truth, Reading<Celsius> so) {
        Told lie = told.get(Sense.TEMPERATURE);
        if (lie == null) {
            return so;
        }
        if (isGone(lie)
                || !(then(lie, truth).inputs().temperature()
                        instanceof Reading.Present<Celsius>(Celsius celsius))) {
            return new Reading.Missing<>(Absence.SILENT);
        }
        double said = bent(lie, celsius.value(), celsius.value(), CELSIUS_RANGE);
        return new Reading.Present<>(new Celsius(said));
    }

    private Amps supply(Samples truth, Amps so) {
        Told lie = told.get(Sense.SUPPLY);
        if (lie == null) {
            return so;
        }
        double amps = then(lie, truth).inputs().supply().value();
        return new Amps(isGone(lie) ? 0 : Math.max(0, bent(lie, amps, amps, SUPPLY_RANGE)));
    }

    /// The samples the lie speaks of: those of now, of its beginning, or of a while ago.
    private Samples then(Told lie, Samples truth) {
        return switch (lie.lie.kind()) {
            case STUCK -> lie.first;
            case DELAYED -> delayed(lie.lie.amount());
            case DRIFTING, NOISY, INTERMITTENT -> truth;
        };
    }

    private Samples delayed(double seconds) {
        int back = (int) Math.round(seconds / CYCLE_SECONDS);
        int skip = Math.max(0, past.size() - 1 - back);
        return past.stream().skip(skip).findFirst().orElseThrow();
    }

    private boolean isGone(Told lie) {
        long half = Math.max(1, Math.round(lie.lie.amount() / CYCLE_SECONDS));
        return lie.lie.kind() == Lie.Kind.INTERMITTENT && (cycle - lie.sinceCycle) / half % 2 == 0;
    }

    private double bent(Told lie, double stuck, double value, double range) {
        double share = lie.lie.amount() / 100 * range;
        return switch (lie.lie.kind()) {
            case STUCK -> stuck;
            case DRIFTING -> value + share * (cycle - lie.sinceCycle) * CYCLE_SECONDS;
            case NOISY -> value + share * random.nextGaussian();
            case DELAYED, INTERMITTENT -> value;
        };
    }

    /// What a switch says; its opposite is the other of `states`.
    private <T> T flipped(Sense sense, Samples truth, Function<Inputs, T> read, T[] states) {
        Told lie = told.get(sense);
        if (lie == null) {
            return read.apply(truth.inputs());
        }
        T said = read.apply(then(lie, truth).inputs());
        boolean slips =
                lie.lie.kind() == Lie.Kind.NOISY && random.nextDouble() * 100 < lie.lie.amount();
        boolean flips = slips || isGone(lie);
        T other = said.equals(states[0]) ? states[1] : states[0];
        return flips ? other : said;
    }
}
