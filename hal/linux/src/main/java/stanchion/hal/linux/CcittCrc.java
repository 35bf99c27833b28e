package stanchion.hal.linux;

/// CRC-16/CCITT-FALSE: polynomial 0x1021, seed 0xFFFF, highest bit first.
final class CcittCrc {
    static final int SEED = 0xFFFF;
    private static final int POLYNOMIAL = 0x1021;
    private static final int TOP = 0x8000;

    private CcittCrc() {}

    /// The checksum with one byte more.
    static int next(int crc, int octet) {
        int value = crc ^ octet << Byte.SIZE;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            value = (value & TOP) == 0 ? value << 1 : value << 1 ^ POLYNOMIAL;
        }
        return value & 0xFFFF;
    }
}
