package stanchion.journal;

import java.util.List;
import stanchion.control.ControlCycle.Outcome;
import stanchion.control.Sensed;
import stanchion.hal.Samples;
import stanchion.link.Request;
import stanchion.units.Uptime;

/// What stands in a journal.
public sealed interface JournalEntry {
    /// A charger starts; whatever stood before is over.
    record Begun(Beginning beginning) implements JournalEntry {}

    /// One cycle.
    ///
    /// @param requests that the cycle read, in order of arrival
    record Cycle(Input input, List<Request> requests, Answer answer) implements JournalEntry {
        public Cycle {
            requests = List.copyOf(requests);
        }
    }

    /// Cycles that the journal does not hold, because the writer was too slow. What follows cannot
    /// be replayed, until the next beginning.
    record Missed(long cycles) implements JournalEntry {}

    /// How a cycle sensed.
    sealed interface Input {
        /// When what was sensed ended.
        Uptime at();
    }

    /// As codes of converters, from hardware or from the simulator's circuits.
    record Waves(Samples samples) implements Input {
        @Override
        public Uptime at() {
            return samples.at();
        }
    }

    /// As values, from a simulator that skips the waveforms.
    record Values(Sensed sensed) implements Input {
        @Override
        public Uptime at() {
            return sensed.at();
        }
    }

    /// What a cycle came to.
    sealed interface Answer {}

    record Decided(Outcome outcome) implements Answer {}

    /// A bug ended the cycle, and with it the charger's life.
    ///
    /// @param what the exception in words
    record Threw(String what) implements Answer {}
}
