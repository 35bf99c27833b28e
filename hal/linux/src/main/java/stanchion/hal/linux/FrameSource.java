package stanchion.hal.linux;

/// A converter that samples all its channels at the same instants, by its own clock.
///
/// A source is used by one thread, the sampler's.
public sealed interface FrameSource extends AutoCloseable permits IioBuffer, Ads131m04Group {
    /// Codes a frame has.
    int channels();

    /// Waits for frames and takes those there are, frame by frame. They follow each other without a
    /// loss; where one was lost, the call ends before it.
    ///
    /// @param codes room for at least one frame
    /// @param timeoutMillis how long to wait for the first
    /// @return frames taken; 0 when none came in time or the device is gone
    int read(int[] codes, int timeoutMillis);

    /// The number of the first frame of the last read that took any; frames are counted from 0 by
    /// their times, lost ones too.
    long firstFrame();

    /// Frames lost so far.
    long lost();

    @Override
    void close();
}
