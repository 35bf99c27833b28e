package stanchion.board.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/// What the converters of a virtual board see: a pilot at 50 % and frames that count themselves,
/// written to `/dev/virtual-waves` in real time.
final class Waves implements AutoCloseable {
    static final Path DEVICE = Path.of("/dev/virtual-waves");
    static final Waves NONE = new Waves();
    static final int LOW = 300;
    static final int HIGH = 3700;
    static final int PROXIMITY = 1234;

    private static final int PILOT_HZ = 20_000;
    private static final int MAINS_HZ = 4_000;
    private static final int CHANNELS = 6;
    private static final long AHEAD_NANOS = 40_000_000;
    private static final long STEP_NANOS = 5_000_000;

    private volatile boolean ending;
    private Thread player = new Thread(() -> {});

    private Waves() {}

    static Waves begin() {
        Waves waves = new Waves();
        waves.player = new Thread(waves::play, "waves");
        waves.player.setDaemon(true);
        waves.player.start();
        return waves;
    }

    private void play() {
        try (FileChannel device = FileChannel.open(DEVICE, StandardOpenOption.WRITE)) {
            write(device, record(10).put((byte) 1).put((byte) 0).putLong(PILOT_HZ * 1000L));
            write(device, record(4).put((byte) 3).put((byte) 1).putShort((short) PROXIMITY));
            write(device, record(10).put((byte) 4).put((byte) CHANNELS).putLong(MAINS_HZ * 1000L));
            long began = System.nanoTime();
            long codes = 0;
            int frames = 0;
            while (!ending) {
                long elapsed = System.nanoTime() - began;
                long wanted = (elapsed + AHEAD_NANOS) * PILOT_HZ / 1_000_000_000L;
                codes = codes(device, codes, wanted);
                frames = frames(device, frames, (int) (elapsed * MAINS_HZ / 1_000_000_000L));
                LockSupport.parkNanos(STEP_NANOS);
            }
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static long codes(FileChannel device, long from, long to) throws IOException {
        if (to == from) {
            return from;
        }
        ByteBuffer wave = record(1 + 2 * (int) (to - from)).put((byte) 2);
        for (long i = from; i < to; i++) {
            wave.putShort((short) (i % 20 < 10 ? HIGH : LOW));
        }
        write(device, wave);
        return to;
    }

    private static int frames(FileChannel device, int from, int to) throws IOException {
        if (to == from) {
            return from;
        }
        ByteBuffer frames = record(1 + 4 * CHANNELS * (to - from)).put((byte) 5);
        for (int i = from; i < to; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                frames.putInt(i * CHANNELS + channel);
            }
        }
        write(device, frames);
        return to;
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(FileChannel device, ByteBuffer record) throws IOException {
        device.write(record.flip());
    }

    @Override
    public void close() {
        ending = true;
        try {
            player.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
