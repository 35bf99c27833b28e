package stanchion.hal.linux.modbus;

import java.time.Duration;
import java.util.Optional;
import stanchion.hal.MeterReading.Cause;
import stanchion.hal.linux.modbus.Answer.Failed;
import stanchion.hal.linux.serial.SerialBus;

/// The one master of a Modbus RTU line (Modbus over Serial Line V1.02).
///
/// ```text
/// settle: read away what is on the line until it is silent ─► send ─► collect until answer or deadline
/// ```
///
/// An answer carries no number. One that comes after its deadline could pass for that of the next
/// request: so after every failure the line is listened to for [#QUARANTINE] before anything is
/// asked, and the maps ask for blocks of different lengths.
final class RtuMaster {
    /// How long after a deadline a meter may still be talking.
    static final Duration QUARANTINE = Duration.ofMillis(400);

    /// Adapters on USB hand over what they received every 16 ms at the latest; a silence that is to
    /// be seen behind one is longer than that.
    private static final Duration ADAPTER_HOLDS_BACK = Duration.ofMillis(20);

    private final SerialBus bus;
    private final Duration quarantine;
    private long mistrustedUntil;

    RtuMaster(SerialBus bus) {
        this(bus, QUARANTINE);
    }

    RtuMaster(SerialBus bus, Duration quarantine) {
        this.bus = bus;
        this.quarantine = quarantine;
        mistrustedUntil = System.nanoTime();
    }

    /// Asks once.
    ///
    /// @param patience from the sending to the last byte of the answer; with [#settle] before it,
    ///   an exchange never takes longer than twice `patience` and the quarantine together
    Answer exchange(ReadRequest request, Duration patience) {
        Optional<Failed> unsettled = settle(patience);
        Answer answer = unsettled.isPresent() ? unsettled.get() : ask(request, patience);
        if (answer instanceof Failed(Cause why) && why != Cause.EXCEPTION) {
            mistrustedUntil = System.nanoTime() + quarantine.toNanos();
        }
        return answer;
    }

    private Answer ask(ReadRequest request, Duration patience) {
        if (bus.write(request.frame()) == SerialBus.GONE) {
            return new Failed(Cause.UNPLUGGED);
        }
        long deadline = System.nanoTime() + patience.toNanos();
        AnswerFinder finder = new AnswerFinder(request);
        while (true) {
            int count = bus.read(finder.buffer(), finder.length(), deadline);
            if (count == SerialBus.GONE) {
                return new Failed(Cause.UNPLUGGED);
            }
            if (count == 0) {
                return finder.absence();
            }
            Optional<Answer> answer = finder.added(count);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /// Reads away what is on the line until it has been silent for a frame's end and longer.
    private Optional<Failed> settle(Duration patience) {
        byte[] waste = new byte[256];
        long start = System.nanoTime();
        long end = Math.max(start, mistrustedUntil) + patience.toNanos();
        long silence = bus.settings().silence().plus(ADAPTER_HOLDS_BACK).toNanos();
        long until = Math.max(start + silence, mistrustedUntil);
        while (true) {
            int count = bus.read(waste, 0, until);
            if (count == SerialBus.GONE) {
                return Optional.of(new Failed(Cause.UNPLUGGED));
            }
            if (count == 0) {
                return Optional.empty();
            }
            until = Math.max(System.nanoTime() + silence, mistrustedUntil);
            if (until > end) {
                return Optional.of(new Failed(Cause.BUS_BUSY));
            }
        }
    }
}
