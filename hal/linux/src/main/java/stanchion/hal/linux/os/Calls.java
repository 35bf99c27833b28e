package stanchion.hal.linux.os;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The handful of libc functions the drivers are made of. Each captures errno, for the JDK may
/// change it before Java code can ask.
///
/// Only calls; no policy, no paths. The handles are constants of the class, so that the compiler
/// sees through them and a call allocates nothing.
@SuppressWarnings("restricted") // calls into libc are what this class is for
final class Calls {
    /// Where a call leaves its errno.
    static final StructLayout CAPTURED = Linker.Option.captureStateLayout();

    static final VarHandle ERRNO =
            CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option THIRD_IS_VARIADIC = Linker.Option.firstVariadicArg(2);

    static final MethodHandle OPEN =
            handle(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                    WITH_ERRNO,
                    THIRD_IS_VARIADIC);

    static final MethodHandle IOCTL =
            handle(
                    "ioctl",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS),
                    WITH_ERRNO,
                    THIRD_IS_VARIADIC);

    static final MethodHandle IOCTL_VALUE =
            handle(
                    "ioctl",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    WITH_ERRNO,
                    THIRD_IS_VARIADIC);

    static final MethodHandle READ = transfer("read");
    static final MethodHandle WRITE = transfer("write");
    static final MethodHandle PREAD = transferAt("pread");
    static final MethodHandle PWRITE = transferAt("pwrite");

    static final MethodHandle POLL =
            handle(
                    "poll",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT),
                    WITH_ERRNO);

    static final MethodHandle CLOSE =
            handle(
                    "close",
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
                    WITH_ERRNO);

    static final MethodHandle SOCKET =
            handle(
                    "socket",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT),
                    WITH_ERRNO);

    static final MethodHandle CONNECT =
            handle(
                    "connect",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT),
                    WITH_ERRNO);

    private Calls() {}

    private static MethodHandle transfer(String name) {
        return handle(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG),
                WITH_ERRNO);
    }

    private static MethodHandle transferAt(String name) {
        return handle(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                WITH_ERRNO);
    }

    private static MethodHandle handle(
            String name, FunctionDescriptor signature, Linker.Option... options) {
        MemorySegment function = LINKER.defaultLookup().findOrThrow(name);
        return LINKER.downcallHandle(function, signature, options);
    }
}
