package stanchion.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// What is known of both slots at one moment, and its bytes:
///
/// ```text
/// 0    8 magic, 8 sequence
/// 16   1 preferred slot: 'A' or 'B'
/// 17   A: 1 state, 1 tries left, 32 SHA-256 of targets.json
/// 51   B: the same
/// 85   32 HMAC-SHA256 of all before it
/// ```
///
/// Numbers are big-endian; what a state does not need is zero. Every record has one byte form.
///
/// @param sequence counts up with every record of a charger, from 1
/// @param preferred which of two confirmed slots boots first
public record SlotRecord(long sequence, Slot preferred, SlotState a, SlotState b) {
    public static final int BYTES = 117;
    private static final int MAC = BYTES - 32;
    private static final int FIRST_SLOT = 17;
    private static final int SLOT_BYTES = 34;
    private static final byte[] MAGIC = "STSLOTS1".getBytes(StandardCharsets.US_ASCII);

    private static final int EMPTY = 0;
    private static final int STAGING = 1;
    private static final int STAGED = 2;
    private static final int TRYING = 3;
    private static final int CONFIRMED = 4;

    public SlotRecord {
        if (sequence < 1 || (a instanceof SlotState.Trying && b instanceof SlotState.Trying)) {
            throw new IllegalArgumentException("no such record: " + sequence + " " + a + " " + b);
        }
    }

    public SlotState of(Slot slot) {
        return slot == Slot.A ? a : b;
    }

    /// The record that follows this one, with a slot in another state.
    public SlotRecord with(Slot slot, SlotState state) {
        return slot == Slot.A
                ? new SlotRecord(sequence + 1, preferred, state, b)
                : new SlotRecord(sequence + 1, preferred, a, state);
    }

    /// The record that follows this one, with another slot first.
    public SlotRecord preferring(Slot slot) {
        return new SlotRecord(sequence + 1, slot, a, b);
    }

    /// Its bytes.
    ///
    /// @param key of the MAC, see [DerivedKey#SLOT_RECORDS]
    public byte[] bytes(byte[] key) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(MAGIC).putLong(sequence).put((byte) preferred.name().charAt(0));
        write(out, a);
        write(out, b);
        out.put(HmacSha256.of(key, Arrays.copyOf(out.array(), MAC)));
        return out.array();
    }

    /// Nothing unless the bytes are those of a record, authenticated with this key.
    public static Optional<SlotRecord> read(byte[] bytes, byte[] key) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        byte[] mac = HmacSha256.of(key, Arrays.copyOf(bytes, MAC));
        if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(bytes, MAC, BYTES))) {
            return Optional.empty();
        }
        Optional<SlotRecord> record = parse(ByteBuffer.wrap(bytes));
        // one byte form: a record that would be written otherwise is none
        return record.isPresent() && Arrays.equals(record.get().bytes(key), bytes)
                ? record
                : Optional.empty();
    }

    private static Optional<SlotRecord> parse(ByteBuffer in) {
        long sequence = in.getLong(MAGIC.length);
        Slot preferred = in.get(FIRST_SLOT - 1) == 'B' ? Slot.B : Slot.A;
        Optional<SlotState> a = state(in, FIRST_SLOT);
        Optional<SlotState> b = state(in, FIRST_SLOT + SLOT_BYTES);
        if (sequence < 1 || a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        if (a.get() instanceof SlotState.Trying && b.get() instanceof SlotState.Trying) {
            return Optional.empty();
        }
        return Optional.of(new SlotRecord(sequence, preferred, a.get(), b.get()));
    }

    private static Optional<SlotState> state(ByteBuffer in, int at) {
        int left = in.get(at + 1);
        byte[] digest = new byte[32];
        in.get(at + 2, digest);
        String targets = Hex.of(digest);
        return switch (in.get(at)) {
            case EMPTY -> Optional.of(new SlotState.Empty());
            case STAGING -> Optional.of(new SlotState.Staging());
            case STAGED -> Optional.of(new SlotState.Staged(targets));
            case TRYING ->
                    left < 0 || left > SlotState.MOST_TRIES
                            ? Optional.empty()
                            : Optional.of(new SlotState.Trying(targets, left));
            case CONFIRMED -> Optional.of(new SlotState.Confirmed(targets));
            default -> Optional.empty();
        };
    }

    // a chain of instanceof, because a pattern switch costs a cold start its bootstrap
    private static void write(ByteBuffer out, SlotState state) {
        if (state instanceof SlotState.Staged staged) {
            write(out, STAGED, 0).put(Hex.bytes(staged.targets()));
        } else if (state instanceof SlotState.Trying trying) {
            write(out, TRYING, trying.left()).put(Hex.bytes(trying.targets()));
        } else if (state instanceof SlotState.Confirmed confirmed) {
            write(out, CONFIRMED, 0).put(Hex.bytes(confirmed.targets()));
        } else {
            write(out, state instanceof SlotState.Staging ? STAGING : EMPTY, 0).put(new byte[32]);
        }
    }

    private static ByteBuffer write(ByteBuffer out, int state, int left) {
        return out.put((byte) state).put((byte) left);
    }
}
