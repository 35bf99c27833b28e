package stanchion.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import stanchion.hal.MainsBlock;
import stanchion.hal.Samples;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Request;
import stanchion.link.RequestWire;
import stanchion.link.WireWriter;
import stanchion.units.Uptime;

/// Cycles on their way into one block.
///
/// ```text
/// i32 bytes of the fields │ i32 bytes of them deflated │ deflated │ codes of pilot, V1, I1 … in bits
/// ```
///
/// The fields begin with the number of cycles, pilot codes, channels and frames. Waveforms stand
/// apart because noise cannot be deflated: see [CodeStream].
final class CycleBlock {
    static final int VALUES = 0;
    static final int WAVES = 1;
    static final int DECIDED = 0;
    static final int THREW = 1;
    static final int SAME = 0;
    static final int OTHER = 1;

    private final Codes pilot = new Codes();
    private final List<Codes> mains = new ArrayList<>();
    private WireWriter fields = WireWriter.unframed();
    private OutcomeWire outcomes = new OutcomeWire();
    private byte[] inputs = new byte[0];
    private long nanos;
    private long nextFrame;
    private int cycles;
    private int frames;

    int cycles() {
        return cycles;
    }

    void add(Cycle cycle) {
        switch (cycle.input()) {
            case Waves(Samples samples) -> {
                at(samples.at(), fields.u8(WAVES));
                waves(samples);
            }
            case Values(var sensed) -> {
                at(sensed.at(), fields.u8(VALUES));
                WireWriter values = WireWriter.unframed();
                SensedWire.write(sensed, values);
                inputs(values);
            }
        }
        fields.u8(cycle.requests().size());
        for (Request request : cycle.requests()) {
            RequestWire.write(request, fields);
        }
        switch (cycle.answer()) {
            case Decided(var outcome) -> outcomes.write(outcome, fields.u8(DECIDED));
            case Threw(String what) -> fields.u8(THREW).text(what);
        }
        cycles++;
    }

    private void at(Uptime at, WireWriter to) {
        to.i64(at.nanos() - nanos);
        nanos = at.nanos();
    }

    private void waves(Samples samples) {
        for (short code : samples.pilot().codes()) {
            pilot.add(code);
        }
        MainsBlock block = samples.mains();
        channels(block.channels());
        for (int i = 0; i < block.codes().length; i++) {
            mains.get(i % block.channels()).add(block.codes()[i]);
        }
        fields.i32(samples.pilot().codes().length)
                .i32(samples.proximityCode())
                .u8(block.channels())
                .i64(block.firstFrame() - nextFrame)
                .i32(block.frames());
        nextFrame = block.firstFrame() + block.frames();
        frames += block.frames();
        WireWriter slow = WireWriter.unframed();
        InputsWire.write(samples.inputs(), slow);
        inputs(slow);
    }

    private void channels(int count) {
        if (frames > 0 && count != mains.size()) {
            throw new IllegalArgumentException(
                    count + " channels instead of " + mains.size() + " within one block");
        }
        while (mains.size() < count) {
            mains.add(new Codes());
        }
    }

    private void inputs(WireWriter now) {
        byte[] bytes = now.fields();
        if (Arrays.equals(bytes, inputs)) {
            fields.u8(SAME);
        } else {
            fields.u8(OTHER).i16(bytes.length).put(bytes);
            inputs = bytes;
        }
    }

    /// The payload; what comes next begins another block.
    byte[] finish() {
        byte[] all =
                WireWriter.unframed()
                        .i32(cycles)
                        .i32(pilot.count())
                        .u8(mains.size())
                        .i32(frames)
                        .put(fields.fields())
                        .fields();
        byte[] deflated = deflated(all);
        BitWriter bits = new BitWriter();
        CodeStream.write(pilot.all(), bits);
        mains.forEach(channel -> CodeStream.write(channel.all(), bits));
        clear();
        return WireWriter.unframed()
                .i32(all.length)
                .i32(deflated.length)
                .put(deflated)
                .put(bits.bytes())
                .fields();
    }

    private void clear() {
        pilot.clear();
        mains.clear();
        fields = WireWriter.unframed();
        outcomes = new OutcomeWire();
        inputs = new byte[0];
        nanos = 0;
        nextFrame = 0;
        cycles = 0;
        frames = 0;
    }

    private static byte[] deflated(byte[] all) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(all);
            deflater.finish();
            byte[] room = new byte[all.length + all.length / 8 + 64];
            int length = deflater.deflate(room);
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }
}
