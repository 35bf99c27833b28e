package stanchion.hal;

import java.util.List;
import stanchion.units.Amps;
import stanchion.units.Uptime;
import stanchion.units.Volts;
import stanchion.units.WattHours;
import stanchion.units.Watts;

/// What an energy meter on a wire says, or why it says nothing.
public sealed interface MeterReading {
    /// When it was read, or found missing.
    Uptime at();

    /// One complete poll. Positive power and imported energy flow towards the vehicle when the
    /// meter is wired as its maker draws it.
    ///
    /// @param phases one to three, L1 first
    /// @param power of all phases together
    /// @param imported the meter's register since it was made
    /// @param exported the meter's register since it was made; 0 where the meter has none
    record Measured(
            Uptime at, List<Phase> phases, Watts power, WattHours imported, WattHours exported)
            implements MeterReading {
        public Measured {
            phases = List.copyOf(phases);
            if (phases.isEmpty() || phases.size() > 3) {
                throw new IllegalArgumentException("a meter has 1…3 phases, not " + phases.size());
            }
        }
    }

    /// No value, and why.
    record Missing(Uptime at, Cause why) implements MeterReading {}

    /// One phase's voltage to neutral, current and active power.
    record Phase(Volts volts, Amps amps, Watts watts) {}

    /// Why there is no value.
    enum Cause {
        /// Nothing has been asked yet.
        NOT_YET,
        /// The serial port is not there, or has been taken away.
        UNPLUGGED,
        /// Nobody answered in time.
        BUS_SILENT,
        /// The line never fell silent, so that nothing could be asked.
        BUS_BUSY,
        /// Bytes came, but no whole frame with a right check sum.
        CRC,
        /// A whole frame came that answers something else.
        FOREIGN,
        /// The meter refused with a Modbus exception.
        EXCEPTION,
        /// The meter answered with what no working meter can measure.
        IMPLAUSIBLE,
        /// The last poll is too long ago to be believed.
        STALE
    }
}
