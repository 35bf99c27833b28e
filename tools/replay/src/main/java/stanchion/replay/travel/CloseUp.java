package stanchion.replay.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.control.ControlCycle.Outcome;
import stanchion.control.Sensed;
import stanchion.hal.Absence;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.AnalogFrontEnd.AdcScale;
import stanchion.hal.Commands;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.journal.Beginning;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Report;
import stanchion.pilot.PilotLevels;
import stanchion.pilot.PlateauReader;
import stanchion.replay.travel.Moment.Mains;
import stanchion.replay.travel.Moment.Pilot;

/// Looks at one cycle closely.
final class CloseUp {
    /// Two periods of the mains.
    private static final int CYCLES_OF_MAINS = 4;

    /// The meter reports every second.
    private static final int CYCLES_OF_METER = 150;

    private final JournalIndex index;
    private final Cycles cycles;

    CloseUp(JournalIndex index, Cycles cycles) {
        this.index = index;
        this.cycles = cycles;
    }

    /// @param at a cycle that the pass has read
    Moment of(long at) {
        Cycle cycle = cycles.at(at);
        Stretch stretch = index.stretch(at);
        Optional<AnalogFrontEnd> analog = stretch.beginning().map(from -> from.board().analog());
        PilotLevels levels = levels(at, cycle, analog);
        Facts facts =
                new Facts(
                        cycle,
                        levels,
                        stretch.beginning().map(Beginning::board),
                        index.insights.at(at).flatMap(known -> known),
                        meter(at));
        return new Moment(
                at,
                stretch.number() + at - stretch.first(),
                cycles.seconds(at),
                index.standings.at(at).orElse(Standing.UNREPEATED),
                state(cycle),
                why(at),
                new Moment.Waves(pilot(cycle, analog, levels), mains(at, analog)),
                Sheet.of(facts));
    }

    private Moment.Why why(long at) {
        return index.marks
                .changed(at)
                .map(mark ->
                        new Moment.Why(mark.cycle(), cycles.seconds(mark.cycle()), mark.text()))
                .orElse(new Moment.Why(0, 0, "no change is known"));
    }

    private static String state(Cycle cycle) {
        return switch (cycle.answer()) {
            case Decided(Outcome outcome) -> outcome.status().state();
            case Threw _ -> "";
        };
    }

    private PilotLevels levels(long at, Cycle cycle, Optional<AnalogFrontEnd> analog) {
        return switch (cycle.input()) {
            case Values(Sensed sensed) -> sensed.levels();
            case Waves(Samples samples) ->
                    analog.<PilotLevels>map(board ->
                                    new PlateauReader()
                                            .read(
                                                    samples.pilot(),
                                                    board.pilot(),
                                                    before(at).pilot()))
                            .orElse(new PilotLevels.Missing(Absence.NOT_YET));
        };
    }

    /// What was commanded while the cycle's samples were taken.
    private Commands before(long at) {
        boolean first = at == index.stretch(at).first();
        return !first && cycles.at(at - 1).answer() instanceof Decided(Outcome outcome)
                ? outcome.commands()
                : Commands.SAFE;
    }

    private static Pilot pilot(Cycle cycle, Optional<AnalogFrontEnd> analog, PilotLevels levels) {
        List<Double> shown =
                switch (levels) {
                    case PilotLevels.Steady(var level) -> List.of(level.value());
                    case PilotLevels.Swinging(var high, var low) ->
                            List.of(high.value(), low.value());
                    case PilotLevels.Missing _ -> List.of();
                };
        return cycle.input() instanceof Waves(Samples samples) && analog.isPresent()
                ? new Pilot(
                        analog.get().pilotRate().value(),
                        volts(samples.pilot(), analog.get().pilot()),
                        shown)
                : new Pilot(1, List.of(), shown);
    }

    private static List<Double> volts(PilotCapture capture, AdcScale scale) {
        List<Double> volts = new ArrayList<>();
        for (short code : capture.codes()) {
            volts.add(rounded(scale.valueOf(code)));
        }
        return volts;
    }

    private Mains mains(long at, Optional<AnalogFrontEnd> analog) {
        List<List<Double>> volts = new ArrayList<>();
        List<List<Double>> amps = new ArrayList<>();
        int own = 0;
        if (analog.isEmpty()) {
            return new Mains(1, 0, volts, amps);
        }
        for (var _ : analog.get().phases()) {
            volts.add(new ArrayList<>());
            amps.add(new ArrayList<>());
        }
        long first = Math.max(index.stretch(at).first(), at - CYCLES_OF_MAINS + 1);
        for (long cycle = first; cycle <= at; cycle++) {
            own = volts.getFirst().size();
            if (cycles.at(cycle).input() instanceof Waves(Samples samples)) {
                add(samples.mains(), analog.get(), volts, amps);
            }
        }
        return new Mains(analog.get().mainsRate().value(), own, volts, amps);
    }

    private static void add(
            MainsBlock block,
            AnalogFrontEnd analog,
            List<List<Double>> volts,
            List<List<Double>> amps) {
        int[] codes = block.codes();
        for (int i = 0; i < codes.length; i++) {
            int channel = i % block.channels();
            var phase = analog.phases().get(channel / 2);
            if (channel % 2 == 0) {
                volts.get(channel / 2).add(rounded(phase.volts().valueOf(codes[i])));
            } else {
                amps.get(channel / 2).add(rounded(phase.amps().valueOf(codes[i])));
            }
        }
    }

    /// Converters are not finer; the page gets less to read.
    private static double rounded(double value) {
        return Math.rint(value * 1000) / 1000;
    }

    private Optional<Report.Meter> meter(long at) {
        long first = Math.max(index.stretch(at).first(), at - CYCLES_OF_METER);
        for (long cycle = at; cycle >= first; cycle--) {
            if (cycles.at(cycle).answer() instanceof Decided(Outcome outcome)) {
                for (Report report : outcome.reports()) {
                    if (report instanceof Report.Meter meter) {
                        return Optional.of(meter);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
