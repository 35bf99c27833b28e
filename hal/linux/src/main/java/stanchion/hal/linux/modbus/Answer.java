package stanchion.hal.linux.modbus;

import stanchion.hal.MeterReading.Cause;

/// What came of one exchange.
sealed interface Answer {
    /// The registers asked for, 0…65535 each.
    @SuppressWarnings("ArrayRecordComponent") // passed on once and compared nowhere
    record Registers(int[] words) implements Answer {}

    /// None, and why.
    record Failed(Cause why) implements Answer {}
}
