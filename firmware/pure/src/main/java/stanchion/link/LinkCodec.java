package stanchion.link;

import java.nio.ByteBuffer;
import stanchion.link.LinkRecord.Acknowledge;
import stanchion.link.LinkRecord.Asked;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.WireReader.RefusedException;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// The link's records as frames (see [Framing]).
///
/// | type | record      | payload |
/// |------|-------------|---------|
/// | 1    | Hello       | i64 boot id, i64 at, text firmware, text board, f64 rated current, u8 phases |
/// | 2    | Numbered    | i64 seq, u8 report type, its fields in order of declaration |
/// | 3    | Acknowledge | i64 seq |
/// | 4    | Asked       | u8 request type, its fields in order of declaration |
///
/// A text is an u16 length of at most [WireWriter#MAX_TEXT_BYTES] and UTF-8, a span and a moment
/// i64 nanoseconds, a quantity f64 in its unit and finite, a constant u8 in order of declaration, a
/// list or a set an u16 count and its members, a reading u8 0 and its quantity or u8 1 and the
/// constant that says why it is missing.
public final class LinkCodec {
    private static final int HELLO = 1;
    private static final int NUMBERED = 2;
    private static final int ACKNOWLEDGE = 3;
    private static final int ASKED = 4;

    private static final int MAX_PHASES = 3;

    private LinkCodec() {}

    /// The whole frame.
    public static byte[] encode(LinkRecord record) {
        return switch (record) {
            case Hello hello ->
                    new WireWriter(HELLO)
                            .i64(hello.bootId())
                            .i64(hello.at().nanos())
                            .text(hello.firmware())
                            .text(hello.board())
                            .f64(hello.ratedCurrent().value())
                            .u8(hello.phases())
                            .frame();
            case Numbered numbered -> numbered(numbered);
            case Acknowledge acknowledge ->
                    new WireWriter(ACKNOWLEDGE).i64(acknowledge.seq()).frame();
            case Asked asked -> {
                WireWriter writer = new WireWriter(ASKED);
                RequestWire.write(asked.request(), writer);
                yield writer.frame();
            }
        };
    }

    /// Takes the first record from `received`, whose position moves behind it only when it is
    /// complete. Never throws, whatever the bytes are.
    public static Decoded<LinkRecord> decode(ByteBuffer received) {
        return Framing.next(received, LinkCodec::read);
    }

    private static byte[] numbered(Numbered numbered) {
        WireWriter writer = new WireWriter(NUMBERED).i64(numbered.seq());
        ReportWire.write(numbered.report(), writer);
        return writer.frame();
    }

    private static LinkRecord read(int type, WireReader payload) throws RefusedException {
        return switch (type) {
            case HELLO -> hello(payload);
            case NUMBERED -> new Numbered(payload.i64(), ReportWire.read(payload));
            case ACKNOWLEDGE -> new Acknowledge(payload.i64());
            case ASKED -> new Asked(RequestWire.read(payload));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static Hello hello(WireReader payload) throws RefusedException {
        long bootId = payload.i64();
        Uptime at = new Uptime(payload.i64());
        String firmware = payload.text();
        String board = payload.text();
        Amps ratedCurrent = new Amps(payload.f64());
        int phases = payload.u8();
        if (phases < 1 || phases > MAX_PHASES) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return new Hello(bootId, at, firmware, board, ratedCurrent, phases);
    }
}
