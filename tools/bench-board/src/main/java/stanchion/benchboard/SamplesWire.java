package stanchion.benchboard;

import stanchion.hal.Absence;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Reading;
import stanchion.hal.Samples;
import stanchion.link.Refusal;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.link.WireWriter;
import stanchion.units.Amps;
import stanchion.units.Celsius;
import stanchion.units.Uptime;

/// The fields of [Samples] on the wire.
final class SamplesWire {
    private static final int MAX_PILOT_CODES = 8192;
    private static final int MAX_FRAMES = 2048;

    private static final int PRESENT = 0;
    private static final int MISSING = 1;

    private static final Inputs.ContactorPosition[] POSITIONS = Inputs.ContactorPosition.values();
    private static final int MOST_LIVE_POLES = Inputs.LoadSide.LIVE.livePoles();
    private static final Inputs.ResidualMonitor[] MONITORS = Inputs.ResidualMonitor.values();
    private static final Inputs.Earth[] EARTHS = Inputs.Earth.values();
    private static final Inputs.Enclosure[] ENCLOSURES = Inputs.Enclosure.values();
    private static final Inputs.Attitude[] ATTITUDES = Inputs.Attitude.values();
    private static final Inputs.EmergencyStop[] STOPS = Inputs.EmergencyStop.values();
    private static final Inputs.Seal[] SEALS = Inputs.Seal.values();
    private static final Inputs.DebugHeader[] HEADERS = Inputs.DebugHeader.values();
    private static final Inputs.LogicSupply[] LOGIC = Inputs.LogicSupply.values();
    private static final Absence[] ABSENCES = Absence.values();

    private SamplesWire() {}

    static void write(Samples samples, WireWriter to) {
        short[] pilot = samples.pilot().codes();
        MainsBlock mains = samples.mains();
        if (pilot.length > MAX_PILOT_CODES || mains.frames() > MAX_FRAMES) {
            throw new IllegalArgumentException(
                    pilot.length + " pilot codes and " + mains.frames() + " frames are too many");
        }
        to.i64(samples.at().nanos()).i16(pilot.length);
        for (short code : pilot) {
            to.i16(code);
        }
        to.i32(samples.proximityCode())
                .i64(mains.firstFrame())
                .u8(mains.channels())
                .i16(mains.frames());
        for (int code : mains.codes()) {
            to.i32(code);
        }
        inputs(samples.inputs(), to);
    }

    static Samples read(WireReader from) throws RefusedException {
        Uptime at = new Uptime(from.i64());
        short[] pilot = new short[from.count(0, MAX_PILOT_CODES)];
        for (int i = 0; i < pilot.length; i++) {
            pilot[i] = from.i16();
        }
        int proximityCode = from.i32();
        return new Samples(at, new PilotCapture(pilot), proximityCode, mains(from), inputs(from));
    }

    private static MainsBlock mains(WireReader from) throws RefusedException {
        long firstFrame = from.i64();
        int channels = from.u8();
        if (channels != 2 && channels != 4 && channels != 6) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        int[] codes = new int[channels * from.count(0, MAX_FRAMES)];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = from.i32();
        }
        return new MainsBlock(firstFrame, channels, codes);
    }

    private static void inputs(Inputs inputs, WireWriter to) {
        to.constant(inputs.mirror())
                .u8(inputs.loadSide().livePoles())
                .constant(inputs.residual())
                .constant(inputs.earth())
                .constant(inputs.housing().enclosure())
                .constant(inputs.housing().attitude())
                .constant(inputs.housing().stop())
                .constant(inputs.housing().seal())
                .constant(inputs.housing().debug())
                .constant(inputs.logicSupply());
        switch (inputs.temperature()) {
            case Reading.Present<Celsius>(Celsius value) -> to.u8(PRESENT).f64(value.value());
            case Reading.Missing<Celsius>(Absence why) -> to.u8(MISSING).constant(why);
        }
        to.f64(inputs.supply().value());
    }

    private static Inputs inputs(WireReader from) throws RefusedException {
        return new Inputs(
                from.constant(POSITIONS),
                loadSide(from),
                from.constant(MONITORS),
                from.constant(EARTHS),
                new Inputs.Housing(
                        from.constant(ENCLOSURES),
                        from.constant(ATTITUDES),
                        from.constant(STOPS),
                        from.constant(SEALS),
                        from.constant(HEADERS)),
                from.constant(LOGIC),
                temperature(from),
                new Amps(from.f64()));
    }

    private static Inputs.LoadSide loadSide(WireReader from) throws RefusedException {
        int livePoles = from.u8();
        if (livePoles > MOST_LIVE_POLES) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return new Inputs.LoadSide(livePoles);
    }

    private static Reading<Celsius> temperature(WireReader from) throws RefusedException {
        return switch (from.u8()) {
            case PRESENT -> new Reading.Present<>(new Celsius(from.f64()));
            case MISSING -> new Reading.Missing<>(from.constant(ABSENCES));
            default -> throw new RefusedException(Refusal.UNKNOWN_TYPE);
        };
    }
}
