package stanchion.update;

import java.util.Optional;
import java.util.OptionalInt;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Slots;

/// What an update says of itself: its state whenever that changes, and what happens on the way.
final class Bulletin {
    private final Slots slots;
    private final Memory memory;
    private final UpdateEvents events;
    private int refusedChunks;
    private int percent;
    private Optional<UpdateState.LastError> lastError = Optional.empty();
    private Optional<UpdateState> published = Optional.empty();

    Bulletin(Slots slots, Memory memory, UpdateEvents events) {
        this.slots = slots;
        this.memory = memory;
        this.events = events;
    }

    void tell(UpdateEvents.Event event, String detail) {
        events.happened(event, detail);
    }

    /// Something was refused. It is told once for every cause, not for every attempt.
    void refused(UpdateRefused why) {
        UpdateState.LastError error = new UpdateState.LastError(why.refusal().name(), why.detail());
        if (lastError.filter(error::equals).isEmpty()) {
            tell(UpdateEvents.Event.REFUSED, why.refusal() + " " + why.detail());
        }
        lastError = Optional.of(error);
    }

    /// The other end cannot be asked, which is no event.
    void unreachable(UnreachableException why) {
        lastError = Optional.of(new UpdateState.LastError(Updater.UNREACHABLE, why.detail()));
    }

    void succeeded() {
        lastError = Optional.empty();
    }

    void progress(int ofTheDownload) {
        percent = ofTheDownload;
    }

    void chunkRefused(String detail) {
        refusedChunks++;
        tell(UpdateEvents.Event.CHUNK_REFUSED, detail);
    }

    /// Tells the state, if it is another than was told last.
    void publish(Stage stage) {
        UpdateState state = state(stage);
        if (published.filter(state::equals).isEmpty()) {
            published = Optional.of(state);
            events.changed(state);
        }
    }

    UpdateState state(Stage stage) {
        return new UpdateState(
                stage.phase(),
                slots.running().version(),
                slots.running().slot(),
                offered(stage),
                stage instanceof Stage.Downloading ? OptionalInt.of(percent) : OptionalInt.empty(),
                waitingFor(stage),
                memory.gaveUp(),
                refusedChunks,
                lastError,
                memory.channel(),
                memory.serial());
    }

    private Optional<UpdateState.Offered> offered(Stage stage) {
        return switch (stage) {
            case Stage.Trying _ -> Optional.empty();
            case Stage.Downloading(Wanted wanted) -> Optional.of(offered(wanted, Optional.empty()));
            case Stage other ->
                    memory.staged().map(one -> offered(one.wanted(), Optional.of(one.firmware())));
        };
    }

    private static UpdateState.Offered offered(Wanted wanted, Optional<String> firmware) {
        return new UpdateState.Offered(firmware, wanted.targets(), wanted.sha256());
    }

    private static Optional<Gate> waitingFor(Stage stage) {
        return stage instanceof Stage.Waiting(Gate closed) ? Optional.of(closed) : Optional.empty();
    }
}
