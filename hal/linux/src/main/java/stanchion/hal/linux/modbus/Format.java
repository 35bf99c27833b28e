package stanchion.hal.linux.modbus;

import java.util.OptionalDouble;

/// How a number lies in registers of 16 bit.
enum Format {
    /// IEEE 754, high word first.
    FLOAT32(2),
    /// Unsigned, high word first; all ones is "not available".
    UINT32(2),
    /// Two's complement, high word first; 0x7FFFFFFF is "not available".
    INT32(2),
    /// Two's complement, *low* word first; 0x7FFFFFFF is "overflow".
    INT32_LOW_FIRST(2),
    /// Unsigned, high word first; all ones is "not available".
    UINT64(4);

    private final int words;

    Format(int words) {
        this.words = words;
    }

    int words() {
        return words;
    }

    /// The number at `from`; nothing where the meter says that it has none.
    OptionalDouble read(int[] registers, int from) {
        return switch (this) {
            case FLOAT32 -> finite(Float.intBitsToFloat(highFirst(registers, from)));
            case UINT32 -> {
                int bits = highFirst(registers, from);
                yield bits == -1 ? OptionalDouble.empty() : number(bits & 0xFFFF_FFFFL);
            }
            case INT32 -> signed(highFirst(registers, from));
            case INT32_LOW_FIRST -> signed(registers[from + 1] << 16 | registers[from]);
            case UINT64 -> {
                long high = highFirst(registers, from) & 0xFFFF_FFFFL;
                long bits = high << 32 | (highFirst(registers, from + 2) & 0xFFFF_FFFFL);
                yield bits < 0 ? OptionalDouble.empty() : number(bits);
            }
        };
    }

    private static int highFirst(int[] registers, int from) {
        return registers[from] << 16 | registers[from + 1];
    }

    private static OptionalDouble signed(int bits) {
        return bits == Integer.MAX_VALUE ? OptionalDouble.empty() : number(bits);
    }

    private static OptionalDouble finite(float value) {
        return Float.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble number(long value) {
        return OptionalDouble.of((double) value);
    }
}
