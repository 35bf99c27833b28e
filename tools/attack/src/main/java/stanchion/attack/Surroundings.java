package stanchion.attack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stanchion.update.Charger;
import stanchion.update.Health;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;
import stanchion.update.slot.Gate;

/// What an update client meets on a charger: a clock that the case sets and only a step moves, a
/// control loop that stands idle, somebody who listens.
final class Surroundings implements InstantSource, UpdateEvents, Charger {
    private Instant now;
    private Gate gate = Gate.OPEN;
    private boolean switched;
    private Optional<UpdateState.LastError> last = Optional.empty();
    private final List<String> causes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    Surroundings(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void clock(Instant other) {
        now = other;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void gate(Gate other) {
        gate = other;
    }

    void close() {
        gate = Gate.VEHICLE_CHARGES;
    }

    /// Before it begins in earnest.
    void forget() {
        gate = Gate.OPEN;
        last = Optional.empty();
        causes.clear();
        events.clear();
    }

    List<String> causes() {
        return List.copyOf(causes);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    boolean switched() {
        return switched;
    }

    @Override
    public void happened(Event event, String detail) {
        events.add(event);
    }

    @Override
    public void changed(UpdateState state) {
        if (!state.lastError().equals(last)) {
            last = state.lastError();
            last.ifPresent(error -> causes.add(error.cause()));
        }
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Gate hold() {
        return gate;
    }

    @Override
    public void switchOver() {
        switched = true;
    }

    @Override
    public void confirmed() {
        // nobody watches it here
    }

    @Override
    public Health health() {
        return Health.UNKNOWN;
    }
}
