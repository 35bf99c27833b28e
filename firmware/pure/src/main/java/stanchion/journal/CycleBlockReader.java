package stanchion.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.journal.JournalEntry.Answer;
import stanchion.journal.JournalEntry.Cycle;
import stanchion.journal.JournalEntry.Decided;
import stanchion.journal.JournalEntry.Input;
import stanchion.journal.JournalEntry.Threw;
import stanchion.journal.JournalEntry.Values;
import stanchion.journal.JournalEntry.Waves;
import stanchion.link.Refusal;
import stanchion.link.Request;
import stanchion.link.RequestWire;
import stanchion.link.WireReader;
import stanchion.link.WireReader.RefusedException;
import stanchion.units.Uptime;

/// The cycles of one block; the mirror image of [CycleBlock].
final class CycleBlockReader {
    /// Of each kind in a block; far more than any block holds.
    static final int MOST_CODES = 1 << 22;

    private static final int MOST_FIELD_BYTES = 1 << 24;

    private final WireReader fields;
    private final int cycles;
    private final int[] pilot;
    private final List<int[]> mains = new ArrayList<>();
    private final OutcomeWire outcomes = new OutcomeWire();
    private byte[] inputs = new byte[0];
    private int pilotTaken;
    private int framesTaken;
    private long nanos;
    private long nextFrame;

    private CycleBlockReader(ByteBuffer payload) throws RefusedException {
        WireReader head = new WireReader(payload);
        int length = within(head.i32(), MOST_FIELD_BYTES);
        fields = new WireReader(ByteBuffer.wrap(inflated(head.bytes(head.i32()), length)));
        cycles = within(fields.i32(), MOST_CODES);
        int pilotCodes = within(fields.i32(), MOST_CODES);
        int channels = fields.u8();
        int frames = within(fields.i32(), MOST_CODES);
        BitReader bits = new BitReader(payload);
        pilot = CodeStream.read(pilotCodes, bits);
        for (int channel = 0; channel < channels; channel++) {
            mains.add(CodeStream.read(frames, bits));
        }
    }

    /// @param payload read to its end
    static List<Cycle> read(ByteBuffer payload) throws RefusedException {
        CycleBlockReader reader = new CycleBlockReader(payload);
        List<Cycle> cycles = new ArrayList<>();
        for (int i = 0; i < reader.cycles; i++) {
            cycles.add(reader.cycle());
        }
        return cycles;
    }

    private Cycle cycle() throws RefusedException {
        int kind = fields.u8();
        nanos += fields.i64();
        Uptime at = new Uptime(nanos);
        Input input = kind == CycleBlock.WAVES ? new Waves(samples(at)) : values(at);
        List<Request> requests = new ArrayList<>();
        int count = fields.u8();
        for (int i = 0; i < count; i++) {
            requests.add(RequestWire.read(fields));
        }
        return new Cycle(input, requests, answer());
    }

    private Answer answer() throws RefusedException {
        return fields.u8() == CycleBlock.DECIDED
                ? new Decided(outcomes.read(fields))
                : new Threw(fields.text());
    }

    private Input values(Uptime at) throws RefusedException {
        return new Values(SensedWire.read(at, inputs()));
    }

    private Samples samples(Uptime at) throws RefusedException {
        short[] codes = new short[within(fields.i32(), pilot.length - pilotTaken)];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (short) pilot[pilotTaken + i];
        }
        pilotTaken += codes.length;
        int proximity = fields.i32();
        MainsBlock block = mains();
        Inputs slow = InputsWire.read(inputs());
        return new Samples(at, new PilotCapture(codes), proximity, block, slow);
    }

    private MainsBlock mains() throws RefusedException {
        int channels = within(fields.u8(), mains.size());
        long first = nextFrame + fields.i64();
        int all = mains.isEmpty() ? 0 : mains.getFirst().length;
        int frames = within(fields.i32(), all - framesTaken);
        int[] codes = new int[frames * channels];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = mains.get(i % channels)[framesTaken + i / channels];
        }
        framesTaken += frames;
        nextFrame = first + frames;
        return new MainsBlock(first, channels, codes);
    }

    private WireReader inputs() throws RefusedException {
        if (fields.u8() != CycleBlock.SAME) {
            inputs = fields.bytes(fields.count(0, 0xFFFF));
        }
        return new WireReader(ByteBuffer.wrap(inputs));
    }

    private static int within(int count, int most) throws RefusedException {
        if (count < 0 || count > most) {
            throw new RefusedException(Refusal.OUT_OF_RANGE);
        }
        return count;
    }

    private static byte[] inflated(byte[] deflated, int length) throws RefusedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            byte[] all = new byte[length];
            if (inflater.inflate(all) != length) {
                throw new RefusedException(Refusal.TRUNCATED);
            }
            return all;
        } catch (DataFormatException broken) {
            throw new RefusedException(Refusal.TRUNCATED);
        } finally {
            inflater.end();
        }
    }
}
