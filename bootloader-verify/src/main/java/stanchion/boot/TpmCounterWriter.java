package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Defines and raises a [TpmCounter].
///
/// Who may define and undefine: the owner of the TPM. Who may raise: every process that the
/// operating system lets at the TPM. Neither can set firmware back: a counter only goes up, and one
/// that is undefined and defined again, or lost with `TPM2_Clear`, starts above the highest value
/// that any counter of this TPM ever had (TPM 2.0 Library, Part 3, `TPM2_NV_Increment`; Part 4,
/// `NvInitialCounter()`). What they can do is to shut the charger out, as they could by erasing its
/// slots.
public final class TpmCounterWriter implements CounterWriter {
    private final Path tpm;
    private final int index;
    private final TpmCounter counter;

    /// As for [TpmCounter].
    public TpmCounterWriter(Path tpm, int index) {
        this.tpm = tpm;
        this.index = index;
        this.counter = new TpmCounter(tpm, index);
    }

    /// What is there before anything is defined.
    public enum State {
        ABSENT,
        /// Defined as it must be, but a power cut came before it got a value.
        UNFINISHED,
        COUNTING
    }

    /// What is there now.
    ///
    /// @throws ForeignCounterException when the index is taken by something else
    public State state() throws IOException {
        try (TpmChannel channel = TpmChannel.open(tpm)) {
            return state(channel);
        }
    }

    /// Defines the counter if need be, and raises it once if it has no value yet: that is 1 on a
    /// new TPM, more on one that had counters before.
    ///
    /// @param owner the owner's password; empty as long as nobody took ownership
    /// @return the counter's value
    public long define(byte... owner) throws IOException {
        try (TpmChannel channel = TpmChannel.open(tpm)) {
            State found = state(channel);
            if (found == State.ABSENT) {
                new TpmCommand(TpmCommand.NV_DEFINE_SPACE)
                        .handle(TpmCommand.OWNER)
                        .password(owner)
                        .sized()
                        .sized(publicArea())
                        .run(channel);
            }
            if (found != State.COUNTING) {
                increment(channel);
            }
            return counter.read(channel);
        }
    }

    private State state(TpmChannel channel) throws IOException {
        try {
            if (counter.unwritten(channel)) {
                return State.UNFINISHED;
            }
        } catch (TpmErrorException error) {
            if (error.notDefined()) {
                return State.ABSENT;
            }
            throw error;
        }
        counter.read(channel);
        return State.COUNTING;
    }

    @Override
    public long raise(long epoch) throws IOException {
        try (TpmChannel channel = TpmChannel.open(tpm)) {
            long value = counter.read(channel);
            if (epoch - value > MOST) {
                throw new IOException("the counter is at " + value + ", not raised to " + epoch);
            }
            while (value < epoch) {
                increment(channel);
                long raised = counter.read(channel);
                if (raised <= value) {
                    throw new IOException("the counter stays at " + raised);
                }
                value = raised;
            }
            return value;
        }
    }

    private void increment(TpmChannel channel) throws IOException {
        new TpmCommand(TpmCommand.NV_INCREMENT).handle(index).handle(index).password().run(channel);
    }

    private byte[] publicArea() {
        return ByteBuffer.allocate(TpmCounter.PUBLIC_BYTES)
                .putInt(index)
                .putShort((short) TpmCounter.SHA256)
                .putInt(TpmCounter.ATTRIBUTES)
                .putShort((short) 0)
                .putShort((short) TpmCounter.COUNTER_BYTES)
                .array();
    }
}
