package stanchion.board.linux;

import java.util.concurrent.atomic.AtomicLong;
import stanchion.hal.PilotCapture;

/// Rounds of the sampler on their way to the loop: a burst of the pilot, and what the lines said
/// meanwhile. Between one producing and one consuming thread, without a lock; nothing is allocated
/// but the capture that is handed out.
///
/// When the loop does not come for them the newest rounds are dropped; that late a cycle is a fault
/// of its own.
final class PilotRing {
    /// 80 ms at a round every 5 ms.
    private static final int ROUNDS = 16;

    /// Where a round is filled in; the producer's until it is published.
    static final class Round {
        final short[] codes;
        int count;
        int proximityCode;
        int inputs;
        long nanos;

        private Round(int burst) {
            codes = new short[burst];
        }
    }

    private final Round[] rounds = new Round[ROUNDS];
    private final Round spare;
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /// @param burst codes of a round at most
    PilotRing(int burst) {
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = new Round(burst);
        }
        spare = new Round(burst);
    }

    /// The round to fill in; one that leads nowhere when there is no room.
    Round next() {
        long next = put.getPlain();
        return next - taken.getAcquire() < ROUNDS ? rounds[index(next)] : spare;
    }

    /// Hands over the round that [#next] gave.
    void publish(Round filled) {
        if (filled != spare) {
            put.setRelease(put.getPlain() + 1);
        }
    }

    /// How many rounds wait. For the consumer, like all below.
    int waiting() {
        return (int) (put.getAcquire() - taken.getPlain());
    }

    /// The newest of `count` waiting rounds; belongs to the ring until [#take].
    Round newest(int count) {
        return rounds[index(taken.getPlain() + count - 1)];
    }

    /// Takes `count` waiting rounds, their codes joined in order.
    PilotCapture take(int count) {
        long from = taken.getPlain();
        int total = 0;
        for (int i = 0; i < count; i++) {
            total += rounds[index(from + i)].count;
        }
        short[] codes = new short[total];
        int at = 0;
        for (int i = 0; i < count; i++) {
            Round round = rounds[index(from + i)];
            System.arraycopy(round.codes, 0, codes, at, round.count);
            at += round.count;
        }
        taken.setRelease(from + count);
        return total == 0 ? PilotCapture.NOTHING : new PilotCapture(codes);
    }

    private static int index(long count) {
        return (int) (count % ROUNDS);
    }
}
