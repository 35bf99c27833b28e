package stanchion.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A rollback counter in the NV memory of a TPM 2.0.
///
/// The index must be what [TpmCounterWriter] defines and nothing else, see [#ATTRIBUTES]: anything
/// more permissive could be set back.
public final class TpmCounter implements RollbackCounter {
    /// TPM_NT_COUNTER, AUTHREAD and AUTHWRITE with an empty password, NO_DA (Part 2, "TPMA_NV").
    ///
    /// - *counter*: nobody, not even the owner, can lower it or write a value.
    /// - *no owner or platform access, no policy, no locks*: reading cannot be switched off.
    /// - *no dictionary attack protection*: wrong passwords for other things of the TPM must not
    ///   lock the charger out of its own counter.
    /// - *not orderly*: the value is in the NV memory, not in RAM until an orderly shutdown.
    public static final int ATTRIBUTES = 0x0204_0014;

    static final int SHA256 = 0x000B;
    static final int COUNTER_BYTES = 8;

    /// Index, digest algorithm, attributes, empty policy, length of the data.
    static final int PUBLIC_BYTES = 14;

    private static final int WRITTEN = 0x2000_0000;

    /// Length, digest algorithm, digest.
    private static final int NAME_BYTES = 2 + 2 + 32;

    private final Path tpm;
    private final int index;

    /// @param tpm a character device, or a Unix socket that takes raw commands
    /// @param index 0x01800000…0x01ffffff
    public TpmCounter(Path tpm, int index) {
        this.tpm = tpm;
        this.index = index;
    }

    /// @throws ForeignCounterException when the index is not such a counter
    @Override
    public long read() throws IOException {
        try (TpmChannel channel = TpmChannel.open(tpm)) {
            return read(channel);
        }
    }

    long read(TpmChannel channel) throws IOException {
        require(ATTRIBUTES | WRITTEN, attributes(channel));
        ByteBuffer answer =
                new TpmCommand(TpmCommand.NV_READ)
                        .handle(index)
                        .handle(index)
                        .password()
                        .u16(COUNTER_BYTES)
                        .u16(0)
                        .run(channel);
        if (answer.remaining() != Short.BYTES + COUNTER_BYTES
                || answer.getShort() != COUNTER_BYTES) {
            throw new IOException("the TPM did not read 8 bytes");
        }
        long value = answer.getLong();
        if (value < 0) {
            throw new IOException("the counter is beyond 2^63");
        }
        return value;
    }

    /// Checks the public area of the index but for its attributes, and returns those.
    int attributes(TpmChannel channel) throws IOException {
        ByteBuffer answer = new TpmCommand(TpmCommand.NV_READ_PUBLIC).handle(index).run(channel);
        if (answer.remaining() < Short.BYTES || answer.remaining() < publicBytes(answer)) {
            throw new IOException("the TPM did not describe the NV index in full");
        }
        if (answer.getShort() != PUBLIC_BYTES) {
            throw new ForeignCounterException("NV index " + hex(index) + " has a policy");
        }
        if (answer.getInt() != index) {
            throw new IOException("the TPM described another NV index");
        }
        int digest = answer.getShort();
        int attributes = answer.getInt();
        if (digest != SHA256 || answer.getShort() != 0 || answer.getShort() != COUNTER_BYTES) {
            throw new ForeignCounterException("NV index " + hex(index) + " is of another form");
        }
        if (answer.remaining() != NAME_BYTES || answer.getShort() != NAME_BYTES - Short.BYTES) {
            throw new IOException("the TPM named the NV index at another length");
        }
        return attributes;
    }

    /// Whether it was defined as it must be and never raised, so that it has no value yet.
    boolean unwritten(TpmChannel channel) throws IOException {
        return attributes(channel) == ATTRIBUTES;
    }

    private void require(int attributes, int found) throws ForeignCounterException {
        if (found != attributes) {
            throw new ForeignCounterException(
                    "NV index "
                            + hex(index)
                            + " has attributes "
                            + hex(found)
                            + ", not "
                            + hex(attributes));
        }
    }

    private static int publicBytes(ByteBuffer answer) {
        int size = answer.getShort(0);
        return Short.BYTES + Math.max(size, PUBLIC_BYTES);
    }

    static String hex(int value) {
        String digits = Integer.toHexString(value);
        return "0x" + "00000000".substring(digits.length()) + digits;
    }
}
