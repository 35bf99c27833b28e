package stanchion.link;

import stanchion.link.WireReader.RefusedException;
import stanchion.safety.Fault;
import stanchion.schedule.LimitSource;
import stanchion.schedule.NamedLimit;
import stanchion.units.Amps;
import stanchion.units.Uptime;

/// A request's type and fields. Whether it may be obeyed is decided elsewhere.
public final class RequestWire {
    private static final int LIMIT = 1;
    private static final int ENABLE = 2;
    private static final int CLEAR_FAULTS = 3;
    private static final int HOLD = 4;
    private static final int ALLOW = 5;
    private static final int CLEAR_TAMPERING = 6;
    private static final int SUSPECT = 7;
    private static final int ALERT_TOLD = 8;

    private static final double MOST_AMPS = 1000;

    private static final Request.Enablement[] ENABLEMENTS = Request.Enablement.values();
    private static final Fault[] FAULTS = Fault.values();
    private static final LimitSource[] SOURCES = LimitSource.values();

    private RequestWire() {}

    public static void write(Request request, WireWriter to) {
        switch (request) {
            case Request.Limit limit ->
                    to.u8(LIMIT).i64(limit.id()).f64(limit.limit().value()).span(limit.validFor());
            case Request.Enable enable ->
                    to.u8(ENABLE).i64(enable.id()).constant(enable.enablement());
            case Request.Hold hold -> to.u8(HOLD).i64(hold.id()).span(hold.validFor());
            case Request.Allow allow ->
                    to.u8(ALLOW)
                            .i64(allow.id())
                            .f64(allow.limit().amps().value())
                            .constant(allow.limit().source())
                            .span(allow.validFor());
            case Request.ClearFaults clear -> to.u8(CLEAR_FAULTS).i64(clear.id());
            case Request.Suspect suspect ->
                    to.u8(SUSPECT).i64(suspect.id()).constant(suspect.sign());
            case Request.AlertTold told ->
                    to.u8(ALERT_TOLD).i64(told.id()).i64(told.raised().nanos());
            case Request.ClearTampering clear -> to.u8(CLEAR_TAMPERING).i64(clear.id());
        }
    }

    public static Request read(WireReader from) throws RefusedException {
        int type = from.u8();
        return switch (type) {
            case LIMIT -> new Request.Limit(from.i64(), new Amps(from.f64()), from.span());
            case ENABLE -> new Request.Enable(from.i64(), from.constant(ENABLEMENTS));
            case HOLD -> new Request.Hold(from.i64(), from.span());
            case ALLOW -> new Request.Allow(from.i64(), limit(from), from.span());
            case CLEAR_FAULTS -> new Request.ClearFaults(from.i64());
            case SUSPECT -> new Request.Suspect(from.i64(), from.constant(FAULTS));
            case ALERT_TOLD -> new Request.AlertTold(from.i64(), new Uptime(from.i64()));
            case CLEAR_TAMPERING -> new Request.ClearTampering(from.i64());
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }

    private static NamedLimit limit(WireReader from) throws RefusedException {
        return new NamedLimit(new Amps(from.f64(0, MOST_AMPS)), from.constant(SOURCES));
    }
}
