package stanchion.benchboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import stanchion.hal.Absence;
import stanchion.hal.Inputs;
import stanchion.hal.MainsBlock;
import stanchion.hal.PilotCapture;
import stanchion.hal.Samples;
import stanchion.units.Uptime;

/// Joins what arrived since the previous cycle into that cycle's samples.
///
/// Used by the loop's thread alone; the queue is the only thing it shares.
final class Capture {
    /// Inputs older than this may have become anything.
    static final Duration INPUTS_STALE_AFTER = Duration.ofMillis(100);

    private final int channels;
    private Optional<Samples> last = Optional.empty();
    private Uptime lastAt = new Uptime(0);
    private long nextFrame;

    Capture(int channels) {
        this.channels = channels;
    }

    /// Everything in `arrived`, up to a gap in the mains frames: what follows a gap is the next
    /// cycle's, so that the gap shows.
    Samples next(Uptime now, Queue<Samples> arrived) {
        List<Samples> chunks = new ArrayList<>();
        for (Samples head = arrived.peek(); head != null; head = arrived.peek()) {
            MainsBlock mains = head.mains();
            if (mains.channels() != channels) {
                arrived.remove();
                continue; // another board's simulator: its samples mean nothing here
            }
            if (!chunks.isEmpty() && mains.firstFrame() != nextFrame) {
                break;
            }
            nextFrame = mains.firstFrame() + mains.frames();
            chunks.add(head);
            arrived.remove();
        }
        if (chunks.isEmpty()) {
            return nothing(now);
        }
        last = Optional.of(chunks.getLast());
        lastAt = now;
        return joined(now, chunks);
    }

    private Samples nothing(Uptime now) {
        boolean fresh = last.isPresent() && !now.isPast(INPUTS_STALE_AFTER, lastAt);
        Absence why = last.isEmpty() ? Absence.NOT_YET : Absence.SILENT;
        return new Samples(
                now,
                PilotCapture.NOTHING,
                last.map(Samples::proximityCode).orElse(0),
                new MainsBlock(nextFrame, channels, new int[0]),
                fresh ? last.get().inputs() : Inputs.lost(why));
    }

    private Samples joined(Uptime now, List<Samples> chunks) {
        int pilotCodes = 0;
        int mainsCodes = 0;
        for (Samples chunk : chunks) {
            pilotCodes += chunk.pilot().codes().length;
            mainsCodes += chunk.mains().codes().length;
        }
        short[] pilot = new short[pilotCodes];
        int[] mains = new int[mainsCodes];
        int pilotAt = 0;
        int mainsAt = 0;
        for (Samples chunk : chunks) {
            short[] more = chunk.pilot().codes();
            System.arraycopy(more, 0, pilot, pilotAt, more.length);
            pilotAt += more.length;
            int[] frames = chunk.mains().codes();
            System.arraycopy(frames, 0, mains, mainsAt, frames.length);
            mainsAt += frames.length;
        }
        Samples newest = chunks.getLast();
        return new Samples(
                now,
                new PilotCapture(pilot),
                newest.proximityCode(),
                new MainsBlock(chunks.getFirst().mains().firstFrame(), channels, mains),
                newest.inputs());
    }
}
