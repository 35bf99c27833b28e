package stanchion.hal.linux;

/// An output that is asked for.
///
/// @param name of the line, as the device tree has it
/// @param initial the level it has from the first moment it is an output
/// @param polarity which voltage means active
public record OutputLine(String name, Level initial, Polarity polarity) {}
