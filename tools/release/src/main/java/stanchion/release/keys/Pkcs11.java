package stanchion.release.keys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import stanchion.release.ReleaseException;

/// The few functions of PKCS #11 (OASIS, version 2.40 and 3.0) that signing needs, called in this
/// process: so that a PIN is handed to the module alone, and no other process can see it.
///
/// Structures are those of 64-bit Unix, where `CK_ULONG` has eight bytes.
final class Pkcs11 {
    static final long PIN_INCORRECT = 0xA0;
    static final long PIN_LOCKED = 0xA4;
    static final long ALREADY_INITIALIZED = 0x191;
    static final long ALREADY_LOGGED_IN = 0x100;

    private static final Linker LINKER = Linker.nativeLinker();

    private final Path module;
    private final SymbolLookup symbols;

    private Pkcs11(Path module, SymbolLookup symbols) {
        this.module = module;
        this.symbols = symbols;
    }

    /// Loads a vendor's library.
    @SuppressWarnings("restricted") // loading the vendor's module is what this class is for
    static Pkcs11 load(Path module) throws ReleaseException {
        if (!Files.isRegularFile(module)) {
            throw new ReleaseException(module + ": no such PKCS#11 module, name the vendor's .so");
        }
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(module, Arena.global());
            Pkcs11 library = new Pkcs11(module, symbols);
            long answer = library.call("C_Initialize", MemorySegment.NULL);
            if (answer != ALREADY_INITIALIZED) {
                library.expectOk("C_Initialize", answer);
            }
            return library;
        } catch (IllegalArgumentException notALibrary) {
            throw new ReleaseException(module + ": not a library of this machine", notALibrary);
        }
    }

    /// Calls a function; every argument is a `long` or a [MemorySegment].
    ///
    /// @return its `CK_RV`
    @SuppressWarnings("restricted") // the signatures are those of the standard
    long call(String function, Object... arguments) throws ReleaseException {
        MemoryLayout[] layouts =
                Arrays.stream(arguments)
                        .map(argument -> argument instanceof Long ? JAVA_LONG : ADDRESS)
                        .toArray(MemoryLayout[]::new);
        MemorySegment address =
                symbols.find(function)
                        .orElseThrow(() ->
                                new ReleaseException(module + ": has no function " + function));
        MethodHandle handle =
                LINKER.downcallHandle(address, FunctionDescriptor.of(JAVA_LONG, layouts));
        try {
            return (long) handle.invokeWithArguments(arguments);
        } catch (Throwable failed) {
            throw new IllegalStateException(function + " of " + module, failed);
        }
    }

    /// Calls a function that must succeed.
    void must(String function, Object... arguments) throws ReleaseException {
        expectOk(function, call(function, arguments));
    }

    private void expectOk(String function, long answer) throws ReleaseException {
        if (answer != 0) {
            throw new ReleaseException(
                    module + ": " + function + " answers 0x" + Long.toHexString(answer));
        }
    }

    /// An array of `CK_ATTRIBUTE`, or one `CK_MECHANISM`, which has the same shape.
    static MemorySegment structures(Arena arena, Attribute... attributes) {
        MemorySegment all = arena.allocate(24L * Math.max(1, attributes.length), 8);
        for (int i = 0; i < attributes.length; i++) {
            byte[] value = attributes[i].value();
            MemorySegment content = MemorySegment.NULL;
            if (value.length > 0) {
                content = arena.allocateFrom(JAVA_BYTE, value);
            }
            all.set(JAVA_LONG, 24L * i, attributes[i].type());
            all.set(ADDRESS, 24L * i + 8, content);
            all.set(JAVA_LONG, 24L * i + 16, value.length);
        }
        return all;
    }

    /// What a structure points to.
    @SuppressWarnings("restricted") // the module says how long it is
    static MemorySegment content(MemorySegment pointer, long length) {
        return pointer.reinterpret(length);
    }

    /// A type with its value.
    @SuppressWarnings("ArrayRecordComponent") // handed on to native memory, compared nowhere
    record Attribute(long type, byte[] value) {
        static Attribute of(long type, long value) {
            byte[] bytes = new byte[8];
            MemorySegment.ofArray(bytes).set(JAVA_LONG_UNALIGNED, 0, value);
            return new Attribute(type, bytes);
        }

        static Attribute yes(long type) {
            return new Attribute(type, new byte[] {1});
        }

        static Attribute no(long type) {
            return new Attribute(type, new byte[] {0});
        }
    }
}
