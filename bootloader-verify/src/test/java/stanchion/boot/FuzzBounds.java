package stanchion.boot;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Holds one input to its bounds: a second of processor time, 64 MiB allocated.
///
/// Both are counted for this thread, not read from a clock: a busy machine is no finding.
final class FuzzBounds {
    private static final long MOST_NANOSECONDS = 1_000_000_000;
    private static final long MOST_BYTES = 64L << 20;

    private FuzzBounds() {}

    /// The first time a path is taken its classes are loaded; what exceeds a bound twice is a
    /// finding.
    ///
    /// @throws AssertionError when the judgement took more than it may
    static void hold(Runnable judgement) {
        if (!exceeded(judgement).isEmpty()) {
            String again = exceeded(judgement);
            if (!again.isEmpty()) {
                throw new AssertionError(again);
            }
        }
    }

    private static String exceeded(Runnable judgement) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = thread.getCurrentThreadAllocatedBytes();
        long nanosecondsBefore = thread.getCurrentThreadCpuTime();
        judgement.run();
        long nanoseconds = thread.getCurrentThreadCpuTime() - nanosecondsBefore;
        long bytes = thread.getCurrentThreadAllocatedBytes() - bytesBefore;
        boolean within = nanoseconds <= MOST_NANOSECONDS && bytes <= MOST_BYTES;
        return within ? "" : nanoseconds / 1_000_000 + " ms, " + bytes + " bytes";
    }

    /// What a refusal says goes into a log line: printable, and short.
    static void checkLine(String detail) {
        if (detail.length() > 160 || !detail.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new AssertionError("not one printable line: " + detail);
        }
    }
}
