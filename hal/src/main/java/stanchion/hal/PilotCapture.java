package stanchion.hal;

/// Codes of the control pilot in order of time, at [AnalogFrontEnd#pilotRate], not synchronous with
/// the PWM.
///
/// The array belongs to this value and is never written again.
///
/// @param codes about 10 ms of samples; empty when the converter delivered nothing
@SuppressWarnings("ArrayRecordComponent") // ten milliseconds of codes; compared nowhere
public record PilotCapture(short[] codes) {
    public static final PilotCapture NOTHING = new PilotCapture(new short[0]);
}
