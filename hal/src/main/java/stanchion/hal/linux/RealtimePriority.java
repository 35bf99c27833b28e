package stanchion.hal.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Real-time scheduling of the calling thread (sched_setscheduler(2), SCHED_FIFO).
public final class RealtimePriority {
    private static final int SCHED_FIFO = 1;
    private static final int CALLING_THREAD = 0;
    private static final int EPERM = 1;

    /// What came of asking.
    public enum Outcome {
        RAISED,
        /// The process may not: it needs CAP_SYS_NICE or an RLIMIT_RTPRIO.
        NOT_PERMITTED,
        /// The kernel or the runtime offers no such call.
        NOT_AVAILABLE
    }

    private RealtimePriority() {}

    /// Raises the calling thread to SCHED_FIFO.
    ///
    /// @param priority 1…99; above that of every other thread of the process
    public static Outcome raise(int priority) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("sched_setscheduler")
                .map(function -> raise(linker, function, priority))
                .orElse(Outcome.NOT_AVAILABLE);
    }

    @SuppressWarnings("restricted") // a call into libc is what this class is for
    private static Outcome raise(Linker linker, MemorySegment function, int priority) {
        StructLayout state = Linker.Option.captureStateLayout();
        VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle call =
                    linker.downcallHandle(
                            function,
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS),
                            Linker.Option.captureCallState("errno"));
            MemorySegment captured = arena.allocate(state);
            MemorySegment parameters = arena.allocateFrom(ValueLayout.JAVA_INT, priority);
            int result = (int) call.invokeExact(captured, CALLING_THREAD, SCHED_FIFO, parameters);
            if (result == 0) {
                return Outcome.RAISED;
            }
            return (int) errno.get(captured, 0L) == EPERM
                    ? Outcome.NOT_PERMITTED
                    : Outcome.NOT_AVAILABLE;
        } catch (Throwable unavailable) { // invokeExact declares it; native access may be denied
            return Outcome.NOT_AVAILABLE;
        }
    }
}
