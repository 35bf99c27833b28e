package stanchion.powercut;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongPredicate;
import stanchion.update.Charger;
import stanchion.update.Health;
import stanchion.update.Next;
import stanchion.update.Pace;
import stanchion.update.Proof;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;
import stanchion.update.Updater;
import stanchion.update.slot.Gate;
import stanchion.update.slot.Slots;

/// Lets the updater of a version that runs take step after step, in a time of its own. Nobody
/// charges, all is well.
final class Updating {
    private static final int MOST_STEPS = 400;
    private static final Duration QUIET = Duration.ofHours(1);

    private final World world;
    private final Ground ground;
    private final Promises promises;
    private final Patience patience;
    private Instant now = World.NOW;
    private String lastError = "";

    Updating(World world, Ground ground, Promises promises, Patience patience) {
        this.world = world;
        this.ground = ground;
        this.promises = promises;
        this.patience = patience;
    }

    /// Why the last thing failed; empty while nothing has.
    String lastError() {
        return lastError;
    }

    /// Goes on from one start of the verifier until the next is asked for.
    ///
    /// @param ended whether the version that is installed, by its number, ends the story
    /// @return whether the story is at its end; else it wants a restart
    boolean live(Booted booted, LongPredicate ended) {
        Restart restart = new Restart();
        try {
            Updater updater =
                    updater(Slots.open(ground.folder(), booted.running(), booted.key()), restart);
            updater.begin();
            ground.requirePower();
            return steps(updater, restart, booted)
                    && ended.test(updater.state().installed().targets());
        } catch (IOException failed) {
            ground.requirePower();
            if (!patience.mayFail()) {
                throw new ViolationException("the updater does not begin", failed);
            }
            patience.failed("BEGIN");
            return false;
        } catch (ViolationException violation) {
            throw violation;
        } catch (RuntimeException bug) {
            throw new ViolationException("a bug: " + bug, bug);
        }
    }

    private Updater updater(Slots slots, Restart restart) {
        long serial = promises.serial();
        Updater.Settings settings =
                new Updater.Settings(
                        World.DEVICE,
                        ZoneOffset.UTC,
                        Pace.USUAL,
                        Proof.USUAL,
                        serial,
                        Optional.of("power-" + promises.powered()));
        Updater.Surroundings surroundings =
                new Updater.Surroundings(
                        (name, most) -> world.metadata(serial, name),
                        world::chunk,
                        restart,
                        restart);
        return Updater.of(slots, settings, surroundings, () -> now);
    }

    /// Until a restart is asked for, or there is nothing to do for long.
    ///
    /// @return whether there is nothing to do
    private boolean steps(Updater updater, Restart restart, Booted booted) {
        for (int step = 0; step < MOST_STEPS; step++) {
            patience.tick();
            Moment.of(updater.state().phase()).ifPresent(promises::at);
            Next next = updater.step();
            ground.requirePower();
            updater.state().lastError().ifPresent(this::tell);
            if (ground.struck()) {
                new End(ground.look(), booted.key())
                        .checkSlot(updater.state().slot(), booted.version());
            }
            if (restart.asked) {
                return false;
            }
            boolean idle =
                    updater.state().phase() == UpdateState.Phase.IDLE
                            || updater.state().phase() == UpdateState.Phase.CONFIRMED;
            if (idle && next.after().compareTo(QUIET) > 0 && restart.settled) {
                return true;
            }
            now = now.plus(next.after());
        }
        throw new ViolationException("no end after " + MOST_STEPS + " steps; " + lastError);
    }

    private void tell(UpdateState.LastError error) {
        String said = error.cause() + " " + error.detail();
        if (said.equals(lastError)) {
            return;
        }
        lastError = said;
        if (!patience.mayFail()) {
            throw new ViolationException("an error without a fault: " + said);
        }
        patience.failed(error.cause());
    }

    /// The charger and those who listen, at one start of the updater.
    private final class Restart implements Charger, UpdateEvents {
        private boolean asked;
        private boolean settled;

        @Override
        public Gate gate() {
            return Gate.OPEN;
        }

        @Override
        public Gate hold() {
            return Gate.OPEN;
        }

        @Override
        public void switchOver() {
            asked = true;
        }

        @Override
        public void confirmed() {
            settled = true;
        }

        @Override
        public Health health() {
            return new Health(QUIET, Health.SelfTest.PASSED, Duration.ZERO);
        }

        @Override
        public void happened(Event event, String detail) {
            switch (event) {
                case CONFIRMED -> promises.confirm();
                case REVERTED -> promises.revert();
                case STAGED, SWITCHING, REFUSED, CHUNK_REFUSED -> {}
            }
        }

        @Override
        public void changed(UpdateState state) {
            // asked for after every step
        }
    }
}
