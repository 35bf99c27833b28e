package stanchion.hal.linux.modbus;

/// Asks a meter for consecutive registers.
///
/// @param unit the meter's address, 1…247
/// @param function 3, holding registers, or 4, input registers
/// @param start the first register as it stands on the wire, from 0
/// @param count registers of 16 bit, 1…125
record ReadRequest(int unit, int function, int start, int count) {
    ReadRequest {
        if (unit < 1 || unit > 247 || function < 3 || function > 4) {
            throw new IllegalArgumentException("unit " + unit + ", function " + function);
        }
        if (start < 0 || count < 1 || count > 125 || start + count > 0x10000) {
            throw new IllegalArgumentException(count + " registers from " + start);
        }
    }

    byte[] frame() {
        byte[] frame = {
            (byte) unit,
            (byte) function,
            (byte) (start >> 8),
            (byte) start,
            (byte) (count >> 8),
            (byte) count,
            0,
            0
        };
        int crc = ModbusCrc.of(frame, 0, 6);
        frame[6] = (byte) crc;
        frame[7] = (byte) (crc >> 8);
        return frame;
    }

    /// Bytes of a whole answer: address, function, count, registers, check sum.
    int answerLength() {
        return 5 + 2 * count;
    }
}
