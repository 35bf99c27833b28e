package stanchion.update.slot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import stanchion.boot.Refusal;
import stanchion.boot.SlotRecord;
import stanchion.boot.SlotState;
import stanchion.boot.Verdict;

/// What follows when a version has proved itself, in an order that may be cut off anywhere:
///
/// ```text
/// state/update/confirming ─► record CONFIRMED, preferred ─► waiting roots into trust/, ascending
///      ─► counter raised to its epoch ─► other slot EMPTY if it may not run now ─► state/roots empty
///      ─► confirming removed
/// ```
///
/// Before the record nothing has changed; after it the next start goes on from wherever it was cut,
/// because each step finds out whether it was done. `confirming` names the version, so that another
/// one that boots instead does not take its roots.
final class Confirmation {
    private final Slots slots;
    private final Roots roots;
    private final Slots.Counter counter;
    private final Path begun;

    Confirmation(Slots slots, Roots roots, Slots.Counter counter) {
        this.slots = slots;
        this.roots = roots;
        this.counter = counter;
        this.begun = slots.folders().update().resolve("confirming");
    }

    boolean begun() {
        return Files.exists(begun);
    }

    private byte[] version() {
        return slots.running().version().sha256().getBytes(StandardCharsets.US_ASCII);
    }

    void begin() throws IOException {
        if (!begun()) {
            Durable.write(begun, version());
        }
        SlotRecord record = slots.record();
        if (!record.of(slots.running().slot()).equals(slots.confirmed())) {
            record = record.with(slots.running().slot(), slots.confirmed());
            slots.write(record.preferring(slots.running().slot()));
        }
        finish();
    }

    /// Goes on where a start before this one was cut. Only for a running version that is confirmed.
    void resume() throws IOException {
        if (begun() && Arrays.equals(version(), Files.readAllBytes(begun))) {
            finish();
        }
        Durable.delete(begun);
    }

    private void finish() throws IOException {
        roots.installFor(slots.current());
        counter.writing().raise(slots.running().version().epoch());
        dropOther();
        roots.clear();
        Durable.delete(begun);
    }

    /// A version that may no longer run is no way back.
    ///
    /// @throws IOException when that cannot be told now
    private void dropOther() throws IOException {
        SlotState other = slots.record().of(slots.other());
        if (other instanceof SlotState.Confirmed
                && slots.judgeOther() instanceof Verdict.Refused refused) {
            if (refused.cause().scope() == Refusal.Scope.CHARGER) {
                throw new IOException(refused.line());
            }
            slots.write(slots.record().with(slots.other(), new SlotState.Empty()));
        }
    }
}
