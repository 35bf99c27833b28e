package stanchion.hal.linux.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import stanchion.hal.linux.I2cDevice;
import stanchion.hal.linux.Roots;
import stanchion.hal.linux.Written;
import stanchion.hal.linux.os.Device;

/// Pi4J's I2C over the kernel's (/dev/i2c-N).
///
/// Registers are words, high byte first, by SMBus calls, which every adapter knows; other lengths
/// are refused. Plain reads and writes go as they are.
public final class KernelI2c extends I2CBase<KernelI2c.Direct> {
    private static final int WORD = 2;
    private static final int LONGEST = 32;

    private final I2cDevice device;
    private final MemorySegment plain = Device.memory(LONGEST);

    private KernelI2c(I2CProvider provider, I2CConfig config, I2cDevice device) {
        super(provider, config, new Direct());
        this.device = device;
    }

    /// Pi4J's way to hold a bus over several calls; a kernel's call holds it by itself.
    static final class Direct implements I2CBus {
        @Override
        public <R> R execute(I2C i2c, Callable<R> action) {
            try {
                return action.call();
            } catch (RuntimeException known) {
                throw known;
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        }
    }

    /// Makes devices.
    public static final class Devices extends I2CProviderBase implements I2CProvider {
        private final Roots roots;

        public Devices(Roots roots) {
            super("stanchion-i2c", "i2c-dev, SMBus words");
            this.roots = roots;
        }

        @Override
        public I2C create(I2CConfig config) {
            Path bus = roots.dev().resolve("i2c-" + config.bus());
            int address = config.device();
            KernelI2c i2c =
                    new KernelI2c(this, config, Opening.of(() -> I2cDevice.open(bus, address)));
            context.registry().add(i2c);
            return i2c;
        }
    }

    @Override
    public int readRegister(int register) {
        throw new IOException(name() + ": registers are words here");
    }

    @Override
    public int readRegister(int register, byte[] into, int at, int length) {
        expectWord(length);
        int value = device.read(register);
        if (value < 0) {
            throw new IOException(name() + ": no answer from register " + register);
        }
        into[at] = (byte) (value >> Byte.SIZE);
        into[at + 1] = (byte) value;
        return WORD;
    }

    @Override
    public int readRegister(byte[] register, byte[] into, int at, int length) {
        return readRegister(single(register), into, at, length);
    }

    @Override
    public int writeRegister(int register, byte value) {
        throw new IOException(name() + ": registers are words here");
    }

    @Override
    public int writeRegister(int register, byte[] from, int at, int length) {
        expectWord(length);
        int value = Byte.toUnsignedInt(from[at]) << Byte.SIZE | Byte.toUnsignedInt(from[at + 1]);
        if (device.write(register, value) == Written.FAILED) {
            throw new IOException(name() + ": register " + register + " was not written");
        }
        return WORD;
    }

    @Override
    public int writeRegister(byte[] register, byte[] from, int at, int length) {
        return writeRegister(single(register), from, at, length);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int at, int length) {
        MemorySegment part = plain.asSlice(0, fitting(length));
        if (device.readPlain(part) != length) {
            throw new IOException(name() + ": no answer");
        }
        MemorySegment.copy(part, ValueLayout.JAVA_BYTE, 0, into, at, length);
        return length;
    }

    @Override
    public int write(byte value) {
        return write(new byte[] {value}, 0, 1);
    }

    @Override
    public int write(byte[] from, int at, int length) {
        MemorySegment.copy(from, at, plain, ValueLayout.JAVA_BYTE, 0, fitting(length));
        if (device.writePlain(plain, length) != length) {
            throw new IOException(name() + ": no acknowledge");
        }
        return length;
    }

    @Override
    public void writeThenRead(
            byte[] sent,
            int sentAt,
            int sentLength,
            int pauseMicros,
            byte[] into,
            int at,
            int length) {
        if (sentLength != 1 || pauseMicros != 0) {
            throw new IOException(name() + ": a register is one byte, and nothing waits for it");
        }
        readRegister(Byte.toUnsignedInt(sent[sentAt]), into, at, length);
    }

    private static int single(byte[] register) {
        if (register.length != 1) {
            throw new IOException("a register is one byte, not " + register.length);
        }
        return Byte.toUnsignedInt(register[0]);
    }

    private void expectWord(int length) {
        if (length != WORD) {
            throw new IOException(name() + ": registers are words here, not " + length + " bytes");
        }
    }

    private static int fitting(int length) {
        if (length > LONGEST) {
            throw new IOException(length + " bytes in one message; " + LONGEST + " at most");
        }
        return length;
    }

    @Override
    public I2C shutdownInternal(Context context) {
        super.shutdownInternal(context);
        device.close();
        return this;
    }
}
