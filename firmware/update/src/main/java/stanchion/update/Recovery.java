package stanchion.update;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import stanchion.boot.SlotState;
import stanchion.update.slot.Running;
import stanchion.update.slot.Situation;
import stanchion.update.slot.Slots;

/// Where an update stands after a start, and what the start before left to be put right.
///
/// A try that ended without being confirmed is the version's own fault, unless the machine itself
/// was started anew meanwhile: then the power may have failed, and the version is tried again,
/// [SlotState#MOST_TRIES] times in all.
final class Recovery {
    private final Slots slots;
    private final Memory memory;
    private final Bulletin bulletin;
    private final Optional<String> machine;

    /// @param machine see [Updater.Settings]
    Recovery(Slots slots, Memory memory, Bulletin bulletin, Optional<String> machine) {
        this.slots = slots;
        this.memory = memory;
        this.bulletin = bulletin;
        this.machine = machine;
    }

    /// @param look when the maker is asked next
    Stage begin(Instant look) throws IOException {
        memory.recall();
        return switch (slots.recover()) {
            case Situation.OnTry _ -> new Stage.Trying();
            case Situation.Waiting waiting -> resume(waiting, look);
            case Situation.Reverted reverted -> reverted(reverted, look);
            case Situation.Settled _ -> settle(look);
        };
    }

    private Stage settle(Instant look) throws IOException {
        if (runsWhatWasStaged()) { // confirmed, but cut off before it was written down
            memory.done();
        }
        memory.forgetStaged();
        return new Stage.Idle(look);
    }

    private boolean runsWhatWasStaged() {
        Running running = slots.running();
        return memory.staged().isPresent()
                && memory.staged().get().slot() == running.slot()
                && memory.staged().get().is(running.version().sha256());
    }

    private Stage resume(Situation.Waiting waiting, Instant look) throws IOException {
        if (staged(waiting.targets()).isPresent()) {
            return new Stage.Staged();
        }
        slots.discard(); // nobody knows any more who ordered it
        memory.forgetStaged();
        return new Stage.Idle(look);
    }

    private Stage reverted(Situation.Reverted reverted, Instant look) throws IOException {
        if (powerMayHaveFailed(reverted)) {
            slots.stageAgain();
            return new Stage.Staged();
        }
        giveUp(reverted);
        return new Stage.Idle(look);
    }

    private boolean powerMayHaveFailed(Situation.Reverted reverted) {
        return reverted.cause().equals(Slots.NOT_CONFIRMED)
                && staged(reverted.targets()).isPresent()
                && memory.tried()
                        .filter(last -> last.count() < SlotState.MOST_TRIES)
                        .filter(last ->
                                machine.filter(now -> !now.equals(last.machine())).isPresent())
                        .isPresent();
    }

    private void giveUp(Situation.Reverted reverted) throws IOException {
        Optional<Memory.Staged> tried = staged(reverted.targets());
        String firmware = tried.map(Memory.Staged::firmware).orElse(reverted.targets());
        Wanted wanted =
                tried.map(Memory.Staged::wanted)
                        .orElse(new Wanted(0, reverted.targets(), memory.serial()));
        memory.giveUp(
                new GaveUp(wanted.targets(), wanted.sha256(), wanted.serial(), reverted.cause()));
        slots.giveUp();
        bulletin.tell(UpdateEvents.Event.REVERTED, reverted.cause() + " " + firmware);
    }

    private Optional<Memory.Staged> staged(String targets) {
        return memory.staged().filter(one -> one.is(targets));
    }
}
