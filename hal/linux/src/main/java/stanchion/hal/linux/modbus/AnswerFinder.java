package stanchion.hal.linux.modbus;

import java.util.Optional;
import stanchion.hal.MeterReading.Cause;
import stanchion.hal.linux.modbus.Answer.Failed;
import stanchion.hal.linux.modbus.Answer.Registers;

/// Looks for the answer to one request in whatever came over the line: noise, an echo of the
/// request or the rest of another frame may stand before it.
final class AnswerFinder {
    private static final int EXCEPTION_BIT = 0x80;
    private static final int EXCEPTION_LENGTH = 5;
    private static final int SHORTEST_FRAME = 5;

    /// The longest frame of Modbus RTU, twice: what stands before an answer may be as long.
    private static final int CAPACITY = 512;

    private final ReadRequest request;
    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private boolean heard;

    AnswerFinder(ReadRequest request) {
        this.request = request;
    }

    /// Where the next bytes go; never full.
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Takes note that `count` more bytes stand in the buffer; the oldest half goes when it is
    /// full.
    Optional<Answer> added(int count) {
        heard = true;
        length += count;
        for (int from = 0; from + SHORTEST_FRAME <= length; from++) {
            Optional<Answer> answer = at(from);
            if (answer.isPresent()) {
                return answer;
            }
        }
        if (length == CAPACITY) {
            length = CAPACITY / 2;
            System.arraycopy(bytes, CAPACITY / 2, bytes, 0, length);
        }
        return Optional.empty();
    }

    /// Why no answer was found, when none was.
    Failed absence() {
        if (!heard || isEchoAlone()) {
            return new Failed(Cause.BUS_SILENT);
        }
        return new Failed(holdsForeignFrame() ? Cause.FOREIGN : Cause.CRC);
    }

    private Optional<Answer> at(int from) {
        if (unsigned(from) != request.unit()) {
            return Optional.empty();
        }
        int function = unsigned(from + 1);
        if (function == (request.function() | EXCEPTION_BIT)) {
            return ModbusCrc.holds(bytes, from, EXCEPTION_LENGTH)
                    ? Optional.of(new Failed(Cause.EXCEPTION))
                    : Optional.empty();
        }
        boolean fits =
                function == request.function()
                        && unsigned(from + 2) == 2 * request.count()
                        && from + request.answerLength() <= length
                        && ModbusCrc.holds(bytes, from, request.answerLength());
        return fits ? Optional.of(registers(from + 3)) : Optional.empty();
    }

    private Registers registers(int from) {
        int[] words = new int[request.count()];
        for (int i = 0; i < words.length; i++) {
            words[i] = unsigned(from + 2 * i) << 8 | unsigned(from + 2 * i + 1);
        }
        return new Registers(words);
    }

    private boolean isEchoAlone() {
        byte[] frame = request.frame();
        if (length > frame.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != frame[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes end in the whole answer of another unit, or to another question.
    private boolean holdsForeignFrame() {
        for (int from = 0; from + SHORTEST_FRAME <= length; from++) {
            int whole =
                    (unsigned(from + 1) & EXCEPTION_BIT) == 0
                            ? 5 + unsigned(from + 2)
                            : EXCEPTION_LENGTH;
            if (from + whole <= length && ModbusCrc.holds(bytes, from, whole)) {
                return true;
            }
        }
        return false;
    }

    private int unsigned(int index) {
        return bytes[index] & 0xFF;
    }
}
