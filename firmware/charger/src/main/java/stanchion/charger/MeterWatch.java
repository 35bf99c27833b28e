package stanchion.charger;

import java.util.Optional;
import java.util.function.Supplier;
import stanchion.control.SecondOpinion;
import stanchion.hal.SerialMeter;
import stanchion.link.Request;
import stanchion.units.Uptime;
import stanchion.units.Watts;

/// Holds the charger's power against the meter on its serial line, by the writer's thread. What it
/// comes to reaches the loop as a request, between two cycles, as what the gateway sees does.
final class MeterWatch {
    private final Optional<SerialMeter> meter;
    private final Supplier<Optional<Watts>> ours;
    private final Mailbox mailbox;
    private final SecondOpinion opinion = new SecondOpinion();

    /// @param ours the power of the last second
    MeterWatch(Optional<SerialMeter> meter, Supplier<Optional<Watts>> ours, Mailbox mailbox) {
        this.meter = meter;
        this.ours = ours;
        this.mailbox = mailbox;
    }

    /// About once a second.
    void look(Uptime now) {
        meter.flatMap(theirs -> opinion.hear(now, ours.get(), theirs.reading(now)))
                .ifPresent(sign -> mailbox.suspect(new Request.Suspect(Request.NOBODYS, sign)));
    }
}
