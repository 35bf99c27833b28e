package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import stanchion.hal.linux.os.Device;

/// A device at an address of an I2C bus (/dev/i2c-N), with registers of 16 bits, high byte first.
///
/// Registers go through SMBus word calls, which every adapter knows; some know nothing else.
///
/// ```text
/// i2c_smbus_ioctl_data  read_write:u8 command:u8 size:u32@4 data:pointer@8                   = 16
/// ```
public final class I2cDevice implements WordRegisters {
    private static final long SET_ADDRESS = 0x0703;
    private static final long SMBUS = 0x0720;
    private static final int LOWEST = 0x08;
    private static final int HIGHEST = 0x77;

    private static final long CALL_BYTES = 16;
    private static final long COMMAND = 1;
    private static final long SIZE = 4;
    private static final long DATA = 8;
    private static final int WORD_DATA = 3;
    private static final byte READ = 1;
    private static final byte WRITE = 0;

    private final Device device;
    private final MemorySegment call = Device.memory(CALL_BYTES);
    private final MemorySegment data = Device.memory(Long.BYTES);

    private I2cDevice(Device device) {
        this.device = device;
        call.set(ValueLayout.JAVA_INT, SIZE, WORD_DATA);
        call.set(ValueLayout.JAVA_LONG, DATA, data.address());
    }

    /// Opens a bus for one address.
    ///
    /// @param bus `/dev/i2c-1` for one
    /// @param address 7 bits, 0x08…0x77
    /// @throws IOException when a driver of the kernel has the address, too
    public static I2cDevice open(Path bus, int address) throws IOException {
        if (address < LOWEST || address > HIGHEST) {
            throw new IOException(
                    "%s: 0x%02x is no address, 0x08…0x77 are".formatted(bus, address));
        }
        Device device = Device.open(bus, Device.Access.READ_WRITE);
        device.checked(
                "take address 0x%02x".formatted(address), device.ioctl(SET_ADDRESS, address));
        return new I2cDevice(device);
    }

    @Override
    public int read(int register) {
        int result = call(READ, register);
        if (result < 0) {
            return result;
        }
        short word = data.get(ValueLayout.JAVA_SHORT, 0);
        return Short.toUnsignedInt(Short.reverseBytes(word)); // SMBus words are low byte first
    }

    @Override
    public Written write(int register, int value) {
        data.set(ValueLayout.JAVA_SHORT, 0, Short.reverseBytes((short) value));
        return call(WRITE, register) < 0 ? Written.FAILED : Written.DONE;
    }

    private int call(byte direction, int register) {
        call.set(ValueLayout.JAVA_BYTE, 0, direction);
        call.set(ValueLayout.JAVA_BYTE, COMMAND, (byte) register);
        return device.ioctl(SMBUS, call);
    }

    /// The bytes a device sends when it is read without naming a register.
    ///
    /// @return how many came; negative when it did not answer
    public long readPlain(MemorySegment into) {
        return device.read(into);
    }

    /// Sends bytes as they are.
    ///
    /// @return how many went; negative when it did not answer
    public long writePlain(MemorySegment from, long length) {
        return device.write(from, length);
    }

    @Override
    public void close() {
        device.close();
    }
}
