package stanchion.hal.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An ADS131M04: four channels of 24 bits, converted at the same instant by the chip's own clock
/// (datasheet SBAS890, 8.5).
///
/// ```text
/// frame  ── command ── 0 ── 0 ── 0 ── 0 ── 0 ──►   six words of 24 bits
///        ◄─ status ── ch 0 ─ 1 ── 2 ── 3 ── CRC     CRC-16/CCITT over the five words before it
/// ```
///
/// A frame whose checksum is wrong is no frame. Whether its data are new stands in its status.
public final class Ads131m04 implements AutoCloseable {
    /// Of a chip, from 0.
    public static final int CHANNELS = 4;

    private static final int MODE = 1;
    private static final int WORD_BYTES = 3;
    private static final int WORDS = CHANNELS + 2;
    private static final int FRAME_BYTES = WORDS * WORD_BYTES;
    private static final int CRC_AT = FRAME_BYTES - WORD_BYTES;
    private static final int SIGN_SHIFT = 8;

    private static final int READ_REGISTER = 0xA000;
    private static final int WRITE_REGISTER = 0x6000;
    private static final int REGISTER_SHIFT = 7;
    private static final int ID = 0x00;
    private static final int ID_OF_FOUR_CHANNELS = 0x24;
    private static final int CLOCK = 0x03;
    private static final int GAIN = 0x04;
    private static final int ALL_CHANNELS_HIGH_RESOLUTION = 0x0F02;
    private static final int OVERSAMPLING_SHIFT = 2;
    private static final int LEAST_OVERSAMPLING = 128;
    private static final int MOST_OVERSAMPLING = 16_384;
    private static final int MOST_GAIN = 128;
    private static final int NEW_DATA = 0x000F;

    /// What a frame was.
    public enum Frame {
        /// Data that were not read before.
        NEW,
        /// The conversion is not finished.
        NOT_YET,
        /// The checksum is wrong, or the bus refused.
        DAMAGED
    }

    private final SpiBus bus;
    private final SpiBurst frame;

    private Ads131m04(SpiBus bus) {
        this.bus = bus;
        frame = bus.burst(List.of(new byte[FRAME_BYTES]));
    }

    /// Opens a chip, asks what it is and sets it up.
    ///
    /// @param node its device node
    /// @param speedHz of the bus, up to 25 MHz
    /// @param oversampling 128, 256 … 16384: rate is half the chip's clock divided by it
    /// @param gain 1, 2, 4 … 128, of all channels
    public static Ads131m04 open(Path node, long speedHz, int oversampling, int gain)
            throws IOException {
        int clock = clock(oversampling);
        int gains = gains(gain);
        Ads131m04 chip = new Ads131m04(SpiBus.open(node, speedHz, MODE));
        int id = chip.register(ID);
        if (id >> Byte.SIZE != ID_OF_FOUR_CHANNELS) {
            chip.close();
            throw new IOException(
                    "%s: no ADS131M04 answers: its ID reads 0x%04x, 0x24xx is expected"
                            .formatted(node, id));
        }
        chip.write(CLOCK, clock);
        chip.write(GAIN, gains);
        return chip;
    }

    /// Exchanges one frame.
    ///
    /// @param codes where its four codes go, signed, when it is NEW
    /// @param at of the first
    public Frame read(int[] codes, int at) {
        command(0);
        if (bus.transfer(frame) == Written.FAILED || !isWhole()) {
            return Frame.DAMAGED;
        }
        if ((word(0) >> Byte.SIZE & NEW_DATA) != NEW_DATA) {
            return Frame.NOT_YET;
        }
        for (int i = 0; i < CHANNELS; i++) {
            codes[at + i] = word(i + 1) << SIGN_SHIFT >> SIGN_SHIFT;
        }
        return Frame.NEW;
    }

    /// Reads a register: the answer comes with the frame after the command's.
    private int register(int register) throws IOException {
        command(READ_REGISTER | register << REGISTER_SHIFT);
        exchange("read register " + register);
        command(0);
        exchange("read register " + register);
        return word(0) >> Byte.SIZE;
    }

    private void write(int register, int value) throws IOException {
        command(WRITE_REGISTER | register << REGISTER_SHIFT);
        word(1, value);
        exchange("write register " + register);
        word(1, 0);
        int found = register(register);
        if (found != value) {
            throw new IOException(
                    "%s: register %d took 0x%04x as 0x%04x"
                            .formatted(bus.name(), register, value, found));
        }
    }

    private void exchange(String what) throws IOException {
        if (bus.transfer(frame) == Written.FAILED) {
            throw new IOException(bus.name() + ": cannot " + what + ": the bus refuses");
        }
    }

    private void command(int command) {
        word(0, command);
    }

    private void word(int index, int upper) {
        frame.send(0, index * WORD_BYTES, (byte) (upper >> Byte.SIZE));
        frame.send(0, index * WORD_BYTES + 1, (byte) upper);
    }

    private int word(int index) {
        int at = index * WORD_BYTES;
        return frame.received(0, at) << (2 * Byte.SIZE)
                | frame.received(0, at + 1) << Byte.SIZE
                | frame.received(0, at + 2);
    }

    private boolean isWhole() {
        int crc = CcittCrc.SEED;
        for (int i = 0; i < CRC_AT; i++) {
            crc = CcittCrc.next(crc, frame.received(0, i));
        }
        return word(WORDS - 1) >> Byte.SIZE == crc;
    }

    static int clock(int oversampling) throws IOException {
        if (Integer.bitCount(oversampling) != 1
                || oversampling < LEAST_OVERSAMPLING
                || oversampling > MOST_OVERSAMPLING) {
            throw new IOException(
                    "an ADS131M04 has no oversampling of %d; 128, 256 … 16384 it has"
                            .formatted(oversampling));
        }
        int code = Integer.numberOfTrailingZeros(oversampling / LEAST_OVERSAMPLING);
        return ALL_CHANNELS_HIGH_RESOLUTION | code << OVERSAMPLING_SHIFT;
    }

    static int gains(int gain) throws IOException {
        if (Integer.bitCount(gain) != 1 || gain > MOST_GAIN) {
            throw new IOException("an ADS131M04 has no gain of " + gain + "; 1, 2, 4 … 128 it has");
        }
        return Integer.numberOfTrailingZeros(gain) * 0x1111;
    }

    @Override
    public void close() {
        bus.close();
    }
}
