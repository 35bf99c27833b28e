package stanchion.hal;

/// Codes of the mains channels, one frame per instant: `V1 I1 [V2 I2 [V3 I3]]`, at
/// [AnalogFrontEnd#mainsRate].
///
/// Blocks of consecutive cycles join without a gap when `firstFrame` equals the previous block's
/// `firstFrame` plus its number of frames; anything else is an overrun of the sampler and a fault,
/// not a gap to be bridged.
///
/// The array belongs to this value and is never written again.
///
/// @param firstFrame index of the first frame since the sampler started
/// @param channels codes per frame: twice the number of phases
/// @param codes `frames × channels` codes, frame by frame
@SuppressWarnings("ArrayRecordComponent") // ten milliseconds of codes; compared nowhere
public record MainsBlock(long firstFrame, int channels, int[] codes) {
    public MainsBlock {
        if (channels < 2 || channels > 6 || channels % 2 != 0 || codes.length % channels != 0) {
            throw new IllegalArgumentException(
                    codes.length + " codes in " + channels + " channels");
        }
    }

    public int frames() {
        return codes.length / channels;
    }
}
