package stanchion.session;

import java.util.List;
import stanchion.link.Report.Meter.Phase;
import stanchion.metering.MainsFrequency;
import stanchion.units.Amps;
import stanchion.units.Volts;

/// What the last window of the meter says of the mains.
public sealed interface Mains {
    /// No window yet.
    record Unknown() implements Mains {}

    /// The last window.
    ///
    /// @param phases one to three, L1 first
    record Measured(List<Phase> phases, MainsFrequency frequency) implements Mains {
        public Measured {
            phases = List.copyOf(phases);
        }

        /// RMS voltage of the lowest phase.
        public Volts lowest() {
            Volts lowest = phases.getFirst().voltage();
            for (Phase phase : phases) {
                lowest = phase.voltage().compareTo(lowest) < 0 ? phase.voltage() : lowest;
            }
            return lowest;
        }

        /// RMS voltage of the highest phase.
        public Volts highest() {
            Volts highest = phases.getFirst().voltage();
            for (Phase phase : phases) {
                highest = phase.voltage().compareTo(highest) > 0 ? phase.voltage() : highest;
            }
            return highest;
        }

        /// RMS current of the least loaded phase.
        public Amps leastCurrent() {
            Amps least = phases.getFirst().current();
            for (Phase phase : phases) {
                least = phase.current().compareTo(least) < 0 ? phase.current() : least;
            }
            return least;
        }

        @Override
        public Amps current() {
            Amps most = Amps.ZERO;
            for (Phase phase : phases) {
                most = phase.current().compareTo(most) > 0 ? phase.current() : most;
            }
            return most;
        }
    }

    /// The RMS current of the most loaded phase; 0 A before the first window.
    default Amps current() {
        return Amps.ZERO;
    }
}
