package stanchion.bench.bootbench;

/// One of those who are timed against each other.
interface Contender {
    String name();

    /// Runs once, from the start of a process.
    ///
    /// @return nanoseconds to its end, or to what it was started for
    /// @throws BootBenchTrouble when it does not do what it was started for
    long nanos() throws InterruptedException;

    /// Runs once, and watches its memory.
    ///
    /// @return the most it ever had resident, in KiB; 0 where that cannot be seen
    long peakKibibytes() throws InterruptedException;
}
