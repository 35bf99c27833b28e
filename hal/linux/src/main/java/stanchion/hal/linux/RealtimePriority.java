package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Real-time scheduling of threads (sched_setscheduler(2)).
///
/// A loop at real-time priority still waits for the virtual machine's own threads, the collector's
/// above all; so a process raises all of them, and its loop above them (SCHED_FIFO).
///
/// Not so on a single processor. Inside the virtual machine a thread may try again and again what
/// another one, stopped half-way, must finish first: call code that is just being replaced, remove
/// from a table that somebody still reads. Less urgent, the other would never go on. So there all
/// threads of a process have one priority, and take turns (SCHED_RR).
public final class RealtimePriority {
    private static final int SCHED_FIFO = 1;
    private static final int SCHED_RR = 2;
    private static final int CALLING_THREAD = 0;
    private static final int EPERM = 1;
    private static final Path THREADS = Path.of("/proc/self/task");

    /// What came of asking.
    public enum Outcome {
        RAISED,
        /// It has the priority of its process: there is no second processor.
        LEVEL,
        /// The process may not: it needs CAP_SYS_NICE or an RLIMIT_RTPRIO.
        NOT_PERMITTED,
        /// The kernel or the runtime offers no such call.
        NOT_AVAILABLE
    }

    private RealtimePriority() {}

    /// Raises the calling thread above others of its process, and threads it will start.
    ///
    /// @param priority 1…99
    public static Outcome raise(int priority) {
        return isAlone() ? Outcome.LEVEL : raise(CALLING_THREAD, priority);
    }

    /// Raises every thread of the process, the virtual machine's own among them.
    ///
    /// @param priority 1…99
    public static Outcome raiseProcess(int priority) {
        Outcome outcome = Outcome.NOT_AVAILABLE;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                outcome = raise(Integer.parseInt(thread.getFileName().toString()), priority);
            }
        } catch (IOException gone) {
            return Outcome.NOT_AVAILABLE;
        }
        return outcome;
    }

    /// Raises the threads of this process that have a name, as the kernel knows it, above others.
    ///
    /// @param name at most 15 characters
    /// @param priority 1…99
    public static Outcome raiseThread(String name, int priority) {
        if (isAlone()) {
            return Outcome.LEVEL;
        }
        Outcome outcome = Outcome.NOT_AVAILABLE;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (nameOf(thread).equals(name)) {
                    outcome = raise(Integer.parseInt(thread.getFileName().toString()), priority);
                }
            }
        } catch (IOException gone) {
            return Outcome.NOT_AVAILABLE;
        }
        return outcome;
    }

    /// Empty for one that has ended meanwhile.
    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    private static boolean isAlone() {
        return Runtime.getRuntime().availableProcessors() == 1;
    }

    private static Outcome raise(int thread, int priority) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("sched_setscheduler")
                .map(function -> call(linker, function, thread, priority))
                .orElse(Outcome.NOT_AVAILABLE);
    }

    @SuppressWarnings("restricted") // a call into libc is what this class is for
    private static Outcome call(Linker linker, MemorySegment function, int thread, int priority) {
        StructLayout state = Linker.Option.captureStateLayout();
        VarHandle errno = state.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle call =
                    linker.downcallHandle(
                            function, signature, Linker.Option.captureCallState("errno"));
            MemorySegment captured = arena.allocate(state);
            MemorySegment parameters = arena.allocateFrom(ValueLayout.JAVA_INT, priority);
            int policy = isAlone() ? SCHED_RR : SCHED_FIFO;
            int result = (int) call.invokeExact(captured, thread, policy, parameters);
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
