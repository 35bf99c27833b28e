package stanchion.hal.linux.modbus;

/// The check sum of Modbus RTU: polynomial 0xA001 reflected, start 0xFFFF, low byte first on the
/// line (Modbus over Serial Line V1.02, 2.5.1.2).
final class ModbusCrc {
    private static final int POLYNOMIAL = 0xA001;

    private ModbusCrc() {}

    static int of(byte[] bytes, int from, int length) {
        int crc = 0xFFFF;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
        }
        return crc;
    }

    /// Whether the last two of `length` bytes are the check sum of those before.
    static boolean holds(byte[] bytes, int from, int length) {
        int last = from + length - 1;
        return of(bytes, from, length - 2)
                == ((bytes[last] & 0xFF) << 8 | (bytes[last - 1] & 0xFF));
    }
}
