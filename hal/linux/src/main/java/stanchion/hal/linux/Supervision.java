package stanchion.hal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import stanchion.hal.linux.os.Device;

/// What a process tells its service manager (sd_notify(3)): that it is ready, that it is alive,
/// that it ends. Without a manager that wants to know, nothing is told.
///
/// Telling never waits: a manager that does not read loses the message.
public final class Supervision implements AutoCloseable {
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String LIMIT = "WATCHDOG_USEC";

    /// Feeds within the manager's limit: a lost one, or a late one, is not the end.
    private static final int FEEDS_PER_LIMIT = 4;

    private static final MemorySegment READY = message("READY=1");
    private static final MemorySegment ALIVE = message("WATCHDOG=1");
    private static final MemorySegment STOPPING = message("STOPPING=1");

    private final Optional<Device> manager;
    private final long feedNanos;
    private long nextFeedNanos;
    private boolean ready;

    private Supervision(Optional<Device> manager, long feedNanos) {
        this.manager = manager;
        this.feedNanos = feedNanos;
    }

    /// The manager that an environment names, if it names one.
    ///
    /// @throws IOException when it names one that cannot be reached
    public static Supervision of(Map<String, String> environment) throws IOException {
        String address = environment.get(SOCKET);
        if (address == null) {
            return new Supervision(Optional.empty(), 0);
        }
        long limitMicros = Long.parseLong(environment.getOrDefault(LIMIT, "0"));
        return new Supervision(
                Optional.of(Device.datagrams(address)),
                TimeUnit.MICROSECONDS.toNanos(limitMicros) / FEEDS_PER_LIMIT);
    }

    /// A cycle met its deadline: the first time the process is ready; from then on it is told to be
    /// alive as often as the manager wants to know.
    public void cycled(long nowNanos) {
        if (manager.isEmpty()) {
            return;
        }
        if (!ready) {
            ready = true;
            nextFeedNanos = nowNanos;
            tell(READY);
        }
        if (feedNanos > 0 && nowNanos - nextFeedNanos >= 0) {
            nextFeedNanos = nowNanos + feedNanos;
            tell(ALIVE);
        }
    }

    /// The process ends in order.
    @Override
    public void close() {
        tell(STOPPING);
        manager.ifPresent(Device::close);
    }

    private void tell(MemorySegment message) {
        if (manager.isPresent()) {
            manager.get().write(message, message.byteSize());
        }
    }

    private static MemorySegment message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment message = Device.memory(bytes.length);
        MemorySegment.copy(bytes, 0, message, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return message;
    }
}
