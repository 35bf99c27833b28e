package stanchion.hal.linux;

/// An input that is asked for.
///
/// @param name of the line, as the device tree has it
/// @param polarity which voltage means active
/// @param bias the chip's own resistor
/// @param edges which changes are recorded; in the board's meaning, rising is to ACTIVE
public record InputLine(String name, Polarity polarity, Bias bias, Edges edges) {}
