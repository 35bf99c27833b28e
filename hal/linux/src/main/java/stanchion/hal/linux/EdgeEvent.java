package stanchion.hal.linux;

/// One change of an input, as the kernel saw it in its interrupt.
///
/// @param to what the line became, as the board means it
/// @param nanos time of the monotonic clock, that of `System.nanoTime()`
/// @param number counts the line's changes from 1; a jump means that some were lost
public record EdgeEvent(Level to, long nanos, long number) {}
