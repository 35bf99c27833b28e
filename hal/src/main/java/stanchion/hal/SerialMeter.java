package stanchion.hal;

import stanchion.units.Uptime;

/// An energy meter on a wire. It is polled at its own pace, by a thread of its own.
public interface SerialMeter extends AutoCloseable {
    /// What the last poll came to; never waits, and never gives what is too old.
    ///
    /// @param now the time of the cycle that asks
    MeterReading reading(Uptime now);

    /// Ends the polling and leaves the port to others.
    @Override
    void close();
}
