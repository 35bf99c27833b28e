package stanchion.benchboard;

import java.util.concurrent.locks.LockSupport;

/// The bench's charger with something beside it in the same virtual machine that fills the heap
/// without end, so that the collector has to work: what `./run bench-latency` signs and measures.
///
/// 50 MiB/s, of which 4 MiB stay alive for a while: a charger by itself allocates a small part of
/// that.
public final class Allocating {
    private static final int BLOCK_BYTES = 8 * 1024;
    private static final int BLOCKS_ALIVE = 512;
    private static final int BLOCKS_A_TURN = 64;
    private static final long TURN_NANOS = 10_000_000;

    private Allocating() {}

    /// Takes what [Main] takes.
    public static void main(String... arguments) {
        Thread allocator = new Thread(Allocating::allocate, "allocator");
        allocator.setDaemon(true);
        allocator.start();
        Main.main(arguments);
    }

    private static void allocate() {
        byte[][] alive = new byte[BLOCKS_ALIVE][];
        long next = System.nanoTime();
        for (int block = 0; ; ) {
            for (int i = 0; i < BLOCKS_A_TURN; i++) {
                alive[block] = new byte[BLOCK_BYTES];
                block = (block + 1) % BLOCKS_ALIVE;
            }
            next += TURN_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
