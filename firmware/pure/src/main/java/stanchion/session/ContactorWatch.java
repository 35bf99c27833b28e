package stanchion.session;

import java.time.Duration;
import stanchion.hal.Commands.ContactorCommand;
import stanchion.hal.Inputs;
import stanchion.hal.Inputs.ContactorPosition;
import stanchion.hal.Inputs.LoadSide;
import stanchion.units.Uptime;

/// Whether the contactor does as it is told, by its mirror contact and the voltage behind it.
///
/// @param commanded what it is told
/// @param since since when
/// @param obeyed when it was last seen to obey, or when the command changed
public record ContactorWatch(ContactorCommand commanded, Uptime since, Uptime obeyed) {
    /// Relays release in up to 30 ms and bounce; the voltage behind them needs a few mains cycles
    /// to fade. Inside the 250 ms…1 s after opening in which a weld is to be found.
    static final Duration OPENING = Duration.ofMillis(500);

    static final Duration CLOSING = Duration.ofMillis(200);

    /// At start: open since `now`.
    public static ContactorWatch open(Uptime now) {
        return new ContactorWatch(ContactorCommand.OPEN, now, now);
    }

    ContactorWatch commanded(ContactorCommand command, Uptime now) {
        return command == commanded ? this : new ContactorWatch(command, now, now);
    }

    ContactorWatch observed(Inputs inputs, Uptime now) {
        return obeys(inputs) ? new ContactorWatch(commanded, since, now) : this;
    }

    boolean isWelded(Uptime now) {
        return commanded == ContactorCommand.OPEN && now.isPast(OPENING, obeyed);
    }

    boolean isStuckOpen(Uptime now) {
        return commanded == ContactorCommand.CLOSE && now.isPast(CLOSING, obeyed);
    }

    /// Whether both witnesses say open, which a contactor must have shown before it may close.
    static boolean isOpen(Inputs inputs) {
        return inputs.mirror() == ContactorPosition.OPEN && inputs.loadSide() == LoadSide.DEAD;
    }

    private boolean obeys(Inputs inputs) {
        return switch (commanded) {
            case OPEN -> isOpen(inputs);
            case CLOSE -> inputs.mirror() == ContactorPosition.CLOSED;
        };
    }
}
