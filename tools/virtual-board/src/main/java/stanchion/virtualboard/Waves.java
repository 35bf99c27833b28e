package stanchion.virtualboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import stanchion.board.LinuxWiring;
import stanchion.hal.AnalogFrontEnd;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;

/// Codes of the board's converters as records of `/dev/virtual-waves` (see `modules/stream-adc.c`).
final class Waves {
    private static final int WAVE_BEGINS = 1;
    private static final int WAVE = 2;
    private static final int LEVEL = 3;
    private static final int FRAMES_BEGIN = 4;
    private static final int FRAMES = 5;
    private static final double MILLIHERTZ = 1_000;

    private final LinuxWiring wiring;
    private final AnalogFrontEnd analog;
    private final int channels;

    Waves(LinuxWiring wiring, AnalogFrontEnd analog) {
        this.wiring = wiring;
        this.analog = analog;
        channels =
                wiring.mains().channels().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /// Both streams from their first code on.
    List<byte[]> begin() {
        return List.of(
                beginning(WAVE_BEGINS, wiring.pilot().channel(), analog.pilotRate().value()),
                beginning(FRAMES_BEGIN, channels, analog.mainsRate().value()));
    }

    /// What was sampled, as records.
    List<byte[]> records(Samples samples) {
        List<byte[]> records = new ArrayList<>();
        if (samples.pilot().codes().length > 0) {
            records.add(pilot(samples.pilot().codes()));
        }
        if (wiring.proximity() instanceof LinuxWiring.Proximity.WithPilot(int channel)) {
            records.add(level(channel, samples.proximityCode()));
        }
        if (samples.mains().frames() > 0) {
            records.add(frames(samples.mains()));
        }
        return records;
    }

    private static byte[] pilot(short[] codes) {
        byte[] whole = new byte[1 + 2 * codes.length];
        ByteBuffer wave = over(whole).put((byte) WAVE);
        for (short code : codes) {
            wave.putShort(code);
        }
        return whole;
    }

    /// Each code of a frame at the input of the converter that it is wired to.
    private byte[] frames(MainsBlock block) {
        byte[] whole = new byte[1 + 4 * channels * block.frames()];
        ByteBuffer frames = over(whole).put((byte) FRAMES);
        List<Integer> inputs = wiring.mains().channels();
        for (int frame = 0; frame < block.frames(); frame++) {
            for (int place = 0; place < inputs.size(); place++) {
                frames.putInt(
                        1 + 4 * (frame * channels + inputs.get(place)),
                        block.codes()[frame * block.channels() + place]);
            }
        }
        return whole;
    }

    private static byte[] beginning(int kind, int channel, double hertz) {
        byte[] whole = new byte[10];
        over(whole).put((byte) kind).put((byte) channel).putLong(Math.round(hertz * MILLIHERTZ));
        return whole;
    }

    private static byte[] level(int channel, int code) {
        byte[] whole = new byte[4];
        over(whole).put((byte) LEVEL).put((byte) channel).putShort((short) code);
        return whole;
    }

    private static ByteBuffer over(byte[] record) {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    }
}
