package stanchion.bench.vehicle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import stanchion.hal.linux.serial.SerialBus;
import stanchion.hal.linux.serial.SerialLibrary;
import stanchion.hal.linux.serial.SerialSettings;

/// The serial line to an instrument: one command, one reply, by number.
///
/// A command that gets no readable reply in [#PATIENCE] is sent again under the same number; an
/// instrument that has done it already repeats its reply and does nothing.
final class InstrumentLine implements AutoCloseable {
    /// From the last byte of a command to the last byte of its reply.
    static final Duration PATIENCE = Duration.ofMillis(500);

    static final int ATTEMPTS = 3;
    static final int BAUD = 115_200;

    private final SerialBus bus;
    private final Path port;
    private final byte[] received = new byte[Frame.MAX_BYTES];
    private int length;
    private int sequence;

    private InstrumentLine(SerialBus bus, Path port) {
        this.bus = bus;
        this.port = port;
    }

    static InstrumentLine open(Path port) {
        try {
            SerialLibrary.unpackForTools();
            return new InstrumentLine(SerialBus.open(SerialSettings.plain(port, BAUD)), port);
        } catch (IOException e) {
            throw new VehicleTrouble(VehicleTrouble.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Sends `command` until it is answered.
    ///
    /// @throws VehicleTrouble when the line is gone, or nothing readable came
    Reply ask(String command) {
        sequence = sequence % Frame.LAST_SEQUENCE + 1;
        byte[] line =
                (new Frame(sequence, command).line() + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < ATTEMPTS; i++) {
            // the line feed before it ends whatever an earlier noise began
            if (bus.write(new byte[] {'\n'}) == SerialBus.GONE
                    || bus.write(line) == SerialBus.GONE) {
                throw gone();
            }
            Optional<Reply> reply = reply();
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        throw new VehicleTrouble(
                VehicleTrouble.UNAVAILABLE,
                "%s: no reply to '%s' in %d × %d ms: is the instrument on, at %d baud 8N1?"
                        .formatted(port, command, ATTEMPTS, PATIENCE.toMillis(), BAUD));
    }

    @Override
    public void close() {
        bus.close();
    }

    /// The reply under this command's number; what else comes is read over: late replies to other
    /// numbers, noise, an instrument's greeting. A reply that says its command was torn on the way
    /// (number 0, or CRC) is as good as none: the command is sent again at once.
    private Optional<Reply> reply() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<String> line = nextLine(deadline);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            Optional<Frame> frame = Frame.read(line.get());
            if (frame.isPresent() && frame.get().sequence() == 0) {
                return Optional.empty();
            }
            if (frame.isPresent() && frame.get().sequence() == sequence) {
                return Optional.of(Reply.of(frame.get().text()));
            }
        }
    }

    private Optional<String> nextLine(long deadline) {
        while (true) {
            for (int i = 0; i < length; i++) {
                if (received[i] == '\n' || received[i] == '\r') {
                    String line = new String(received, 0, i, StandardCharsets.US_ASCII);
                    length -= i + 1;
                    System.arraycopy(received, i + 1, received, 0, length);
                    return Optional.of(line);
                }
            }
            length = length == received.length ? 0 : length;
            int count = bus.read(received, length, deadline);
            if (count == SerialBus.GONE) {
                throw gone();
            }
            if (count == 0) {
                return Optional.empty();
            }
            length += count;
        }
    }

    private VehicleTrouble gone() {
        return new VehicleTrouble(
                VehicleTrouble.UNAVAILABLE, port + ": the instrument has been unplugged");
    }
}
