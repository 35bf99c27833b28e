package stanchion.benchboard;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import stanchion.benchboard.TerminalRecord.Driven;
import stanchion.benchboard.TerminalRecord.KeepAlive;
import stanchion.benchboard.TerminalRecord.Latch;
import stanchion.benchboard.TerminalRecord.Rearm;
import stanchion.benchboard.TerminalRecord.Sensed;
import stanchion.hal.Commands;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Commands.PilotOutput;
import stanchion.hal.Commands.ResidualTest;
import stanchion.hal.TamperLatch.Held;
import stanchion.link.Decoded;
import stanchion.link.Framing;
import stanchion.link.Refusal;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.units.DutyCycle;

/// Terminal records as frames (see [Framing]); fields as in [stanchion.link.LinkCodec].
///
/// | type | record    | payload |
/// |------|-----------|---------|
/// | 1    | Sensed    | i64 at; u16 count ≤ 8192, i16 pilot codes; i32 proximity code; i64 first frame, u8 channels, u16 frames ≤ 2048, i32 codes; inputs |
/// | 2    | Driven    | u8 pilot output (0 high, 1 low, 2 PWM and f64 percent), contactor, residual test |
/// | 3    | KeepAlive | nothing |
/// | 4    | Latch     | u8 0 armed, 1 tripped, 2 tripped and i64 seconds since 1970 |
/// | 5    | Rearm     | nothing |
public final class TerminalCodec {
    private static final int SENSED = 1;
    private static final int DRIVEN = 2;
    private static final int KEEP_ALIVE = 3;
    private static final int LATCH = 4;
    private static final int REARM = 5;

    private static final int ARMED = 0;
    private static final int TRIPPED = 1;
    private static final int TRIPPED_THEN = 2;
    private static final long LAST_SECOND = 0xFFFF_FFFFL;

    /// Length, version and type of a frame.
    private static final int BEGIN = Integer.BYTES + 2;

    private static final int STEADY_HIGH = 0;
    private static final int STEADY_LOW = 1;
    private static final int PWM = 2;

    private static final ContactorCommand[] CONTACTOR = ContactorCommand.values();
    private static final ResidualTest[] RESIDUAL_TEST = ResidualTest.values();

    private TerminalCodec() {}

    /// The whole frame.
    ///
    /// @throws IllegalArgumentException when the samples exceed the limits above
    public static byte[] encode(TerminalRecord record) {
        return switch (record) {
            case Sensed sensed -> {
                WireWriter writer = new WireWriter(SENSED);
                SamplesWire.write(sensed.samples(), writer);
                yield writer.frame();
            }
            case Driven driven -> driven(driven.commands());
            case KeepAlive _ -> new WireWriter(KEEP_ALIVE).frame();
            case Latch latch -> latch(latch.held());
            case Rearm _ -> new WireWriter(REARM).frame();
        };
    }

    /// Takes the first record from `received`, whose position moves behind it only when it is
    /// complete. Never throws, whatever the bytes are.
    public static Decoded<TerminalRecord> decode(ByteBuffer received) {
        return Framing.next(received, TerminalCodec::read);
    }

    /// Moves to where the next samples may begin, by at least one byte.
    static void skip(ByteBuffer received) {
        int at = received.position() + 1;
        while (at + BEGIN <= received.limit() && !begins(received, at)) {
            at++;
        }
        received.position(Math.min(at, received.limit()));
    }

    private static boolean begins(ByteBuffer received, int at) {
        return received.getInt(at) >= 0
                && received.getInt(at) <= Framing.MAX_LENGTH
                && received.get(at + Integer.BYTES) == Framing.VERSION
                && received.get(at + Integer.BYTES + 1) == SENSED;
    }

    private static byte[] driven(Commands commands) {
        WireWriter writer = new WireWriter(DRIVEN);
        switch (commands.pilot()) {
            case PilotOutput.SteadyHigh() -> writer.u8(STEADY_HIGH);
            case PilotOutput.SteadyLow() -> writer.u8(STEADY_LOW);
            case PilotOutput.Pwm(DutyCycle duty) -> writer.u8(PWM).f64(duty.percent());
        }
        return writer.constant(commands.contactor()).constant(commands.residualTest()).frame();
    }

    private static TerminalRecord read(int type, WireReader payload) throws RefusedException {
        return switch (type) {
            case SENSED -> new Sensed(SamplesWire.read(payload));
            case DRIVEN ->
                    new Driven(
                            new Commands(
                                    pilot(payload),
                                    payload.constant(CONTACTOR),
                                    payload.constant(RESIDUAL_TEST)));
            case KEEP_ALIVE -> new KeepAlive();
            case LATCH -> new Latch(held(payload));
            case REARM -> new Rearm();
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static byte[] latch(Held held) {
        WireWriter writer = new WireWriter(LATCH);
        switch (held) {
            case Held.Armed() -> writer.u8(ARMED);
            case Held.Tripped(Optional<Instant> at) -> {
                if (at.isPresent()) {
                    writer.u8(TRIPPED_THEN).i64(at.get().getEpochSecond());
                } else {
                    writer.u8(TRIPPED);
                }
            }
        }
        return writer.frame();
    }

    private static Held held(WireReader payload) throws RefusedException {
        return switch (payload.u8()) {
            case ARMED -> new Held.Armed();
            case TRIPPED -> new Held.Tripped(Optional.empty());
            case TRIPPED_THEN -> new Held.Tripped(Optional.of(second(payload.i64())));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static Instant second(long seconds) throws RefusedException {
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static PilotOutput pilot(WireReader payload) throws RefusedException {
        return switch (payload.u8()) {
            case STEADY_HIGH -> new PilotOutput.SteadyHigh();
            case STEADY_LOW -> new PilotOutput.SteadyLow();
            case PWM -> new PilotOutput.Pwm(new DutyCycle(payload.f64(0, 100)));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }
}
